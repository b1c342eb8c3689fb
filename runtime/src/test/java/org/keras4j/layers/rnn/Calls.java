package org.keras4j.layers.rnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.Constant;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.Layer;
import org.keras4j.layers.Structures;
import org.keras4j.layers.Trace;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Calls of layers on arrays, for tests. */
final class Calls {
  private Calls() {}

  /** The outputs of a call; variables keep their updates. */
  static List<NDArray> run(Layer layer, Trace trace, CallArguments arguments) {
    List<Tensor> outputs = Structures.tensors(trace.call(layer, arguments));
    GraphFunction function = trace.function(List.of(), outputs);
    ReferenceInterpreter.Result result = ReferenceInterpreter.standard().run(function, List.of());
    result.updates().forEach(Variable::assign);
    return result.outputs();
  }

  static NDArray inference(Layer layer, NDArray input) {
    return run(layer, Trace.inference(), CallArguments.of(Constant.of(input))).get(0);
  }

  static NDArray training(Layer layer, NDArray input) {
    return run(layer, Trace.training(), CallArguments.of(Constant.of(input))).get(0);
  }

  static CallArguments withMask(NDArray input, NDArray mask) {
    return new CallArguments(List.of(Constant.of(input)), Map.of("mask", Constant.of(mask)));
  }

  /** The ops of a layer's graph for an input of this shape, bodies of loops left out. */
  static List<Op> ops(Layer layer, int... shape) {
    Trace trace = Trace.inference();
    Tensor input = Constant.of(NDArray.zeros(DType.FLOAT32, Shape.of(shape)));
    List<Tensor> outputs = Structures.tensors(trace.call(layer, CallArguments.of(input)));
    List<Op> ops = new ArrayList<>();
    trace.function(List.of(), outputs).nodes().forEach(node -> ops.add(node.op()));
    return ops;
  }

  /** Values that differ from each other, from about -1 to 1. */
  static NDArray values(int... shape) {
    float[] values = new float[Shape.of(shape).intSize()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(1 + 0.7 * i);
    }
    return NDArray.of(values, shape);
  }

  static NDArray ones(int... shape) {
    return NDArray.full(DType.FLOAT32, Shape.of(shape), 1);
  }

  static double[] doubles(NDArray array) {
    double[] values = new double[array.size()];
    Arrays.setAll(values, array::getDouble);
    return values;
  }
}
