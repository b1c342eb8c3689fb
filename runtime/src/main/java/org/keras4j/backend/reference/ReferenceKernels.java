package org.keras4j.backend.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.keras4j.graph.Op;
import org.keras4j.tensor.NDArray;

/** Reference kernels by op class: an immutable catalogue. */
public final class ReferenceKernels {
  private final Map<Class<? extends Op>, ReferenceKernel<?>> kernels;

  private ReferenceKernels(Map<Class<? extends Op>, ReferenceKernel<?>> kernels) {
    this.kernels = Map.copyOf(kernels);
  }

  /** The kernels of all built-in ops. */
  public static ReferenceKernels standard() {
    Builder builder = new Builder();
    ElementwiseKernels.addTo(builder);
    ShapeKernels.addTo(builder);
    IndexKernels.addTo(builder);
    ReduceKernels.addTo(builder);
    SortKernels.addTo(builder);
    CreationKernels.addTo(builder);
    MatMulKernels.addTo(builder);
    ConvolutionKernels.addTo(builder);
    PoolingKernels.addTo(builder);
    LinalgKernels.addTo(builder);
    FourierKernels.addTo(builder);
    ControlKernels.addTo(builder);
    CtcKernels.addTo(builder);
    TextKernels.addTo(builder);
    return builder.build();
  }

  /** This catalogue with a kernel for another op, or another kernel for the same. */
  public <O extends Op> ReferenceKernels with(Class<O> op, ReferenceKernel<O> kernel) {
    Builder builder = new Builder();
    builder.kernels.putAll(kernels);
    return builder.add(op, kernel).build();
  }

  /** The kernel for {@code op}, or {@code null}. */
  @SuppressWarnings("unchecked") // add() pairs each class with a kernel of its type
  <O extends Op> ReferenceKernel<O> find(O op) {
    return (ReferenceKernel<O>) kernels.get(op.getClass());
  }

  /** Collects kernels. */
  static final class Builder {
    private final Map<Class<? extends Op>, ReferenceKernel<?>> kernels = new HashMap<>();

    <O extends Op> Builder add(Class<O> op, ReferenceKernel<O> kernel) {
      kernels.put(op, kernel);
      return this;
    }

    /** A kernel with one output that needs no interpreter. */
    <O extends Op> Builder single(Class<O> op, BiFunction<O, List<NDArray>, NDArray> kernel) {
      return add(op, (o, in, interpreter) -> List.of(kernel.apply(o, in)));
    }

    ReferenceKernels build() {
      return new ReferenceKernels(kernels);
    }
  }
}
