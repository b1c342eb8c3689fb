/** The file formats of Keras: archives, HDF5 weights, NumPy arrays. */
module org.keras4j.formats {
  requires transitive org.keras4j.runtime;

  exports org.keras4j.formats;
  exports org.keras4j.formats.npy;
  exports org.keras4j.formats.source;
}
