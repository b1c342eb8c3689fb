package org.keras4j.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Codec;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.Configurable;
import org.keras4j.config.ObjectType;
import org.keras4j.config.ReadContext;
import org.keras4j.config.Text;

/**
 * Policies for layers by their paths, such as {@code mha/query}: a path itself, or a regular
 * expression for all of it. Keras: {@code keras.dtype_policies.DTypePolicyMap}.
 */
public final class DTypePolicyMap implements Configurable {
  /** What layers have that no key describes; null for float32. */
  private static final Arg<Stated> DEFAULT_POLICY =
      Arg.optional("default_policy", Stated.CODEC, null);

  private static final Arg<Map<String, Stated>> POLICY_MAP =
      Arg.optional("policy_map", new ByKey(), null);

  static final ObjectType<DTypePolicyMap> TYPE =
      ObjectType.of(
          DTypePolicyMap.class,
          "keras.dtype_policies",
          "DTypePolicyMap",
          DTypePolicyMap::new,
          DEFAULT_POLICY,
          POLICY_MAP);

  private final Config config;

  private DTypePolicyMap(Config config) {
    this.config = config;
  }

  /** A map that is written with its policies' names. */
  static DTypePolicyMap of(DTypePolicy defaultPolicy, Map<String, DTypePolicy> policies) {
    Map<String, Stated> stated = new LinkedHashMap<>();
    policies.forEach((key, policy) -> stated.put(key, Stated.of(policy)));
    return TYPE.create(
        Config.of(
            TYPE.args(), Map.of(DEFAULT_POLICY, Stated.of(defaultPolicy), POLICY_MAP, stated)));
  }

  /** What layers have that no key describes. */
  DTypePolicy defaultPolicy() {
    Stated stated = config.get(DEFAULT_POLICY);
    return stated == null ? DTypePolicy.FLOAT32 : stated.policy;
  }

  /**
   * The policy of the layer at a path.
   *
   * @throws ConfigException when several patterns match it
   */
  DTypePolicy at(String path) {
    Map<String, Stated> policies = config.get(POLICY_MAP);
    if (policies == null) {
      return defaultPolicy();
    }
    if (policies.containsKey(path)) {
      return policies.get(path).policy;
    }
    PathPart.Budget budget = new PathPart.Budget();
    List<String> matching =
        policies.keySet().stream()
            .filter(key -> new PathPattern(key).matches(path, budget))
            .toList();
    if (matching.size() > 1) {
      throw new ConfigException(
          "Path '"
              + path
              + "' matches multiple dtype policy specification keys: "
              + Text.of(matching)
              + ". Please make sure each path only matches at most one dtype policy specification"
              + " key in the DTypePolicyMap.");
    }
    return matching.isEmpty() ? defaultPolicy() : policies.get(matching.get(0)).policy;
  }

  @Override
  public ObjectType<?> type() {
    return TYPE;
  }

  @Override
  public Config config() {
    return config;
  }

  /**
   * A policy, and how it stands in the config: as a name, as an object, or without a name, as Keras
   * writes it where the default policy is left open.
   */
  record Stated(Object json, DTypePolicy policy) {
    static final Codec<Stated> CODEC =
        new Codec<>() {
          @Override
          public Stated read(Object json, ReadContext context) {
            return new Stated(unshared(json), DTypePolicy.CODEC.read(json, context));
          }

          @Override
          public Object write(Stated stated) {
            return stated.json;
          }
        };

    Stated {
      if (policy.map() != null) {
        throw new ConfigException(
            "A policy in a DTypePolicyMap cannot be a DTypePolicyMap itself. Received: "
                + Text.of(json)
                + ". Put its entries into the outer map");
      }
    }

    /** Which objects were one in Python is not written, here as elsewhere. */
    private static Object unshared(Object json) {
      if (!(json instanceof Map<?, ?> description)) {
        return json;
      }
      Map<Object, Object> alone = new LinkedHashMap<>(description);
      alone.remove("shared_object_id");
      return alone;
    }

    static Stated of(DTypePolicy policy) {
      return new Stated(DTypePolicy.CODEC.write(policy), policy);
    }
  }

  /** {@code policy_map}: a dictionary. */
  private static final class ByKey implements Codec<Map<String, Stated>> {
    @Override
    public Map<String, Stated> read(Object json, ReadContext context) {
      Map<String, Stated> policies = new LinkedHashMap<>();
      ReadContext.configMap("policy_map", json)
          .forEach((key, policy) -> policies.put(key, Stated.CODEC.read(policy, context)));
      return policies;
    }

    @Override
    public Object write(Map<String, Stated> policies) {
      Map<String, Object> written = Codecs.map();
      policies.forEach((key, policy) -> written.put(key, Stated.CODEC.write(policy)));
      return written;
    }
  }
}
