package org.keras4j.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
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
import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.layers.Trace;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;

/** Optimizers around others: what they check and pass on. */
class WrappedOptimizersTest {
  private final Variable kernel = variable("dense/kernel");
  private final Variable bias = variable("dense/bias");

  private static Variable variable(String path) {
    NDArray value = NDArray.of(new float[] {1, 2});
    String name = path.substring(path.lastIndexOf('/') + 1);
    return new Variable(name, path, value.spec(), true, () -> value);
  }

  private static Tensor gradient(float... values) {
    return Constant.of(NDArray.of(values));
  }

  private static void step(Optimizer optimizer, List<Variable> variables, Tensor... gradients) {
    Trace trace = Trace.training();
    optimizer.apply(trace, variables, Arrays.asList(gradients), v -> null);
    ReferenceInterpreter.standard()
        .run(trace.function(List.of(), List.of()), List.of())
        .updates()
        .forEach(Variable::assign);
  }

  @Test
  void lossIsScaledByTheCurrentScale() {
    LossScaleOptimizer optimizer = LossScaleOptimizer.of(SGD.learningRate(1), 8, 2);
    Tensor loss = Constant.of(NDArray.scalar(3));
    ReferenceInterpreter interpreter = ReferenceInterpreter.standard();
    assertEquals(
        NDArray.scalar(24), interpreter.evaluate(optimizer.scaleLoss(Trace.training(), loss)));
    step(optimizer, List.of(kernel), gradient(8, Float.NaN));
    assertEquals(NDArray.of(new float[] {1, 2}), kernel.value());
    assertEquals(0, optimizer.iterations());
    assertEquals(
        NDArray.scalar(12), interpreter.evaluate(optimizer.scaleLoss(Trace.training(), loss)));
    step(optimizer, List.of(kernel), gradient(4, 8));
    assertEquals(NDArray.of(new float[] {0, 0}), kernel.value());
    assertEquals(1, optimizer.iterations());
  }

  @Test
  void onlyTheOuterOptimizerScalesTheLoss() {
    LossScaleOptimizer optimizer = LossScaleOptimizer.of(SGD.builder().lossScaleFactor(4));
    assertNull(optimizer.inner().configMap().get("loss_scale_factor"));
  }

  @Test
  void argumentsOfTheInnerOptimizerAreRefused() {
    Map<String, Object> config =
        Map.of("inner_optimizer", Map.of("class_name", "SGD", "config", Map.of()), "clipnorm", 1.0);
    var e =
        assertThrows(
            ConfigException.class,
            () -> LossScaleOptimizer.TYPE.fromConfig(config, ReadContext.standard()));
    assertTrue(e.getMessage().contains("set `clipnorm` on the `inner_optimizer`"), e::getMessage);
  }

  @Test
  void learningRateIsPassedOn() {
    LossScaleOptimizer optimizer = LossScaleOptimizer.of(SGD.learningRate(0.5));
    optimizer.setLearningRate(0.25);
    assertEquals(0.25, optimizer.learningRate());
    assertEquals(0.25, optimizer.inner().learningRate());
  }

  @Test
  void mapsRefuseDoubtfulKeys() {
    OptimizerMap map =
        OptimizerMap.of(SGD.builder())
            .with("dense/.*", Adam.builder())
            .with(".*/kernel", Adam.builder());
    var twice = assertThrows(ConfigException.class, () -> map.with("dense/.*", SGD.builder()));
    assertTrue(twice.getMessage().startsWith("'dense/.*' already exists"), twice::getMessage);
    var several = assertThrows(KerasException.class, () -> map.apply(kernel));
    assertTrue(
        several.getMessage().startsWith("Multiple optimizers assigned to variable dense/kernel"),
        several::getMessage);
    var nested =
        assertThrows(
            ConfigException.class, () -> map.with("x", LossScaleOptimizer.of(SGD.builder())));
    assertTrue(
        nested.getMessage().startsWith("optimizer cannot be LossScaleOptimizer"),
        nested::getMessage);
  }

  @Test
  void multiOptimizersHaveNoLearningRateOfTheirOwn() {
    MultiOptimizer optimizer = MultiOptimizer.of(v -> SGD.learningRate(0.5).build());
    assertThrows(KerasException.class, optimizer::learningRate);
    assertThrows(KerasException.class, () -> optimizer.setLearningRate(1));
    assertThrows(ConfigException.class, optimizer::configMap);
  }

  @Test
  void functionsChooseOptimizers() {
    SGD fast = SGD.learningRate(1).build();
    SGD slow = SGD.learningRate(0.5).build();
    MultiOptimizer optimizer = MultiOptimizer.of(v -> v == kernel ? fast : slow);
    step(optimizer, List.of(kernel, bias), gradient(1, 1), gradient(1, 1));
    assertEquals(NDArray.of(new float[] {0, 1}), kernel.value());
    assertEquals(NDArray.of(new float[] {0.5f, 1.5f}), bias.value());
    assertEquals(List.of(fast, slow), optimizer.optimizers());
  }

  @Test
  void learningRatesMayBeFunctionsOfVariables() {
    Variable rate =
        new Variable(
            "rate", "rate", NDArray.scalar(0.5f).spec(), false, () -> NDArray.scalar(0.5f));
    SGD sgd = SGD.builder().learningRate(() -> ReadVariable.of(rate)).build();
    assertEquals(List.of("sgd/iteration"), sgd.variables().stream().map(Variable::path).toList());
    step(sgd, List.of(kernel), gradient(1, 1));
    assertEquals(NDArray.of(new float[] {0.5f, 1.5f}), kernel.value());
    rate.assign(NDArray.scalar(DType.FLOAT32, 0.25));
    assertEquals(0.25, sgd.learningRate());
    assertThrows(ConfigException.class, sgd::configMap);
  }
}
