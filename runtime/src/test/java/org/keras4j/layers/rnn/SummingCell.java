package org.keras4j.layers.rnn;

import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Ones;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.WeightArgs;
import org.keras4j.ops.MathOps;
import org.keras4j.tensor.Shape;

/**
 * A user's cell: the weighted sum of the inputs so far, and the number of steps as second state.
 */
final class SummingCell extends Cell {
  static final LayerType<SummingCell> TYPE =
      LayerType.custom("tests>SummingCell", SummingCell::new, RnnArgs.UNITS);

  private Variable weight;

  private SummingCell(Config config) {
    super(TYPE, config);
  }

  static SummingCell of(int units) {
    return TYPE.builder().set(RnnArgs.UNITS, units).build();
  }

  @Override
  public List<Shape> stateShapes() {
    return List.of(Shape.of(get(RnnArgs.UNITS)), Shape.of(1));
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    weight = ctx.addWeight("weight", Shape.of(get(RnnArgs.UNITS)), WeightArgs.of(Ones.of()));
  }

  @Override
  protected Step step(CallContext ctx, Tensor inputs, List<Tensor> states) {
    Tensor sum = MathOps.add(states.get(0), MathOps.multiply(inputs, ctx.read(weight)));
    return new Step(sum, List.of(sum, MathOps.add(states.get(1), 1)));
  }
}
