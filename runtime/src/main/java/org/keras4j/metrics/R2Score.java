package org.keras4j.metrics;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.VariableScope;
import org.keras4j.losses.Weighting;
import org.keras4j.ops.CreationOps;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/**
 * The share of the targets' variance that predictions explain; targets and predictions {@code
 * (batch, outputs)}. Keras: {@code keras.metrics.R2Score}.
 */
public final class R2Score extends Metric {
  /** How one number is made of several outputs' scores; default their mean. */
  public static final Arg<R2Aggregation> CLASS_AGGREGATION =
      Arg.optional("class_aggregation", R2Aggregation.CODEC, R2Aggregation.UNIFORM_AVERAGE);

  /** Number of predictors, to adjust the score by; default 0: not adjusted. */
  public static final Arg<Integer> NUM_REGRESSORS =
      Arg.integer("num_regressors", 0).that(value -> value >= 0, "a value >= 0");

  public static final NamedType<R2Score> TYPE =
      builtin("R2Score", "r2_score", R2Score::new, CLASS_AGGREGATION, NUM_REGRESSORS);

  private final Variable samples = addFloat("num_samples", Shape.SCALAR);
  private Variable squaredSum;
  private Variable sum;
  private Variable residual;
  private Variable count;

  private R2Score(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static R2Score of() {
    return TYPE.create();
  }

  /** Float32 whatever the dtype of the metric, as in Keras. */
  private Variable addFloat(String name, Shape shape) {
    return addVariable(name, new TensorSpec(DType.FLOAT32, shape));
  }

  @Override
  protected void buildVariables(TensorSpec yTrue, TensorSpec yPred) {
    Shape shape = Shape.of(outputs(yTrue.shape(), yPred.shape()));
    squaredSum = addFloat("squared_sum", shape);
    sum = addFloat("sum", shape);
    residual = addFloat("residual", shape);
    count = addFloat("count", shape);
  }

  private static int outputs(Shape yTrue, Shape yPred) {
    boolean areMatrices = yTrue.rank() == 2 && yPred.rank() == 2 && yPred.isKnown(-1);
    boolean areColumn =
        yTrue.rank() == 1 && yPred.rank() == 2 && yPred.dim(-1) == 1
            || yPred.rank() == 1 && yTrue.rank() == 2 && yTrue.dim(-1) == 1;
    if (!areMatrices && !areColumn) {
      throw new ShapeException(
          "R2Score expects 2D inputs with shape (batch_size, output_dim). Received input shapes:"
              + " y_pred.shape="
              + yPred
              + " and y_true.shape="
              + yTrue);
    }
    return areColumn ? 1 : yPred.dim(-1);
  }

  @Override
  protected void updateState(
      VariableScope scope, Tensor yTrue, Tensor yPred, Tensor sampleWeight, Tensor mask) {
    Weighting.Pair y = Weighting.sameRank(DTypes.cast(yTrue, dtype()), DTypes.cast(yPred, dtype()));
    Tensor target = y.first();
    Tensor weight = weight(sampleWeight, target);
    Tensor weighted = MathOps.multiply(target, weight);
    add(scope, sum, ReduceOps.sum(weighted, 0));
    add(scope, squaredSum, ReduceOps.sum(MathOps.multiply(target, weighted), 0));
    Tensor error = MathOps.square(MathOps.subtract(target, y.second()));
    add(scope, residual, ReduceOps.sum(MathOps.multiply(error, weight), 0));
    add(scope, count, ReduceOps.sum(weight, 0));
    add(scope, samples, ReduceOps.sum(CreationOps.onesLike(target)));
  }

  private Tensor weight(Tensor sampleWeight, Tensor target) {
    if (sampleWeight == null) {
      return CreationOps.onesLike(target);
    }
    Tensor weight = DTypes.cast(sampleWeight, dtype());
    weight = weight.rank() == 1 ? ShapeOps.expandDims(weight, 1) : weight;
    return ShapeOps.broadcastTo(weight, target.shape());
  }

  @Override
  public Tensor result(VariableScope scope) {
    Tensor currentSum = scope.read(sum);
    Tensor mean = MathOps.divide(currentSum, scope.read(count));
    Tensor total = MathOps.subtract(scope.read(squaredSum), MathOps.multiply(currentSum, mean));
    Tensor raw = MathOps.subtract(1, MathOps.divide(scope.read(residual), total));
    Tensor scores = LogicOps.where(LogicOps.isinf(raw), 0.0, raw);
    Tensor score =
        switch (get(CLASS_AGGREGATION)) {
          case NONE -> scores;
          case UNIFORM_AVERAGE -> ReduceOps.mean(scores);
          case VARIANCE_WEIGHTED_AVERAGE ->
              MathOps.divide(ReduceOps.sum(MathOps.multiply(total, scores)), ReduceOps.sum(total));
        };
    return get(NUM_REGRESSORS) == 0 ? score : adjusted(score, scope.read(samples));
  }

  /** The score adjusted by the number of predictors, where there are samples enough. */
  private Tensor adjusted(Tensor score, Tensor sampleCount) {
    double predictors = get(NUM_REGRESSORS);
    Tensor others = MathOps.subtract(sampleCount, 1.0);
    Tensor free = MathOps.subtract(others, predictors);
    Tensor enough = LogicOps.greater(free, 0);
    Tensor divisor = LogicOps.where(enough, free, 1.0);
    Tensor error = MathOps.multiply(MathOps.subtract(1.0, score), others);
    Tensor adjusted = MathOps.subtract(1.0, MathOps.divide(error, divisor));
    return LogicOps.where(enough, adjusted, score);
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
