package org.keras4j.quantizers;

import java.util.List;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;

/**
 * The greatest magnitude becomes the greatest level, zero stays zero. Keras: {@code
 * keras.quantizers.AbsMaxQuantizer}.
 */
public final class AbsMaxQuantizer implements Quantizer {
  /** Axes of the factor; layers know theirs and do not ask. */
  private static final Arg<List<Integer>> AXIS = Arg.integers("axis", null);

  /** The least and the greatest level; default -127 and 127. */
  public static final Arg<List<Double>> VALUE_RANGE =
      Arg.numbers("value_range", List.of(-127.0, 127.0))
          .that(range -> range.size() == 2, "two numbers");

  /** Added to the greatest magnitude, which may be zero; default 1e-7. */
  public static final Arg<Double> EPSILON = Arg.number("epsilon", 1e-7);

  private static final Arg<String> OUTPUT_DTYPE =
      Arg.string("output_dtype", "int8").that("int8"::equals, "'int8'");

  public static final ObjectType<AbsMaxQuantizer> TYPE =
      ObjectType.of(
          Quantizer.class,
          "keras.quantizers",
          "AbsMaxQuantizer",
          AbsMaxQuantizer::new,
          VALUE_RANGE,
          EPSILON,
          OUTPUT_DTYPE,
          AXIS);

  private final Config config;

  private AbsMaxQuantizer(Config config) {
    this.config = config;
  }

  /** With default arguments. */
  public static AbsMaxQuantizer of() {
    return TYPE.create();
  }

  @Override
  public ObjectType<?> type() {
    return TYPE;
  }

  @Override
  public Config config() {
    return config;
  }

  /** Keras writes the axis only where there is one. */
  @Override
  public Map<String, Object> configMap() {
    Map<String, Object> map = Quantizer.super.configMap();
    map.remove(AXIS.key(), null);
    return map;
  }

  @Override
  public Quantized quantize(Tensor x, List<Integer> axes) {
    double least = config.get(VALUE_RANGE).get(0);
    double greatest = config.get(VALUE_RANGE).get(1);
    Tensor magnitude = ReduceOps.max(MathOps.abs(x), axes, true);
    Tensor scale = MathOps.divide(greatest, MathOps.add(magnitude, config.get(EPSILON)));
    Tensor levels = MathOps.round(MathOps.multiply(x, scale));
    return new Quantized(MathOps.clip(levels, least, greatest), scale);
  }
}
