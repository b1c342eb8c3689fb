package org.keras4j.formats.keras;

import org.keras4j.formats.hdf5.Hdf5File;
import org.keras4j.formats.hdf5.jhdf.TrustedHdf5;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.Deadline;
import org.keras4j.formats.zip.ZipArchive;
import org.keras4j.models.LoadPolicy;
import org.keras4j.models.ModelContent;

/** An opened model file: its bytes, and what they begin with. */
final class KerasContent implements ModelContent {
  private final ByteSource source;
  private final LoadPolicy policy;
  private final Deadline deadline;
  private ZipArchive archive;
  private Hdf5File hdf5;

  KerasContent(ByteSource source, LoadPolicy policy, Deadline deadline) {
    this.source = source;
    this.policy = policy;
    this.deadline = deadline;
  }

  @Override
  public String name() {
    return source.name();
  }

  LoadPolicy policy() {
    return policy;
  }

  /** When this loading has to end. */
  Deadline deadline() {
    return deadline;
  }

  boolean isZip() {
    return ZipArchive.isZip(source);
  }

  boolean isHdf5() {
    return Hdf5File.isHdf5(source);
  }

  /** The zip archive; only where {@link #isZip()}. */
  ZipArchive archive() {
    if (archive == null) {
      archive = ZipArchive.open(source, policy);
    }
    return archive;
  }

  /** The HDF5 file; only where {@link #isHdf5()}. */
  Hdf5File hdf5() {
    if (hdf5 == null) {
      hdf5 = TrustedHdf5.open(source, policy);
    }
    return hdf5;
  }

  @Override
  public void close() {
    if (hdf5 != null) {
      hdf5.close();
    }
    source.close();
  }
}
