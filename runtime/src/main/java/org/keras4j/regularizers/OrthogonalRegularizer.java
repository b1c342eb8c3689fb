package org.keras4j.regularizers;

import java.util.List;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.graph.Tensor;
import org.keras4j.op.MatMul;
import org.keras4j.ops.CreationOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.NnOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.ShapeException;

/**
 * Draws the rows or columns of a matrix towards being orthogonal: the mean absolute cosine of all
 * pairs, times a factor. Keras: {@code keras.regularizers.OrthogonalRegularizer}.
 */
public final class OrthogonalRegularizer extends PenaltyRegularizer {
  /** The factor; default 0.01. */
  public static final Arg<Double> FACTOR = factor("factor", 0.01);

  /** {@code "rows"} (the default) or {@code "columns"}. */
  public static final Arg<String> MODE =
      Arg.string("mode", "rows")
          .that(List.of("rows", "columns")::contains, "one of {\"rows\", \"columns\"}");

  public static final ObjectType<OrthogonalRegularizer> TYPE =
      ObjectType.of(
          Regularizer.class,
          "keras.regularizers",
          "OrthogonalRegularizer",
          OrthogonalRegularizer::new,
          FACTOR,
          MODE);

  private OrthogonalRegularizer(Config config) {
    super(TYPE, config);
  }

  /** A penalty with the given factor; {@code mode} is {@code "rows"} or {@code "columns"}. */
  public static OrthogonalRegularizer of(double factor, String mode) {
    return new OrthogonalRegularizer(Config.of(TYPE.args(), Map.of(FACTOR, factor, MODE, mode)));
  }

  /**
   * The penalty of a matrix.
   *
   * @throws ShapeException when {@code x} is not of rank 2
   */
  @Override
  public Tensor penalty(Tensor x) {
    if (x.rank() != 2) {
      throw new ShapeException(
          "Inputs to OrthogonalRegularizer must have rank 2. Received: inputs.shape=" + x.shape());
    }
    Tensor rows = config().get(MODE).equals("rows") ? x : ShapeOps.transpose(x);
    Tensor units = NnOps.normalize(rows, 1, 2);
    Tensor cosines = new MatMul(false, true).on(units, units);
    int size = rows.dim(0);
    Tensor others = MathOps.subtract(1.0, CreationOps.eye(size, size, 0, x.dtype()));
    Tensor sum = ReduceOps.sum(MathOps.absolute(MathOps.multiply(cosines, others)));
    double pairs = size * (size - 1.0) / 2;
    return MathOps.divide(MathOps.multiply(sum, config().get(FACTOR) * 0.5), pairs);
  }
}
