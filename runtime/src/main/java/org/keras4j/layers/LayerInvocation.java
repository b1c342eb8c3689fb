package org.keras4j.layers;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.regularizers.Regularizer;
import org.keras4j.tensor.KerasException;

/**
 * One call of a layer, the whole protocol in one place: cast, check, build, training flag, call,
 * masks, losses. Keras: {@code Layer.__call__}.
 */
final class LayerInvocation {
  private final Layer layer;
  private final Trace trace;
  private final String parentPath;
  private final String parentPolicyPath;

  LayerInvocation(Layer layer, Trace trace, String parentPath, String parentPolicyPath) {
    this.layer = layer;
    this.trace = trace;
    this.parentPath = parentPath;
    this.parentPolicyPath = parentPolicyPath;
  }

  /**
   * The outputs: a tensor, or a list or map of such.
   *
   * @param parentTraining the training flag, unless the arguments have their own
   * @throws LayerCallException naming the layer, its arguments and the shapes it was called on
   */
  Object call(boolean parentTraining, CallArguments given) {
    try {
      layer.settlePolicy(parentPolicyPath);
      CallArguments arguments = layer.autocast() ? given.mapTensors(this::castWithMask) : given;
      checkInputs(arguments);
      layer.buildFor(parentPath, arguments);
      boolean training = arguments.flag("training", parentTraining);
      CallContext ctx = new CallContext(trace, layer, layer.path(parentPath), training, arguments);
      int firstLoss = trace.losses().size();
      Object outputs = layer.call(ctx, arguments);
      trace.addOutputs(layer.path(parentPath), outputs);
      if (layer.supportsMasking()) {
        trace.setMasks(outputs, layer.computeMask(ctx, arguments, outputs));
      }
      regularizeActivity(firstLoss, outputs);
      return outputs;
    } catch (LayerCallException e) {
      throw e;
    } catch (KerasException | UnsupportedOperationException e) {
      throw new LayerCallException(
          layer.name(),
          String.format(
              "In layer '%s' (%s) called on %s: %s",
              layer.name(), layer, Structures.shapes(given.inputs()), e.getMessage()),
          e);
    }
  }

  private Tensor castWithMask(Tensor tensor) {
    Tensor cast = CallContext.cast(tensor, layer.computeDType());
    if (cast != tensor) {
      trace.setMask(cast, trace.mask(tensor));
    }
    return cast;
  }

  private void checkInputs(CallArguments arguments) {
    InputSpec spec = layer.inputSpec();
    if (spec == InputSpec.ANY) {
      return;
    }
    List<Tensor> inputs = Structures.tensors(arguments.inputs());
    for (int i = 0; i < inputs.size(); i++) {
      spec.check(layer.name(), i, inputs.get(i).shape());
    }
  }

  /** Adds the penalties in front of the losses of contained layers, as Keras lists them. */
  private void regularizeActivity(int firstLoss, Object outputs) {
    Regularizer regularizer = layer.activityRegularizer();
    if (regularizer != null) {
      int at = firstLoss;
      for (Tensor output : Structures.tensors(outputs)) {
        trace.addLoss(at++, BatchAverage.of(regularizer.penalty(output), output));
      }
    }
  }
}
