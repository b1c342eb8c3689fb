package org.keras4j.formats.hdf5.jhdf;

import java.util.function.Supplier;
import org.keras4j.formats.FormatException.Kind;
import org.keras4j.formats.hdf5.Hdf5Exception;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.ReadBudget;
import org.keras4j.models.Limit;
import org.keras4j.models.LoadPolicy;

/** What all parts of one file share: its name, its budget, and how failures are reported. */
final class JhdfContext {
  private final String name;
  private final long fileSize;
  private final ReadBudget budget;

  JhdfContext(ByteSource source, LoadPolicy policy) {
    this.name = source.name();
    this.fileSize = source.size();
    this.budget = new ReadBudget(policy, name);
  }

  String name() {
    return name;
  }

  long fileSize() {
    return fileSize;
  }

  void spend(Limit limit, long amount, String what) {
    budget.spend(limit, amount, what);
  }

  void check(Limit limit, long value, String what) {
    budget.limits().check(limit, value, name, what);
  }

  /** Runs a call into jHDF, whose exceptions for damaged files are of many unrelated types. */
  <T> T call(String what, Supplier<T> jhdf) {
    try {
      return jhdf.get();
    } catch (Hdf5Exception e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw new Hdf5Exception(
          Kind.CORRUPT,
          name,
          -1,
          what + " cannot be read with jHDF: " + e + ". Rewrite the file with h5py or Keras",
          e);
    }
  }

  Hdf5Exception unsupported(String what) {
    return new Hdf5Exception(
        Kind.UNSUPPORTED, name, -1, what + " is not read. Rewrite the file with h5py or Keras");
  }

  Hdf5Exception error(Kind kind, String message) {
    return new Hdf5Exception(kind, name, -1, message);
  }
}
