package org.keras4j.layers.convolutional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keras4j.activations.Activations;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.Layer;
import org.keras4j.layers.Trace;
import org.keras4j.layers.normalization.BatchNormalization;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.Padding;
import org.keras4j.plan.Executable;
import org.keras4j.plan.ExecutionPlan;
import org.keras4j.plan.Plans;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/** What plans make of the block that most image models are made of. */
class ConvolutionPlansTest {
  private static final TensorSpec LAST = TensorSpec.of(DType.FLOAT32, 2, 6, 5, 3);
  private static final TensorSpec FIRST = TensorSpec.of(DType.FLOAT32, 2, 3, 6, 5);

  private static Tensor call(Layer layer, Tensor input) {
    return (Tensor) Trace.inference().call(layer, CallArguments.of(input));
  }

  /** Different values everywhere, all above zero, so that they serve as variances too. */
  private static NDArray values(TensorSpec spec, int seed) {
    NDArray.Builder builder = NDArray.builder(spec.dtype(), spec.shape());
    for (int i = 0; i < builder.size(); i++) {
      builder.set(i, 0.1 + ((i * 7 + seed * 3) % 11) / 10.0);
    }
    return builder.build();
  }

  private static GraphFunction block(Layer convolution, DataFormat format) {
    int axis = format == DataFormat.CHANNELS_LAST ? -1 : 1;
    Layer norm = BatchNormalization.builder().axis(axis).build();
    Tensor input = Placeholder.of("x", format == DataFormat.CHANNELS_LAST ? LAST : FIRST);
    Tensor output = Activations.RELU.apply(call(norm, call(convolution, input)));
    int seed = 1;
    for (Layer layer : List.of(convolution, norm)) {
      for (Variable weight : layer.weights()) {
        weight.assign(values(weight.spec(), seed++));
      }
    }
    return GraphFunction.of(List.of(input), List.of(output));
  }

  private static ExecutionPlan checkedPlan(GraphFunction function) {
    NDArray input = values(function.inputSpecs().get(0), 0);
    Executable executable = Executable.of(function);
    NDArray expected =
        ReferenceInterpreter.standard().run(function, List.of(input)).outputs().get(0);
    Plans.assertClose(expected, executable.run(input).get(0), "block");
    return executable.plan(function.inputSpecs());
  }

  @ParameterizedTest
  @EnumSource(DataFormat.class)
  void batchNormalizationBecomesPartOfTheConvolution(DataFormat format) {
    Layer layer = Conv2D.filters(4).kernelSize(3).padding(Padding.SAME).dataFormat(format).build();
    ExecutionPlan plan = checkedPlan(block(layer, format));
    assertTrue(Plans.kernels(plan).stream().noneMatch(k -> k.contains("Norm")), plan::describe);
  }

  @Test
  void oneStepDoesTheWholeBlock() {
    ExecutionPlan plan =
        checkedPlan(block(Conv2D.filters(4).kernelSize(3).build(), DataFormat.CHANNELS_LAST));
    assertEquals(1, Plans.kernels(plan).size(), plan::describe);
    assertFalse(Plans.isInterpreted(plan), plan::describe);
  }

  @Test
  void depthwiseBlocksToo() {
    ExecutionPlan plan =
        checkedPlan(block(DepthwiseConv2D.kernelSize(3).build(), DataFormat.CHANNELS_LAST));
    assertEquals(1, Plans.kernels(plan).size(), plan::describe);
  }
}
