package org.keras4j.formats.hdf5.jhdf;

import java.util.ArrayDeque;
import java.util.Deque;
import org.keras4j.formats.FormatException.Kind;
import org.keras4j.formats.hdf5.Hdf5Dataset;
import org.keras4j.formats.hdf5.Hdf5Exception;
import org.keras4j.formats.hdf5.Hdf5File;
import org.keras4j.formats.hdf5.Hdf5Group;
import org.keras4j.formats.hdf5.Hdf5Node;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.models.LoadPolicy;

/**
 * Opens HDF5 files of any make: what this library's own reader knows is read by it; for files that
 * hold more, and only when the caller trusts their source, jHDF takes over.
 */
public final class TrustedHdf5 {
  private TrustedHdf5() {}

  /**
   * Opens a file. Under a policy that does not trust the source this is {@link Hdf5File#open}, and
   * what is not known is refused when it is asked for.
   *
   * @throws Hdf5Exception when the bytes are no HDF5 file, or a damaged one
   */
  public static Hdf5File open(ByteSource source, LoadPolicy policy) {
    if (!policy.trustsSource()) {
      return Hdf5File.open(source, policy);
    }
    try {
      Hdf5File file = Hdf5File.open(source, policy);
      survey(file.root());
      return file;
    } catch (Hdf5Exception e) {
      if (e.kind() != Kind.UNSUPPORTED) {
        throw e;
      }
      return JhdfFile.open(source, policy);
    }
  }

  /** Looks at every header, so that anything unknown is found now. */
  private static void survey(Hdf5Group root) {
    Deque<Hdf5Node> pending = new ArrayDeque<>();
    pending.push(root);
    while (!pending.isEmpty()) {
      Hdf5Node node = pending.pop();
      node.attributes();
      if (node instanceof Hdf5Dataset dataset) {
        dataset.storageSize();
      } else if (node instanceof Hdf5Group group) {
        group.names().forEach(name -> group.child(name).ifPresent(pending::push));
      }
    }
  }
}
