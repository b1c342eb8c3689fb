package org.keras4j.optimizers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.keras4j.config.Arg;
import org.keras4j.config.Codec;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.Configurable;
import org.keras4j.config.ObjectCodec;
import org.keras4j.config.ObjectType;
import org.keras4j.config.ReadContext;
import org.keras4j.config.Text;
import org.keras4j.graph.Variable;
import org.keras4j.tensor.KerasException;

/**
 * Which optimizer takes which variables, by their paths. Keras: {@code
 * keras.optimizers.OptimizerMap}.
 *
 * <pre>{@code
 * OptimizerMap.of(SGD.builder()).with("encoder/.*", Adam.builder())
 * }</pre>
 */
public final class OptimizerMap implements Configurable, Function<Variable, Optimizer> {
  private static final Codec<Optimizer> OPTIMIZER = new ObjectCodec<>(Optimizer.class);

  /** The optimizer of all variables that no key matches. */
  public static final Arg<Optimizer> DEFAULT_OPTIMIZER =
      Arg.required("default_optimizer", OPTIMIZER);

  /** Optimizers by paths, or by regular expressions that match whole paths. */
  public static final Arg<Map<String, Optimizer>> OPTIMIZER_MAP =
      Arg.optional("optimizer_map", new MapCodec(), Map.of());

  public static final ObjectType<OptimizerMap> TYPE =
      ObjectType.of(
          OptimizerMap.class,
          "keras.optimizers",
          "OptimizerMap",
          OptimizerMap::new,
          DEFAULT_OPTIMIZER,
          OPTIMIZER_MAP);

  private final Config config;

  private OptimizerMap(Config config) {
    this.config = config;
    optimizers().forEach(OptimizerMap::requireSimple);
  }

  /** A map without keys. */
  public static OptimizerMap of(OptimizerSource defaultOptimizer) {
    return new OptimizerMap(
        Config.of(TYPE.args(), Map.of(DEFAULT_OPTIMIZER, defaultOptimizer.optimizer())));
  }

  /**
   * This map with one more key.
   *
   * @param key a path, or a regular expression that matches whole paths: {@code "encoder/.*"}
   * @throws ConfigException when the key is there already, or the optimizer is one around others
   */
  public OptimizerMap with(String key, OptimizerSource optimizer) {
    Map<String, Optimizer> more = new LinkedHashMap<>(optimizers());
    if (more.containsKey(key)) {
      throw new ConfigException(
          "'"
              + key
              + "' already exists in the OptimizerMap with value "
              + more.get(key)
              + ". Please make sure to not use duplicated keys.");
    }
    more.put(key, optimizer.optimizer());
    return new OptimizerMap(config.with(OPTIMIZER_MAP, more));
  }

  private static void requireSimple(String key, Optimizer optimizer) {
    if (!(optimizer instanceof BaseOptimizer)) {
      throw new ConfigException(
          "optimizer cannot be "
              + optimizer.type().className()
              + ". Received it for '"
              + key
              + "'");
    }
  }

  Map<String, Optimizer> optimizers() {
    return config.get(OPTIMIZER_MAP);
  }

  Optimizer defaultOptimizer() {
    return config.get(DEFAULT_OPTIMIZER);
  }

  /**
   * The optimizer of a variable: that of its path, else of the expression that matches it, else the
   * default.
   *
   * @throws KerasException when several expressions match
   */
  @Override
  public Optimizer apply(Variable variable) {
    String path = variable.path();
    Optimizer exact = optimizers().get(path);
    if (exact != null) {
      return exact;
    }
    List<String> matching = optimizers().keySet().stream().filter(path::matches).toList();
    if (matching.size() > 1) {
      throw new KerasException(
          "Multiple optimizers assigned to variable " + path + ": " + matching + " match it.");
    }
    return matching.isEmpty() ? defaultOptimizer() : optimizers().get(matching.get(0));
  }

  @Override
  public ObjectType<?> type() {
    return TYPE;
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public String toString() {
    return "OptimizerMap(" + config.describe() + ")";
  }

  private record MapCodec() implements Codec<Map<String, Optimizer>> {
    @Override
    public Map<String, Optimizer> read(Object json, ReadContext context) {
      if (!(json instanceof Map<?, ?> map)) {
        throw new ConfigException("optimizer_map must be a dictionary. Received: " + Text.of(json));
      }
      Map<String, Optimizer> optimizers = new LinkedHashMap<>();
      map.forEach((key, value) -> optimizers.put((String) key, OPTIMIZER.read(value, context)));
      return optimizers;
    }

    @Override
    public Object write(Map<String, Optimizer> value) {
      Map<String, Object> map = new LinkedHashMap<>();
      value.forEach((key, optimizer) -> map.put(key, OPTIMIZER.write(optimizer)));
      return map;
    }
  }
}
