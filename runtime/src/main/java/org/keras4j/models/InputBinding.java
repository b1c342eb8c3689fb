package org.keras4j.models;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Structures;
import org.keras4j.op.Cast;
import org.keras4j.op.Reshape;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/**
 * Matches the arguments of a call with the inputs of a functional model: by key for dictionaries,
 * else by order; converts dtypes and adds or drops a last axis of one, as Keras does.
 */
final class InputBinding {
  private InputBinding() {}

  static Map<Tensor, Tensor> bind(
      Model model, Object declared, CallArguments arguments, CallContext ctx) {
    List<Tensor> wanted = Structures.tensors(declared);
    List<Tensor> given = given(declared, arguments.inputs());
    if (wanted.size() != given.size()) {
      throw new ShapeException(
          "Layer \""
              + model.name()
              + "\" expects "
              + wanted.size()
              + " input(s), but it received "
              + given.size()
              + " input tensors. Inputs received: "
              + Structures.shapes(arguments.inputs()));
    }
    Map<Tensor, Tensor> values = new IdentityHashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      values.put(wanted.get(i), standardize(model, i, wanted.get(i), given.get(i), ctx));
    }
    return values;
  }

  /** The given tensors in the order of the declared inputs. */
  private static List<Tensor> given(Object declared, Object inputs) {
    if (inputs instanceof Map<?, ?> byName && !(declared instanceof Map<?, ?>)) {
      return Structures.tensors(declared).stream()
          .map(t -> require(byName, ((Placeholder) t.node().op()).label()))
          .toList();
    }
    if (inputs instanceof Map<?, ?> byKey && declared instanceof Map<?, ?> keys) {
      return new java.util.TreeMap<>(keys)
          .keySet().stream().map(key -> require(byKey, (String) key)).toList();
    }
    return Structures.tensors(inputs);
  }

  private static Tensor require(Map<?, ?> inputs, String name) {
    if (inputs.get(name) instanceof Tensor tensor) {
      return tensor;
    }
    throw new ShapeException(
        "Missing data for input \"" + name + "\". You passed " + inputs.keySet());
  }

  private static Tensor standardize(
      Model model, int index, Tensor declared, Tensor given, CallContext ctx) {
    Tensor tensor = given;
    int rank = declared.rank();
    if (tensor.rank() == rank + 1 && tensor.dim(-1) == 1) {
      tensor = withMask(ctx, tensor, new Reshape(tensor.shape().removeDim(-1)).on(tensor));
    } else if (tensor.rank() == rank - 1 && rank > 0 && declared.dim(-1) == 1) {
      tensor = withMask(ctx, tensor, new Reshape(tensor.shape().insertDim(-1, 1)).on(tensor));
    }
    if (!declared.shape().isCompatible(tensor.shape())) {
      throw new ShapeException(incompatible(model.name(), index, declared.shape(), given.shape()));
    }
    return tensor.dtype() == declared.dtype()
        ? tensor
        : withMask(ctx, tensor, new Cast(declared.dtype()).on(tensor));
  }

  private static Tensor withMask(CallContext ctx, Tensor from, Tensor to) {
    if (ctx.mask(from) != null) {
      ctx.setMask(to, ctx.mask(from));
    }
    return to;
  }

  static String incompatible(String model, int index, Shape expected, Shape found) {
    return "Input "
        + index
        + " of layer \""
        + model
        + "\" is incompatible with the layer: expected shape="
        + expected
        + ", found shape="
        + found;
  }
}
