package org.keras4j.layers.normalization;

import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Initializer;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.op.StopGradient;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.NnOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Batch renormalization (Ioffe, 2017): in training, the batch's statistics are corrected towards
 * moving ones, so that training and inference differ less.
 */
final class Renormalization {
  private final double epsilon;
  private final double momentum;
  private final double renormMomentum;
  private final RenormClipping clipping;
  private final Variable movingStddev;
  private final Variable renormMean;
  private final Variable renormStddev;

  Renormalization(BatchNormalization layer, BuildContext ctx, Shape shape) {
    this.epsilon = layer.get(BatchNormalization.EPSILON);
    this.momentum = layer.get(BatchNormalization.MOMENTUM);
    this.renormMomentum = layer.get(BatchNormalization.RENORM_MOMENTUM);
    this.clipping = layer.get(BatchNormalization.RENORM_CLIPPING);
    DType dtype = layer.variableDType();
    Initializer mean = layer.get(BatchNormalization.MOVING_MEAN_INITIALIZER);
    Initializer stddev = new Root(layer.get(BatchNormalization.MOVING_VARIANCE_INITIALIZER));
    this.movingStddev = ctx.addState("moving_stddev", shape, dtype, stddev);
    this.renormMean = ctx.addState("renorm_mean", shape, dtype, mean);
    this.renormStddev = ctx.addState("renorm_stddev", shape, dtype, stddev);
  }

  /** What to multiply normalized values by, then add: the gradient does not see it. */
  Correction correction(CallContext ctx, Moments batch) {
    Tensor mean = read(ctx, renormMean, batch);
    Tensor stddev = MathOps.maximum(read(ctx, renormStddev, batch), Math.sqrt(epsilon));
    Tensor r = MathOps.divide(stddev(batch), stddev);
    Tensor d = MathOps.divide(MathOps.subtract(batch.mean(), mean), stddev);
    if (clipping.rmin() != null) {
      r = MathOps.maximum(r, clipping.rmin());
    }
    if (clipping.rmax() != null) {
      r = MathOps.minimum(r, clipping.rmax());
    }
    if (clipping.dmax() != null) {
      d = MathOps.clip(d, -clipping.dmax(), clipping.dmax());
    }
    return new Correction(new StopGradient().on(r), new StopGradient().on(d));
  }

  /** Moves all averages towards the batch's statistics. */
  void update(CallContext ctx, Moments batch, Variable movingMean, Variable movingVariance) {
    Tensor stddev = stddev(batch);
    blend(ctx, renormMean, batch, batch.mean(), renormMomentum);
    blend(ctx, renormStddev, batch, stddev, renormMomentum);
    blend(ctx, movingMean, batch, batch.mean(), momentum);
    Tensor moved = blend(ctx, movingStddev, batch, stddev, momentum);
    ctx.update(movingVariance, NnOps.relu(MathOps.subtract(MathOps.square(moved), epsilon)));
  }

  private Tensor blend(
      CallContext ctx, Variable average, Moments batch, Tensor value, double share) {
    Tensor next = Moments.blend(read(ctx, average, batch), value, share);
    ctx.update(average, next);
    return next;
  }

  private Tensor stddev(Moments batch) {
    return MathOps.sqrt(MathOps.add(batch.variance(), epsilon));
  }

  private static Tensor read(CallContext ctx, Variable variable, Moments batch) {
    return DTypes.cast(ctx.readExact(variable), batch.mean().dtype());
  }

  /** Normalized values x become {@code x * r + d}, as part of gamma and beta. */
  record Correction(Tensor r, Tensor d) {
    Tensor gamma(Tensor gamma) {
      return gamma == null ? r : MathOps.multiply(r, gamma);
    }

    Tensor beta(Tensor gamma, Tensor beta) {
      Tensor shift = gamma == null ? d : MathOps.multiply(d, gamma);
      return beta == null ? shift : MathOps.add(shift, beta);
    }
  }

  /** The square roots of another initializer's values. */
  private record Root(Initializer squares) implements Initializer {
    @Override
    public NDArray initialize(TensorSpec spec, long seed) {
      NDArray values = squares.initialize(spec, seed);
      NDArray.Builder roots = NDArray.builder(spec.dtype(), spec.shape());
      for (int i = 0; i < values.size(); i++) {
        roots.set(i, Math.sqrt(values.getDouble(i)));
      }
      return roots.build();
    }

    @Override
    public ObjectType<?> type() {
      return squares.type();
    }

    @Override
    public Config config() {
      return squares.config();
    }
  }
}
