package org.keras4j.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.activations.Activation;
import org.keras4j.activations.Activations;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Ones;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.WeightArgs;
import org.keras4j.layers.core.Dense;
import org.keras4j.layers.normalization.BatchNormalization;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.Model;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ProductOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/** The custom objects of the files of {@link DialectSuite}, as a user would write them in Java. */
public final class DialectTypes {
  private static final Arg<Integer> UNITS = Arg.positiveInt("units");

  private DialectTypes() {}

  /** Options that know all of them. */
  public static LoadOptions options() {
    return LoadOptions.withCustomObjects(
            Scale.TYPE,
            Blocky.TYPE,
            SubM.TYPE,
            Activation.custom("Custom>my_act", x -> MathOps.multiply(x, 2)).type())
        .lambda("lambda", x -> MathOps.multiply(x, 2));
  }

  /** The subclassed model of tf.keras, not built. */
  public static Model subclassed() {
    return Subclassed.TYPE.create();
  }

  private static Layer dense(int units) {
    return Dense.units(units).build();
  }

  /** {@code inputs · w + b}, registered without a package. */
  public static final class Scale extends Layer {
    static final LayerType<Scale> TYPE = LayerType.custom("Scale", Scale::new, UNITS);
    private Variable w;
    private Variable b;

    private Scale(Config config) {
      super(TYPE, config);
    }

    @Override
    protected void build(BuildContext ctx, Shape input) {
      w = ctx.addWeight("w", Shape.of(input.dim(-1), get(UNITS)), WeightArgs.of(Ones.of()));
      b = ctx.addWeight("b", Shape.of(get(UNITS)), WeightArgs.of(Zeros.of()));
    }

    @Override
    protected Tensor call(CallContext ctx, Tensor x) {
      return MathOps.add(ProductOps.matmul(x, ctx.read(w)), ctx.read(b));
    }
  }

  /** Layers in every kind of container that Python has, and variables of several types. */
  public static final class Blocky extends Layer {
    static final LayerType<Blocky> TYPE = LayerType.custom("my_pkg>Blocky", Blocky::new, UNITS);
    private Variable w;

    private Blocky(Config config) {
      super(TYPE, config);
      int units = get(UNITS);
      children(
          "list_layers", List.of(dense(units), dense(units), BatchNormalization.builder().build()));
      Map<String, Layer> byName = new LinkedHashMap<>();
      byName.put("b", dense(units));
      byName.put("a", dense(units));
      childStructure("dict_layers", byName);
      childStructure(
          "nested",
          List.of(
              List.of(dense(units), dense(units)),
              Map.of("k", dense(units)),
              List.of(dense(units))));
      child("_private", dense(units));
      child("alpha_dense", dense(units));
      children("tup", List.of(dense(units)));
    }

    @Override
    protected void build(BuildContext ctx, Shape input) {
      w = ctx.addWeight("w", Shape.of(get(UNITS)), WeightArgs.of(Ones.of()));
      ctx.addState("nt", Shape.of(), DType.FLOAT32, Zeros.of());
      ctx.addState("iw", Shape.of(2), DType.INT64, Zeros.of());
      ctx.addState("bw", Shape.of(2), DType.BOOL, Zeros.of());
    }

    @Override
    protected Tensor call(CallContext ctx, Tensor inputs) {
      Tensor x = inputs;
      for (Layer layer : sublayers()) {
        x = ctx.call(layer, x);
      }
      return MathOps.multiply(x, ctx.read(w));
    }
  }

  /** A model that is code, with a variable of its own; only its weights are compared. */
  public static final class SubM extends Model {
    static final LayerType<SubM> TYPE = LayerType.custom("my_pkg>SubM", SubM::new, UNITS);
    private static final int BLOCKS = 12;
    private Variable topLevel;

    private SubM(Config config) {
      super(TYPE, config);
      int units = get(UNITS);
      child("d_b", dense(units));
      child("d_a", dense(units));
      children(
          "blocks", java.util.stream.Stream.generate(() -> dense(units)).limit(BLOCKS).toList());
    }

    @Override
    protected void build(BuildContext ctx, Shape input) {
      topLevel = ctx.addWeight("toplevel", Shape.of(get(UNITS)), WeightArgs.of(Ones.of()));
    }

    @Override
    protected Tensor call(CallContext ctx, Tensor inputs) {
      List<Layer> layers = layers();
      Tensor x = ctx.call(layers.get(0), ctx.call(layers.get(1), inputs));
      for (Layer block : layers.subList(2, layers.size())) {
        x = ctx.call(block, x);
      }
      return MathOps.add(x, ctx.read(topLevel));
    }
  }

  /** The subclassed model of tf.keras: {@code blocks(bn(dense1(x)))}. */
  public static final class Subclassed extends Model {
    static final LayerType<Subclassed> TYPE = LayerType.custom("Subclassed", Subclassed::new);
    private final Layer dense1 =
        child("dense1", Dense.units(6).activation(Activations.RELU).build());
    private final Layer bn = child("bn", BatchNormalization.builder().build());
    private final List<Layer> blocks = children("blocks", List.of(dense(4), dense(3)));

    private Subclassed(Config config) {
      super(TYPE, config);
    }

    @Override
    protected Tensor call(CallContext ctx, Tensor inputs) {
      Tensor x = ctx.call(bn, ctx.call(dense1, inputs));
      for (Layer block : blocks) {
        x = ctx.call(block, x);
      }
      return x;
    }
  }
}
