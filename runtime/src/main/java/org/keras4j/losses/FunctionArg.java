package org.keras4j.losses;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.ConfigException;
import org.keras4j.config.Configurable;
import org.keras4j.config.NamedType;
import org.keras4j.config.ObjectCodec;
import org.keras4j.config.ObjectType;
import org.keras4j.config.ReadContext;
import org.keras4j.config.Text;
import org.keras4j.config.TypeCatalog;
import org.keras4j.config.UnknownTypeException;

/**
 * The argument {@code fn} of Keras' wrappers: a function by name, whose own arguments stand beside
 * it in the config. Here a function is the loss or metric that is made of it.
 */
public final class FunctionArg extends Arg<Configurable> {
  private static final String KEY = "fn";
  private static final Set<String> NOT_OF_FUNCTIONS = Set.of("name", "dtype", "reduction", KEY);

  private final List<TypeCatalog> catalogs;

  /** Functions of the kinds of these catalogues, looked for in this order. */
  public FunctionArg(TypeCatalog... catalogs) {
    this.catalogs = List.of(catalogs);
  }

  @Override
  public List<String> keys() {
    Set<String> keys = new LinkedHashSet<>(List.of(KEY));
    for (TypeCatalog catalog : catalogs) {
      for (ObjectType<?> type : catalog.types()) {
        type.args().stream()
            .filter(arg -> !(arg instanceof FunctionArg))
            .flatMap(arg -> arg.keys().stream())
            .filter(key -> !NOT_OF_FUNCTIONS.contains(key))
            .forEach(keys::add);
      }
    }
    return new ArrayList<>(keys);
  }

  @Override
  public Configurable read(Map<String, ?> config, ReadContext context) {
    Object json = config.get(KEY);
    if (json instanceof Map<?, ?> map && !"function".equals(map.get("class_name"))) {
      return (Configurable) context.object(kindOf(map, context), json);
    }
    Object name = json instanceof Map<?, ?> map ? map.get("config") : json;
    if (!(name instanceof String function)) {
      throw new ConfigException(
          "Argument `fn` must name a function. Received: fn=" + Text.of(json));
    }
    Map<String, Object> arguments = new LinkedHashMap<>(config);
    arguments.keySet().removeAll(NOT_OF_FUNCTIONS);
    ObjectType<?> type = type(function, context);
    if (type.kind() == Loss.class) {
      arguments.put(Loss.REDUCTION.key(), Reduction.NONE.kerasName());
    }
    return (Configurable) type.fromConfig(arguments, context);
  }

  private Class<?> kindOf(Map<?, ?> json, ReadContext context) {
    return type(String.valueOf(json.get("class_name")), context).kind();
  }

  private ObjectType<?> type(String name, ReadContext context) {
    List<String> known = new ArrayList<>();
    for (TypeCatalog catalog : catalogs) {
      Optional<ObjectType<?>> type = context.registry().find(catalog.kind(), name);
      if (type.isPresent()) {
        return type.get();
      }
      known.addAll(context.registry().names(catalog.kind()));
    }
    throw new UnknownTypeException(
        name, "Unknown function: '" + name + "'." + Text.didYouMean(name, known));
  }

  @Override
  public void write(Configurable value, Map<String, Object> config) {
    if (value instanceof Loss loss && loss.reduction() != Reduction.NONE) {
      config.put(KEY, ObjectCodec.describe(value));
      return;
    }
    String name =
        value.type() instanceof NamedType<?> type && type.module() == null
            ? type.className()
            : Text.snakeCase(value.type().className());
    config.put(
        KEY,
        Codecs.map(
            "module", "builtins",
            "class_name", "function",
            "config", name,
            "registered_name", "function"));
    value
        .configMap()
        .forEach(
            (key, json) -> {
              if (!NOT_OF_FUNCTIONS.contains(key)) {
                config.put(key, json);
              }
            });
  }

  @Override
  public boolean isRequired() {
    return true;
  }

  @Override
  public Configurable defaultValue() {
    throw new ConfigException("Missing required argument `fn`");
  }

  @Override
  public Configurable checked(Configurable value) {
    if (value == null) {
      throw new ConfigException("Argument `fn` must not be None");
    }
    return value;
  }
}
