package org.keras4j.layers.regularization;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.regularizers.L1L2;
import org.keras4j.regularizers.Regularizer;

/**
 * Adds a penalty on its input to the loss, and gives the input back. Keras: {@code
 * keras.layers.ActivityRegularization}.
 */
public final class ActivityRegularization extends Layer {
  /** Factor of the sum of absolute values; default 0. */
  public static final Arg<Double> L1 = Arg.number("l1", 0.0);

  /** Factor of the sum of squares; default 0. */
  public static final Arg<Double> L2 = Arg.number("l2", 0.0);

  public static final LayerType<ActivityRegularization> TYPE =
      LayerType.of("keras.layers", "ActivityRegularization", ActivityRegularization::new, L1, L2);

  private final Regularizer penalty;

  private ActivityRegularization(Config config) {
    super(TYPE, config);
    penalty = L1L2.of(get(L1), get(L2));
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected Regularizer activityRegularizer() {
    return penalty;
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor input) {
    return input;
  }

  /** Sets the arguments of an {@link ActivityRegularization}. */
  public static final class Builder extends LayerBuilder<Builder, ActivityRegularization> {
    private Builder() {
      super(TYPE);
    }

    /** Factor of the sum of absolute values; default 0. */
    public Builder l1(double value) {
      return set(L1, value);
    }

    /** Factor of the sum of squares; default 0. */
    public Builder l2(double value) {
      return set(L2, value);
    }
  }
}
