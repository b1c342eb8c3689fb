package org.keras4j.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ObjectType;
import org.keras4j.config.ReadContext;
import org.keras4j.config.Text;
import org.keras4j.config.TypeCatalog;
import org.keras4j.config.UnknownTypeException;
import org.keras4j.losses.Loss;
import org.keras4j.losses.Losses;
import org.keras4j.losses.TargetKind;
import org.keras4j.tensor.TensorSpec;

/** The catalogue of metrics, and how Keras' identifiers name them. */
public final class Metrics implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return Metric.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(
        AUC.TYPE,
        Accuracy.TYPE,
        BinaryAccuracy.TYPE,
        BinaryCrossentropy.TYPE,
        BinaryIoU.TYPE,
        CategoricalAccuracy.TYPE,
        CategoricalCrossentropy.TYPE,
        CategoricalHinge.TYPE,
        ConcordanceCorrelation.TYPE,
        CosineSimilarity.TYPE,
        F1Score.TYPE,
        FBetaScore.TYPE,
        FalseNegatives.TYPE,
        FalsePositives.TYPE,
        Hinge.TYPE,
        IoU.TYPE,
        KLDivergence.TYPE,
        LogCoshError.TYPE,
        Mean.TYPE,
        MeanAbsoluteError.TYPE,
        MeanAbsolutePercentageError.TYPE,
        MeanIoU.TYPE,
        MeanMetricWrapper.TYPE,
        MeanSquaredError.TYPE,
        MeanSquaredLogarithmicError.TYPE,
        OneHotIoU.TYPE,
        OneHotMeanIoU.TYPE,
        PearsonCorrelation.TYPE,
        Poisson.TYPE,
        Precision.TYPE,
        PrecisionAtRecall.TYPE,
        R2Score.TYPE,
        Recall.TYPE,
        RecallAtPrecision.TYPE,
        RootMeanSquaredError.TYPE,
        SensitivityAtSpecificity.TYPE,
        SparseCategoricalAccuracy.TYPE,
        SparseCategoricalCrossentropy.TYPE,
        SparseTopKCategoricalAccuracy.TYPE,
        SpecificityAtSensitivity.TYPE,
        SquaredHinge.TYPE,
        Sum.TYPE,
        TopKCategoricalAccuracy.TYPE,
        TrueNegatives.TYPE,
        TruePositives.TYPE);
  }

  /** As {@link #get(Object, ReadContext)}, of Keras' own metrics. */
  public static Metric get(Object identifier) {
    return get(identifier, ReadContext.standard());
  }

  /**
   * The metric that an identifier means. Keras: {@code keras.metrics.get}.
   *
   * @param identifier a {@link Metric}, which is returned itself; a {@link Loss}, whose values for
   *     batches are averaged; the name of a class, in camel or snake case, or a short form such as
   *     {@code "mse"}; the name of a loss's function; or a config
   * @throws UnknownTypeException "Could not interpret metric identifier", with the nearest names
   */
  public static Metric get(Object identifier, ReadContext context) {
    if (identifier instanceof Metric metric) {
      return metric;
    }
    if (identifier instanceof Loss loss) {
      return MeanMetricWrapper.of(loss.name(), loss);
    }
    if (identifier instanceof String name) {
      return named(name, context);
    }
    if (identifier instanceof Map<?, ?> map
        && "function".equals(map.get("class_name"))
        && map.get("config") instanceof String name) {
      return named(name, context).named(name);
    }
    if (identifier instanceof Map<?, ?>) {
      return context.object(Metric.class, identifier);
    }
    throw new ConfigException(
        "Could not interpret metric identifier: "
            + Text.of(identifier)
            + ". Pass a Metric, a name or a config");
  }

  /**
   * As {@link #get(Object, ReadContext)}; a metric given by a string is called by it, and {@code
   * "accuracy"} and {@code "acc"} mean the accuracy that fits targets and predictions. Keras: what
   * {@code compile(metrics=...)} does.
   */
  public static Metric get(
      Object identifier, TensorSpec yTrue, TensorSpec yPred, ReadContext context) {
    if (!(identifier instanceof String name)) {
      return get(identifier, context);
    }
    if (!List.of("accuracy", "acc").contains(name.toLowerCase(Locale.ROOT))) {
      return get(name, context).named(name);
    }
    Metric accuracy =
        switch (TargetKind.of(yTrue.shape(), yPred.shape())) {
          case BINARY -> BinaryAccuracy.of();
          case SPARSE_CATEGORICAL -> SparseCategoricalAccuracy.of();
          case CATEGORICAL -> CategoricalAccuracy.of();
        };
    return accuracy.named(name);
  }

  private static Metric named(String name, ReadContext context) {
    Optional<ObjectType<?>> type = context.registry().find(Metric.class, name);
    if (type.isPresent()) {
      return (Metric) type.get().create();
    }
    if (context.registry().find(Loss.class, name).isPresent()) {
      return MeanMetricWrapper.ofFunction(name, Losses.get(name, context));
    }
    throw new UnknownTypeException(
        name,
        "Could not interpret metric identifier: "
            + name
            + "."
            + Text.didYouMean(name, context.registry().names(Metric.class)));
  }
}
