/** The file formats of Keras: archives, HDF5 weights, NumPy arrays. */
module org.keras4j.formats {
  requires org.keras4j.runtime;
}
