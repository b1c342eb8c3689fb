package org.keras4j.layers.activations;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.constraints.Constraint;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Initializer;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.WeightArgs;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.NnOps;
import org.keras4j.regularizers.Regularizer;
import org.keras4j.tensor.Shape;

/**
 * Rectified linear unit with learned slopes: x where positive, else {@code alpha * x}. Keras:
 * {@code keras.layers.PReLU}.
 *
 * <p>Weight {@code alpha}: the input's shape without the batch, with 1 at shared axes.
 */
public final class PReLU extends Layer {
  public static final Arg<WeightArgs> ALPHA = WeightArgs.arg("alpha", Zeros.of());

  /** Axes, counted with the batch as 0, along which slopes are shared; null for none. */
  public static final Arg<List<Integer>> SHARED_AXES = Arg.integers("shared_axes", null);

  public static final LayerType<PReLU> TYPE =
      LayerType.of("keras.layers", "PReLU", PReLU::new, ALPHA, SHARED_AXES);

  private InputSpec inputSpec = InputSpec.ANY;
  private Variable alpha;

  private PReLU(Config config) {
    super(TYPE, config);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected InputSpec inputSpec() {
    return inputSpec;
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    List<Integer> shared = get(SHARED_AXES) == null ? List.of() : get(SHARED_AXES);
    InputSpec spec = InputSpec.rank(input.rank());
    Shape slopes = input.slice(1, input.rank());
    for (int axis = 1; axis < input.rank(); axis++) {
      if (shared.contains(axis) || shared.contains(axis - input.rank())) {
        slopes = slopes.withDim(axis - 1, 1);
      } else {
        spec = spec.axis(axis, input.dim(axis));
      }
    }
    alpha = ctx.addWeight("alpha", slopes, get(ALPHA));
    inputSpec = spec;
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor input) {
    Tensor negative = NnOps.relu(MathOps.negative(input));
    Tensor slopes = ctx.read(alpha);
    return MathOps.subtract(NnOps.relu(input), MathOps.multiply(slopes, negative));
  }

  /** Sets the arguments of a {@link PReLU}. */
  public static final class Builder extends LayerBuilder<Builder, PReLU> {
    private Builder() {
      super(TYPE);
    }

    /** Axes along which slopes are shared, such as 1 and 2 for images; default none. */
    public Builder sharedAxes(Integer... axes) {
      return set(SHARED_AXES, List.of(axes));
    }

    public Builder alphaInitializer(Initializer value) {
      return edit(ALPHA, args -> args.initializer(value));
    }

    public Builder alphaRegularizer(Regularizer value) {
      return edit(ALPHA, args -> args.regularizer(value));
    }

    public Builder alphaConstraint(Constraint value) {
      return edit(ALPHA, args -> args.constraint(value));
    }
  }
}
