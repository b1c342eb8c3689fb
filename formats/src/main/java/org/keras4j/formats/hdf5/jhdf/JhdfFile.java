package org.keras4j.formats.hdf5.jhdf;

import io.jhdf.HdfFile;
import org.keras4j.formats.hdf5.Hdf5File;
import org.keras4j.formats.hdf5.Hdf5Group;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.models.LoadPolicy;

/**
 * A file read by jHDF. It is given the bytes and never a path, so that it has no other file to
 * open.
 */
final class JhdfFile implements Hdf5File {
  private static final String SLF4J_VERBOSITY = "slf4j.internal.verbosity";

  private final JhdfContext context;
  private final HdfFile file;
  private final Hdf5Group root;

  private JhdfFile(JhdfContext context, HdfFile file) {
    this.context = context;
    this.file = file;
    this.root = new JhdfGroup(context, file, "/", 0);
  }

  static JhdfFile open(ByteSource source, LoadPolicy policy) {
    JhdfContext context = new JhdfContext(source, policy);
    if (source.size() > ByteSource.MAX_SLICE) {
      throw context.unsupported("a file of more than 1 GiB with data that Keras never writes");
    }
    HdfFile file = context.call("the file", () -> openQuietly(source, (int) source.size()));
    return new JhdfFile(context, file);
  }

  /** Loading jHDF starts SLF4J, which complains on the console when no logger is installed. */
  private static HdfFile openQuietly(ByteSource source, int size) {
    boolean isSet = System.getProperty(SLF4J_VERBOSITY) != null;
    if (!isSet) {
      System.setProperty(SLF4J_VERBOSITY, "ERROR");
    }
    try {
      return HdfFile.fromByteBuffer(source.slice(0, size));
    } finally {
      if (!isSet) {
        System.clearProperty(SLF4J_VERBOSITY);
      }
    }
  }

  @Override
  public String name() {
    return context.name();
  }

  @Override
  public Hdf5Group root() {
    return root;
  }

  @Override
  public void close() {
    file.close();
  }
}
