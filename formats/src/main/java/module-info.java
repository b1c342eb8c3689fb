/** The file formats of Keras: archives, HDF5 weights, NumPy arrays. */
@SuppressWarnings("module") // the conformance kit is not there when this is compiled
module org.keras4j.formats {
  requires transitive org.keras4j.runtime;
  requires com.fasterxml.jackson.core;
  requires io.jhdf;

  exports org.keras4j.formats;
  exports org.keras4j.formats.json;
  exports org.keras4j.formats.npy;
  exports org.keras4j.formats.source;
  exports org.keras4j.formats.zip to
      org.keras4j.conformance;

  provides org.keras4j.models.ModelOpener with
      org.keras4j.formats.keras.KerasOpener;
  provides org.keras4j.models.ModelFormat with
      org.keras4j.formats.keras.KerasArchiveFormat,
      org.keras4j.formats.keras.LegacyModelFormat,
      org.keras4j.formats.keras.LegacyWeightsFormat,
      org.keras4j.formats.keras.WeightsFormat,
      org.keras4j.formats.keras.ShardedWeightsFormat,
      org.keras4j.formats.keras.ArchitectureFormat;
}
