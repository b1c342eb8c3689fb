package org.keras4j.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keras4j.graph.Op;

/** A backend's kernels, most special first: the first that accepts a case is taken. Immutable. */
public final class KernelCatalog {
  private final List<KernelEntry<?>> entries;

  private KernelCatalog(List<KernelEntry<?>> entries) {
    this.entries = List.copyOf(entries);
  }

  public static KernelCatalog of(List<KernelEntry<?>> entries) {
    return new KernelCatalog(entries);
  }

  /** This catalogue with another kernel, which is asked before all others. */
  public KernelCatalog with(KernelEntry<?> entry) {
    List<KernelEntry<?>> extended = new ArrayList<>(entries.size() + 1);
    extended.add(entry);
    extended.addAll(entries);
    return new KernelCatalog(extended);
  }

  public List<KernelEntry<?>> entries() {
    return entries;
  }

  /** The first kernel that accepts {@code op} for operands of the given kind. */
  public Optional<Kernel> prepare(Op op, OpSignature signature, KernelEnv env) {
    for (KernelEntry<?> entry : entries) {
      Optional<Kernel> kernel = entry.prepare(op, signature, env);
      if (kernel.isPresent()) {
        return kernel;
      }
    }
    return Optional.empty();
  }
}
