package org.keras4j.layers.merging;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.Structures;
import org.keras4j.op.BroadcastTo;
import org.keras4j.op.Cast;
import org.keras4j.ops.CreationOps;
import org.keras4j.ops.JoinOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;

/** Its inputs one after another along an axis. Keras: {@code keras.layers.Concatenate}. */
public final class Concatenate extends Merge {
  public static final Arg<Integer> AXIS = Arg.integer("axis", -1);

  public static final LayerType<Concatenate> TYPE =
      LayerType.of("keras.layers", "Concatenate", Concatenate::new, AXIS);

  private Concatenate(Config config) {
    super(TYPE, config);
  }

  /** A builder; {@code axis} counts the batch as 0, negative axes from the end. */
  public static Builder axis(int axis) {
    return new Builder().set(AXIS, axis);
  }

  @Override
  Tensor merge(CallContext ctx, List<Tensor> inputs) {
    return JoinOps.concatenate(inputs, get(AXIS));
  }

  /** The masks joined as the inputs are; an input without a mask counts everywhere. */
  @Override
  protected Object computeMask(CallContext ctx, CallArguments arguments, Object outputs) {
    List<Tensor> inputs = Structures.tensors(arguments.inputs());
    List<Tensor> masks = masks(ctx, inputs);
    if (masks.stream().allMatch(mask -> mask == null)) {
      return null;
    }
    List<Tensor> whole = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      whole.add(maskOf(inputs.get(i), masks.get(i)));
    }
    return ReduceOps.any(JoinOps.concatenate(whole, get(AXIS)), -1);
  }

  private static Tensor maskOf(Tensor input, Tensor mask) {
    if (mask == null) {
      return CreationOps.onesLike(new Cast(DType.BOOL).on(input));
    }
    return mask.rank() < input.rank()
        ? new BroadcastTo(input.shape()).on(ShapeOps.expandDims(mask, -1))
        : mask;
  }

  /** Sets the arguments of a {@link Concatenate}. */
  public static final class Builder extends LayerBuilder<Builder, Concatenate> {
    private Builder() {
      super(TYPE);
    }
  }
}
