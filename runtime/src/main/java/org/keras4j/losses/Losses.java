package org.keras4j.losses;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ObjectType;
import org.keras4j.config.ReadContext;
import org.keras4j.config.Text;
import org.keras4j.config.TypeCatalog;
import org.keras4j.config.UnknownTypeException;
import org.keras4j.tensor.TensorSpec;

/** The catalogue of losses, and how Keras' identifiers name them. */
public final class Losses implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return Loss.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(
        BinaryCrossentropy.TYPE,
        BinaryFocalCrossentropy.TYPE,
        CTC.TYPE,
        CategoricalCrossentropy.TYPE,
        CategoricalFocalCrossentropy.TYPE,
        CategoricalGeneralizedCrossEntropy.TYPE,
        CategoricalHinge.TYPE,
        Circle.TYPE,
        CosineSimilarity.TYPE,
        Dice.TYPE,
        Hinge.TYPE,
        Huber.TYPE,
        KLDivergence.TYPE,
        LogCosh.TYPE,
        LossFunctionWrapper.TYPE,
        MeanAbsoluteError.TYPE,
        MeanAbsolutePercentageError.TYPE,
        MeanSquaredError.TYPE,
        MeanSquaredLogarithmicError.TYPE,
        Poisson.TYPE,
        SparseCategoricalCrossentropy.TYPE,
        SquaredHinge.TYPE,
        Tversky.TYPE);
  }

  /** As {@link #get(Object, ReadContext)}, of Keras' own losses. */
  public static Loss get(Object identifier) {
    return get(identifier, ReadContext.standard());
  }

  /**
   * The loss that an identifier means. Keras: {@code keras.losses.get}.
   *
   * @param identifier a {@link Loss}; the name of a class ({@code "MeanSquaredError"}), with its
   *     defaults; the name of a function ({@code "mse"}), by which the loss is then called; or a
   *     config
   * @throws UnknownTypeException "Could not interpret loss identifier", with the nearest names
   */
  public static Loss get(Object identifier, ReadContext context) {
    if (identifier instanceof Loss loss) {
      return loss;
    }
    if (identifier instanceof String name) {
      return named(name, context);
    }
    if (identifier instanceof Map<?, ?> map
        && "function".equals(map.get("class_name"))
        && map.get("config") instanceof String name) {
      return named(name, context);
    }
    if (identifier instanceof Map<?, ?>) {
      return context.object(Loss.class, identifier);
    }
    throw new ConfigException(
        "Could not interpret loss identifier: "
            + Text.of(identifier)
            + ". Pass a Loss, a name or"
            + " a config");
  }

  /**
   * As {@link #get(Object, ReadContext)}; besides, {@code "crossentropy"} and {@code "ce"} mean the
   * crossentropy that fits targets and predictions. Keras: what {@code compile(loss=...)} does.
   */
  public static Loss get(
      Object identifier, TensorSpec yTrue, TensorSpec yPred, ReadContext context) {
    if (identifier instanceof String name
        && List.of("crossentropy", "ce").contains(name.toLowerCase(Locale.ROOT))) {
      return switch (TargetKind.of(yTrue.shape(), yPred.shape())) {
        case BINARY -> BinaryCrossentropy.of().named(name);
        case SPARSE_CATEGORICAL -> SparseCategoricalCrossentropy.of().named(name);
        case CATEGORICAL -> CategoricalCrossentropy.of().named(name);
      };
    }
    return get(identifier, context);
  }

  private static Loss named(String name, ReadContext context) {
    ObjectType<?> type =
        context.registry().find(Loss.class, name).orElseThrow(() -> unknown(name, context));
    Loss loss = (Loss) type.create();
    boolean isClass = name.equals(type.className()) || name.equals(type.registeredName());
    return isClass ? loss : loss.named(name);
  }

  private static UnknownTypeException unknown(String name, ReadContext context) {
    return new UnknownTypeException(
        name,
        "Could not interpret loss identifier: "
            + name
            + "."
            + Text.didYouMean(name, context.registry().names(Loss.class)));
  }
}
