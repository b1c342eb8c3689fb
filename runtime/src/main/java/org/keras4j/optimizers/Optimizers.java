package org.keras4j.optimizers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ObjectType;
import org.keras4j.config.ReadContext;
import org.keras4j.config.Text;
import org.keras4j.config.TypeCatalog;

/** The catalogue of optimizers, and finding them by name. */
public final class Optimizers implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return Optimizer.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(
        SGD.TYPE,
        Adam.TYPE,
        AdamW.TYPE,
        RMSprop.TYPE,
        Adagrad.TYPE,
        Adadelta.TYPE,
        Adamax.TYPE,
        Nadam.TYPE,
        Ftrl.TYPE,
        Lion.TYPE,
        Lamb.TYPE,
        Adafactor.TYPE,
        Muon.TYPE,
        ScheduleFreeAdamW.TYPE,
        LossScaleOptimizer.TYPE,
        MultiOptimizer.TYPE);
  }

  /**
   * An optimizer by its name with default arguments: {@code "adam"}, {@code "Adam"}. Keras: {@code
   * keras.optimizers.get}.
   *
   * @throws ConfigException when there is none of that name
   */
  public static Optimizer get(String identifier) {
    return get(identifier, ReadContext.standard());
  }

  /**
   * An optimizer by its name, in any case of letters, or by its config as Keras writes it.
   *
   * @throws ConfigException when there is none of that name, or the config is wrong
   */
  public static Optimizer get(Object identifier, ReadContext context) {
    if (identifier instanceof Map<?, ?> map && map.get("class_name") instanceof String) {
      return context.object(Optimizer.class, identifier);
    }
    if (identifier instanceof String name) {
      for (String candidate : List.of(name, name.toLowerCase(Locale.ROOT))) {
        var type = context.registry().find(Optimizer.class, candidate);
        if (type.isPresent()) {
          return (Optimizer) type.get().create();
        }
      }
    }
    throw new ConfigException(
        "Could not interpret optimizer identifier: "
            + (identifier instanceof String name ? name : Text.of(identifier))
            + "."
            + didYouMean(identifier, context)
            + " If it is a custom object, pass its type to LoadOptions.withCustomObjects(...), or"
            + " provide a TypeCatalog.");
  }

  private static String didYouMean(Object identifier, ReadContext context) {
    return identifier instanceof String name
        ? Text.didYouMean(name, context.registry().names(Optimizer.class))
        : "";
  }
}
