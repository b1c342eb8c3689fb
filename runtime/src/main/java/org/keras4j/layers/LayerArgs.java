package org.keras4j.layers;

import java.util.Map;
import org.keras4j.activations.Activation;
import org.keras4j.activations.Activations;
import org.keras4j.config.Arg;
import org.keras4j.config.Codec;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ObjectCodec;
import org.keras4j.config.ObjectType;
import org.keras4j.config.ReadContext;
import org.keras4j.config.Text;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.Padding;

/** Arguments that many layers have. */
public final class LayerArgs {
  /**
   * Reads a name, a serialized function or a layer without weights; writes a name if that is all.
   */
  public static final Codec<Activation> ACTIVATION =
      new Codec<>() {
        @Override
        public Activation read(Object json, ReadContext context) {
          return json == null ? Activations.LINEAR : readActivation(json, context);
        }

        @Override
        public Object write(Activation activation) {
          return writeActivation(activation);
        }
      };

  /** A contained layer. */
  public static final Codec<Layer> LAYER = new ObjectCodec<>(Layer.class);

  /** What the layer was told of its quantization; null for nothing. */
  public static final Arg<QuantizationConfig> QUANTIZATION_CONFIG =
      Arg.optional("quantization_config", new ObjectCodec<>(QuantizationConfig.class), null);

  /**
   * The rank of the low-rank additions that a file may hold beside the kernel; null for none. They
   * are merged into it when weights are read, so it is never written.
   */
  public static final Arg<Integer> LORA_RANK = unwritten(Arg.integer("lora_rank", null));

  /** The factor of these additions times their rank; null for the rank. */
  public static final Arg<Double> LORA_ALPHA = unwritten(Arg.number("lora_alpha", null));

  private static final Codec<Integer> SEED =
      Codecs.of("an integer or a seed generator", LayerArgs::readSeed, value -> value);

  private LayerArgs() {}

  /** An activation; {@code null} in a file means linear. */
  public static Arg<Activation> activation(String key, Activation defaultActivation) {
    return Arg.optional(key, ACTIVATION, defaultActivation);
  }

  /** {@code data_format}; null in a file means channels last. */
  public static Arg<DataFormat> dataFormat() {
    Codec<DataFormat> names = Codecs.choice(DataFormat.class, DataFormat::toString);
    Codec<DataFormat> codec =
        new Codec<>() {
          @Override
          public DataFormat read(Object json, ReadContext context) {
            return json == null ? DataFormat.CHANNELS_LAST : names.read(json, context);
          }

          @Override
          public Object write(DataFormat format) {
            return names.write(format);
          }
        };
    return Arg.optional("data_format", codec, DataFormat.CHANNELS_LAST);
  }

  /** {@code padding} of moving windows: "valid", "same" or, where it is allowed, "causal". */
  public static Arg<Padding> padding(boolean causal) {
    return Arg.choice("padding", Padding.class, Padding::toString, Padding.VALID)
        .that(
            value -> causal || value != Padding.CAUSAL,
            causal ? "'valid', 'same' or 'causal'" : "'valid' or 'same'");
  }

  /**
   * An argument that is taken, but not written: one that Keras' {@code get_config()} leaves out.
   */
  public static <T> Arg<T> unwritten(Arg<T> arg) {
    return arg.unwritten();
  }

  /**
   * {@code seed}: an integer, or null for one that depends on the layer's path. Of a serialized
   * {@code SeedGenerator} the seed is taken.
   */
  public static Arg<Integer> seed() {
    return Arg.optional("seed", SEED, null);
  }

  private static Integer readSeed(Object json) {
    if (json instanceof Map<?, ?> map && map.get("config") instanceof Map<?, ?> generator) {
      return readSeed(generator.get("seed"));
    }
    return json instanceof Number number ? (Integer) (int) number.longValue() : null;
  }

  private static Activation readActivation(Object json, ReadContext context) {
    if (json instanceof Map<?, ?> map
        && map.get("class_name") instanceof String className
        && map.get("config") instanceof Map<?, ?>
        && context.registry().find(Activation.class, className).isEmpty()
        && context.registry().find(Layer.class, className).isPresent()) {
      return new LayerActivation(context.object(Layer.class, json));
    }
    return context.object(Activation.class, json);
  }

  private static Object writeActivation(Activation activation) {
    if (activation instanceof LayerActivation layer) {
      return ObjectCodec.describe(layer.layer);
    }
    if (activation.type().registeredName() == null) {
      return activation.name();
    }
    return Codecs.map(
        "module", "builtins",
        "class_name", "function",
        "config", activation.name(),
        "registered_name", "function");
  }

  /** A layer that stands where an activation is asked for, such as {@code LeakyReLU(0.1)}. */
  private record LayerActivation(Layer layer) implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      Tensor result = (Tensor) Trace.inference().call(layer, CallArguments.of(x));
      if (!layer.weights().isEmpty()) {
        throw new ConfigException(
            "A layer with weights cannot be an activation argument. Received: "
                + Text.of(layer.configMap()));
      }
      return result;
    }

    @Override
    public String name() {
      return layer.name();
    }

    @Override
    public ObjectType<?> type() {
      return layer.type();
    }

    @Override
    public Config config() {
      return layer.config();
    }
  }
}
