package org.keras4j.plan;

import java.util.List;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.OpSignature;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.plan.pass.PassContext;
import org.keras4j.tensor.TensorSpec;

/** Answers passes from a backend's catalogue. */
final class CatalogContext implements PassContext {
  private final PlanCompiler compiler;

  CatalogContext(PlanCompiler compiler) {
    this.compiler = compiler;
  }

  @Override
  public boolean hasKernel(Op op, List<Tensor> inputs) {
    List<TensorSpec> specs = inputs.stream().map(Tensor::spec).toList();
    OpSignature signature = OpSignature.of(specs, op.infer(specs));
    return compiler
        .backend()
        .kernels()
        .prepare(op, signature, compiler)
        .filter(kernel -> !isStandIn(kernel))
        .isPresent();
  }

  private static boolean isStandIn(Kernel kernel) {
    return kernel.isFallback();
  }
}
