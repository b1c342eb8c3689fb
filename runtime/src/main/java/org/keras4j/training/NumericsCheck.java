package org.keras4j.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.Structures;
import org.keras4j.layers.Trace;
import org.keras4j.tensor.NDArray;

/** Finds the first NaN or infinity of a step: in data, layers, losses, gradients, new values. */
final class NumericsCheck implements Consumer<ReferenceInterpreter.Result> {
  private record Watched(String what, Tensor tensor) {}

  private final List<Watched> watched = new ArrayList<>();
  private final GraphFunction function;
  private final int firstWatched;

  /** A check of what {@code ctx} traced. */
  NumericsCheck(StepContext ctx, GraphFunction step) {
    this.firstWatched = step.outputs().size();
    watch("the inputs", ctx.x());
    watch("the targets", ctx.y());
    watch("the sample weights", ctx.sampleWeight());
    for (Trace.LayerOutput each : ctx.trace().layerOutputs()) {
      watch("the output of layer '" + each.path() + "'", each.output());
    }
    ctx.trace().losses().forEach(loss -> watch("a loss that a layer added", loss));
    watch("the loss", ctx.loss());
    ctx.gradients()
        .forEach((variable, gradient) -> watch("the gradient of " + variable.path(), gradient));
    step.updates()
        .forEach(update -> watch("the new value of " + update.variable().path(), update.value()));
    List<Tensor> outputs = new ArrayList<>(step.outputs());
    watched.forEach(each -> outputs.add(each.tensor));
    this.function = new GraphFunction(step.inputs(), outputs, step.updates());
  }

  private void watch(String what, Object tensors) {
    for (Tensor tensor : Structures.tensors(tensors)) {
      if (tensor.dtype().isFloating()) {
        watched.add(new Watched(what, tensor));
      }
    }
  }

  /** The step, with what is watched as further outputs. */
  GraphFunction function() {
    return function;
  }

  @Override
  public void accept(ReferenceInterpreter.Result result) {
    for (int i = 0; i < watched.size(); i++) {
      NDArray value = result.outputs().get(firstWatched + i);
      for (int at = 0; at < value.size(); at++) {
        double number = value.getDouble(at);
        if (!Double.isFinite(number)) {
          throw new NonFiniteException(message(watched.get(i), value, at, number));
        }
      }
    }
  }

  private static String message(Watched first, NDArray value, int at, double number) {
    return "The first value that is not finite is in "
        + first.what
        + ": "
        + number
        + " at element "
        + at
        + " of "
        + value.spec()
        + ", computed by "
        + first.tensor.node().op().name()
        + ". The weights are unchanged by this step";
  }
}
