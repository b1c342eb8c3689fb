package org.keras4j.conformance.hostile;

import java.nio.ByteBuffer;
import org.keras4j.conformance.hostile.Hdf5Forge.Message;

/** Puts any config into a legacy {@code .h5} file, as Keras does: a string in a global heap. */
final class LegacyFile {
  private static final byte[] STRING_TYPE =
      Hdf5Forge.type(9, 1, 16, Hdf5Forge.type(3, 0, 1).body()).body();

  private LegacyFile() {}

  static byte[] of(byte[] config) {
    Hdf5Forge forge = new Hdf5Forge();
    int padded = (config.length + 7) / 8 * 8;
    ByteBuffer heap = Hdf5Forge.bytes(32 + padded);
    heap.putInt(0x4c4f4347).putInt(1).putLong(32 + padded);
    heap.putShort((short) 1).putShort((short) 1).putInt(0).putLong(config.length).put(config);
    long at = forge.append(heap.array());
    byte[] value = Hdf5Forge.bytes(16).putInt(config.length).putLong(at).putInt(1).array();
    long weights = forge.newHeader(layerNames());
    Message attribute =
        Hdf5Forge.attribute("model_config", STRING_TYPE, Hdf5Forge.space().body(), value);
    Message version =
        Hdf5Forge.attribute(
            "keras_version",
            Hdf5Forge.type(3, 0, 8).body(),
            Hdf5Forge.space().body(),
            "3.15.1\0\0".getBytes());
    return forge.file(
        forge.newHeader(attribute, version, Hdf5Forge.hardLink("model_weights", weights)));
  }

  /** An empty list of names, as numpy makes it: no float64 numbers. */
  private static Message layerNames() {
    return Hdf5Forge.attribute(
        "layer_names", Hdf5Forge.type(3, 0, 8).body(), Hdf5Forge.space(0).body(), new byte[0]);
  }
}
