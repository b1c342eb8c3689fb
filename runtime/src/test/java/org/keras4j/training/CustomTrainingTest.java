package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.keras4j.activations.Activations;
import org.keras4j.callbacks.History;
import org.keras4j.callbacks.Logs;
import org.keras4j.config.Config;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.core.Dense;
import org.keras4j.losses.BinaryCrossentropy;
import org.keras4j.losses.Loss;
import org.keras4j.metrics.Mean;
import org.keras4j.metrics.Metric;
import org.keras4j.models.Functional;
import org.keras4j.models.Input;
import org.keras4j.models.Model;
import org.keras4j.models.Sequential;
import org.keras4j.ops.JoinOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.optimizers.Adam;
import org.keras4j.optimizers.SGD;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/** Models with an architecture, losses, metrics and steps of their own. */
class CustomTrainingTest {
  private static NDArray random(long seed, int rows, int columns) {
    Random random = new Random(seed);
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return NDArray.of(values, rows, columns);
  }

  private static List<NDArray> values(List<Variable> variables) {
    return variables.stream().map(Variable::value).toList();
  }

  /** Two layers in Java code, which adds a loss of its own. */
  static final class TwoLayers extends Model {
    static final LayerType<TwoLayers> TYPE = LayerType.custom("test>TwoLayers", TwoLayers::new);
    private final Layer first = child("first", Dense.units(6).activation(Activations.TANH).build());
    private final Layer second = child("second", Dense.units(2).build());

    private TwoLayers(Config config) {
      super(TYPE, config);
    }

    @Override
    protected Tensor call(CallContext ctx, Tensor inputs) {
      Tensor hidden = ctx.call(first, inputs);
      ctx.addLoss(MathOps.multiply(ReduceOps.mean(MathOps.square(hidden)), 1e-3));
      return ctx.call(second, hidden);
    }
  }

  @Test
  void aSubclassTrains() {
    TwoLayers model = TwoLayers.TYPE.create();
    model.compile(Adam.learningRate(1e-2), "mse");
    NDArray x = random(1, 64, 2);
    History history = model.fit(x, x, FitOptions.epochs(20));
    List<Double> losses = history.get("loss");
    assertTrue(losses.get(19) < losses.get(0) / 2, losses.toString());
    assertEquals(4, model.trainableWeights().size());
  }

  /** Trains only by what it computes itself, and shows a metric of its own. */
  static final class Distance extends Model {
    static final LayerType<Distance> TYPE = LayerType.custom("test>Distance", Distance::new);
    private final Layer dense = child("dense", Dense.units(2).build());
    private final Mean distance = Mean.of("distance");

    private Distance(Config config) {
      super(TYPE, config);
    }

    @Override
    protected Tensor call(CallContext ctx, Tensor inputs) {
      return ctx.call(dense, inputs);
    }

    @Override
    protected Map<String, Tensor> trainStep(StepContext ctx) {
      Tensor predictions = (Tensor) ctx.call(ctx.x());
      Tensor error = MathOps.subtract((Tensor) ctx.y(), predictions);
      Tensor loss = ReduceOps.mean(MathOps.square(error));
      ctx.minimize(loss);
      distance.updateValues(ctx, MathOps.abs(error), null);
      return Map.of("squares", loss, "distance", distance.result(ctx));
    }

    @Override
    protected List<Metric> ownMetrics() {
      return List.of(distance);
    }
  }

  @Test
  void aStepOfOnesOwn() {
    Distance model = Distance.TYPE.create();
    model.compile(CompileOptions.optimizer(SGD.learningRate(0.3)));
    NDArray x = random(1, 32, 2);
    History history = model.fit(x, x, FitOptions.epochs(40).batchSize(8));
    assertEquals(List.of("distance", "squares"), List.copyOf(history.values().keySet()));
    assertTrue(history.get("squares").get(39) < 1e-3, history.toString());
    Logs first = model.trainOnBatch(x, random(2, 32, 2));
    Logs again = model.trainOnBatch(x, random(2, 32, 2));
    assertTrue(again.get("distance") < first.get("distance"), "metrics are reset for each batch");
  }

  /** A generator and a discriminator, each with an optimizer. */
  static final class Gan extends Model {
    static final LayerType<Gan> TYPE = LayerType.custom("test>Gan", Gan::new);
    final Sequential generator =
        child("generator", Sequential.of(Input.shape(2), Dense.units(2).name("make").build()));
    final Sequential discriminator =
        child(
            "discriminator",
            Sequential.of(
                Input.shape(2),
                Dense.units(8).activation(Activations.RELU).name("look").build(),
                Dense.units(1).name("judge").build()));
    private final Adam generatorOptimizer = Adam.learningRate(0.02).build();
    private final Adam discriminatorOptimizer = Adam.learningRate(0.02).build();
    private final Loss loss = BinaryCrossentropy.of().with(BinaryCrossentropy.FROM_LOGITS, true);

    private Gan(Config config) {
      super(TYPE, config);
    }

    @Override
    protected Tensor call(CallContext ctx, Tensor inputs) {
      return ctx.call(generator, inputs);
    }

    @Override
    protected Map<String, Tensor> trainStep(StepContext ctx) {
      Tensor noise = (Tensor) ctx.x();
      Tensor real = (Tensor) ctx.y();
      int count = ctx.batchSize();
      Tensor both = JoinOps.concatenate(List.of(real, (Tensor) ctx.call(generator, noise)), 0);
      Tensor labels = JoinOps.concatenate(List.of(column(count, 1), column(count, 0)), 0);
      Tensor judged = (Tensor) ctx.call(discriminator, both);
      Tensor discriminatorLoss = loss.apply(labels, judged, null, null);
      ctx.minimize(discriminatorLoss, discriminator.trainableWeights(), discriminatorOptimizer);

      Tensor fooled = (Tensor) ctx.call(discriminator, ctx.call(generator, noise));
      Tensor generatorLoss = loss.apply(column(count, 1), fooled, null, null);
      ctx.minimize(generatorLoss, generator.trainableWeights(), generatorOptimizer);
      return Map.of("d_loss", discriminatorLoss, "g_loss", generatorLoss);
    }

    private static Tensor column(int rows, double value) {
      return Constant.of(NDArray.full(DType.FLOAT32, org.keras4j.tensor.Shape.of(rows, 1), value));
    }
  }

  @Test
  void twoOptimizersInOneStep() {
    Gan gan = Gan.TYPE.create();
    gan.compile(CompileOptions.withoutOptimizer());
    NDArray noise = random(1, 128, 2);
    NDArray real = shifted(random(2, 128, 2), 3);
    gan.fit(noise, real, FitOptions.epochs(60).batchSize(32));
    NDArray made = gan.predict(noise);
    double mean = 0;
    for (int i = 0; i < made.size(); i++) {
      mean += made.getDouble(i) / made.size();
    }
    assertEquals(3, mean, 1.5, "the generator has found where the real points are");
  }

  private static NDArray shifted(NDArray x, float by) {
    float[] values = x.floats().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += by;
    }
    return NDArray.of(values, x.shape().dim(0), x.shape().dim(1));
  }

  @Test
  void modelsThatShareLayersTrainTogether() {
    Tensor image = Input.of(4);
    Tensor code = Dense.units(2).name("encode").build().apply(image);
    Tensor decoded = Dense.units(4).name("decode").build().apply(code);
    Functional encoder = Functional.of("encoder", image, code);
    Functional autoencoder = Functional.of("autoencoder", image, decoded);
    NDArray x = random(1, 32, 4);
    NDArray before = encoder.predict(x);
    List<NDArray> shared = values(encoder.weights());
    autoencoder.compile(Adam.learningRate(0.02), "mse");
    autoencoder.fit(x, x, FitOptions.epochs(3));
    assertNotEquals(shared, values(encoder.weights()));
    assertNotEquals(before, encoder.predict(x));

    encoder.compile(SGD.learningRate(0.1), "mse");
    encoder.fit(x, random(2, 32, 2), FitOptions.epochs(2));
    assertEquals(
        values(encoder.weights()), values(autoencoder.weights()).subList(0, 2), "still shared");
    autoencoder.fit(x, x, FitOptions.epochs(1));
    assertEquals(values(encoder.weights()), values(autoencoder.weights()).subList(0, 2));
  }

  @Test
  void lossesAndMetricsMayBeLambdas() {
    Sequential model = Sequential.of(Input.shape(2), Dense.units(2).build());
    model.compile(
        SGD.learningRate(0.1),
        Loss.ofFunction(
            "cubic",
            (yTrue, yPred) ->
                ReduceOps.mean(MathOps.power(MathOps.abs(MathOps.subtract(yTrue, yPred)), 3), -1)),
        Metric.ofFunction("largest", (yTrue, yPred) -> ReduceOps.max(MathOps.abs(yPred), -1)));
    NDArray x = random(1, 16, 2);
    History history = model.fit(x, x, FitOptions.epochs(5));
    assertTrue(history.get("loss").get(4) < history.get("loss").get(0), history.toString());
    assertEquals(5, history.get("largest").size());
  }
}
