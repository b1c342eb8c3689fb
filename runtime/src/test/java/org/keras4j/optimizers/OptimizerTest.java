package org.keras4j.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ReadContext;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.layers.Trace;
import org.keras4j.optimizers.schedules.ExponentialDecay;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;

/** Checks, names and values of optimizers; their mathematics is held to Keras' by fixtures. */
class OptimizerTest {
  private final Variable kernel = variable("dense/kernel", 1, 2);
  private final Variable bias = variable("dense/bias", 3);

  private static Variable variable(String path, float... values) {
    NDArray value = NDArray.of(values);
    String name = path.substring(path.lastIndexOf('/') + 1);
    return new Variable(name, path, value.spec(), true, () -> value);
  }

  private static Tensor ones(int size) {
    return Constant.of(NDArray.full(DType.FLOAT32, NDArray.of(new float[size]).shape(), 1));
  }

  /** Runs one step with the given gradients, and assigns what it updates. */
  private static void step(Optimizer optimizer, List<Variable> variables, Tensor... gradients) {
    Trace trace = Trace.training();
    optimizer.apply(trace, variables, Arrays.asList(gradients), v -> null);
    ReferenceInterpreter.standard()
        .run(trace.function(List.of(), List.of()), List.of())
        .updates()
        .forEach(Variable::assign);
  }

  @Test
  void variablesHaveKerasNamesAndOrder() {
    Adam adam = Adam.builder().useEma(true).gradientAccumulationSteps(2).build();
    adam.build(List.of(kernel, bias));
    assertEquals(
        List.of(
            "adam/iteration",
            "adam/learning_rate",
            "adam/dense_kernel_average",
            "adam/dense_bias_average",
            "adam/dense_kernel_gradient_accumulator",
            "adam/dense_bias_gradient_accumulator",
            "adam/dense_kernel_momentum",
            "adam/dense_kernel_velocity",
            "adam/dense_bias_momentum",
            "adam/dense_bias_velocity"),
        adam.variables().stream().map(Variable::path).toList());
  }

  @Test
  void sgdDescends() {
    SGD sgd = SGD.learningRate(0.5).build();
    step(sgd, List.of(kernel, bias), ones(2), ones(1));
    assertEquals(NDArray.of(new float[] {0.5f, 1.5f}), kernel.value());
    assertEquals(NDArray.of(new float[] {2.5f}), bias.value());
    assertEquals(1, sgd.iterations());
  }

  @Test
  void missingGradientsLeaveTheirVariablesAlone() {
    step(SGD.learningRate(0.5).build(), List.of(kernel, bias), null, ones(1));
    assertEquals(NDArray.of(new float[] {1, 2}), kernel.value());
    assertEquals(NDArray.of(new float[] {2.5f}), bias.value());
  }

  @Test
  void noGradientAtAllIsAnError() {
    var e =
        assertThrows(
            KerasException.class,
            () -> step(SGD.builder().build(), List.of(kernel, bias), null, null));
    assertEquals("No gradients provided for any variable.", e.getMessage());
  }

  @Test
  void unknownVariablesAreAnError() {
    SGD sgd = SGD.builder().build();
    sgd.build(List.of(kernel));
    var e = assertThrows(KerasException.class, () -> step(sgd, List.of(bias), ones(1)));
    assertTrue(
        e.getMessage().startsWith("Unknown variable: <Variable path=dense/bias"), e::getMessage);
  }

  @Test
  void onlyOneKindOfClippingCanBeSet() {
    var builder = SGD.builder().clipnorm(1).clipvalue(2);
    var e = assertThrows(ConfigException.class, builder::build);
    assertEquals(
        "Only one of `clipnorm`, `clipvalue` and `global_clipnorm` can be set. Received:"
            + " clipnorm=1.0, clipvalue=2.0, global_clipnorm=None",
        e.getMessage());
  }

  @Test
  void learningRatesCanBeSetUnlessTheyAreSchedules() {
    SGD sgd = SGD.learningRate(0.1).build();
    sgd.setLearningRate(0.25);
    assertEquals(0.25, sgd.learningRate());
    assertEquals(0.25, sgd.configMap().get("learning_rate"));
    SGD scheduled = SGD.learningRate(ExponentialDecay.of(1, 1, 0.5)).build();
    step(scheduled, List.of(bias), ones(1));
    assertEquals(0.5, scheduled.learningRate());
    var e = assertThrows(KerasException.class, () -> scheduled.setLearningRate(1));
    assertTrue(e.getMessage().contains("its learning rate is not settable"), e::getMessage);
  }

  @Test
  void aScheduleMayTakeThePlaceOfANumber() {
    SGD sgd = SGD.learningRate(0.1).build();
    int before = sgd.revision();
    sgd.setLearningRate(ExponentialDecay.of(1, 1, 0.5));
    assertNotEquals(before, sgd.revision());
    assertEquals(1, sgd.learningRate());
    assertEquals(List.of("iteration"), sgd.variables().stream().map(Variable::name).toList());
    assertEquals(
        "ExponentialDecay", ((Map<?, ?>) sgd.configMap().get("learning_rate")).get("class_name"));
    step(sgd, List.of(bias), ones(1));
    assertEquals(0.5, sgd.learningRate());
    var e = assertThrows(KerasException.class, () -> sgd.setLearningRate(1));
    assertTrue(e.getMessage().contains("its learning rate is not settable"), e::getMessage);
  }

  @Test
  void optimizersAreFoundByName() {
    for (String name : List.of("adam", "Adam", "ADAM")) {
      assertInstanceOf(Adam.class, Optimizers.get(name));
    }
    var e = assertThrows(ConfigException.class, () -> Optimizers.get("adan"));
    assertTrue(
        e.getMessage()
            .startsWith(
                "Could not interpret optimizer identifier: adan. Did you mean 'Adam' or 'adam'"),
        e::getMessage);
  }

  @Test
  void configsGoRound() {
    SGD sgd =
        SGD.learningRate(ExponentialDecay.of(0.1, 10, 0.5, true))
            .momentum(0.5)
            .weightDecay(0.1)
            .build();
    Map<String, Object> config = sgd.configMap();
    SGD again = SGD.TYPE.fromConfig(config, ReadContext.standard());
    assertEquals(config, again.configMap());
  }
}
