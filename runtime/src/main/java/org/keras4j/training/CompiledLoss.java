package org.keras4j.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.keras4j.config.ReadContext;
import org.keras4j.config.Text;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.Structures;
import org.keras4j.losses.Loss;
import org.keras4j.losses.Losses;
import org.keras4j.metrics.Mean;
import org.keras4j.metrics.Metric;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.MathOps;
import org.keras4j.tensor.DType;

/**
 * The losses of a model's outputs, weighted and summed. Losses are given once for all outputs, or
 * by order, name or nested structure of the outputs. Keras: {@code CompileLoss}.
 */
final class CompiledLoss {
  /**
   * The loss of one output.
   *
   * @param path of the output in the structure of the outputs
   * @param weight null for 1
   * @param tracker mean of the unweighted loss; null where there is one loss only
   */
  private record Entry(List<Object> path, Loss loss, Double weight, String name, Mean tracker) {
    Entry tracked() {
      return new Entry(path, loss, weight, name, Mean.of(name + "_loss"));
    }
  }

  private final Object given;
  private final Object givenWeights;
  private final Supplier<List<String>> names;
  private List<String> outputNames;
  private final ReadContext context;
  private List<Entry> entries;

  CompiledLoss(Object loss, Object weights, Supplier<List<String>> names, ReadContext context) {
    this.given = loss;
    this.givenWeights = weights;
    this.names = names;
    this.context = context;
  }

  /** Means of the losses of several outputs; none while nothing was traced. */
  List<Metric> trackers() {
    return entries == null || entries.size() < 2
        ? List.of()
        : entries.stream().map(entry -> (Metric) entry.tracker).toList();
  }

  /**
   * The sum of all losses, float32; null where no output has one.
   *
   * @param yTrue targets, in the structure of the outputs, or flat, or by output name
   * @param sampleWeight one tensor for all outputs, or a structure like that of the targets; or
   *     null
   */
  Tensor call(StepContext ctx, Object yTrue, Object yPred, Object sampleWeight) {
    outputNames = names.get();
    Object targets = align("y_true", yTrue, yPred);
    Object weights =
        OutputStructure.isNested(sampleWeight)
            ? align("sample_weight", sampleWeight, yPred)
            : sampleWeight;
    if (entries == null) {
      entries = resolve(targets, yPred);
    }
    Tensor total = null;
    for (Entry entry : entries) {
      Tensor value = call(ctx, entry, targets, yPred, weights);
      total = total == null ? value : MathOps.add(total, value);
    }
    return total;
  }

  private static Tensor call(
      StepContext ctx, Entry entry, Object targets, Object yPred, Object weights) {
    Tensor prediction = (Tensor) OutputStructure.at(yPred, entry.path);
    Tensor target = (Tensor) OutputStructure.at(targets, entry.path);
    Tensor weight = (Tensor) OutputStructure.at(weights, entry.path);
    if (target == null) {
      throw new TrainingException(
          "Output '" + entry.name + "' has a loss, but there is no target for it in y");
    }
    ctx.checkTargets(entry.loss::checkTargets, target, prediction);
    Tensor value =
        DTypes.cast(
            entry.loss.apply(target, prediction, weight, ctx.mask(prediction)), DType.FLOAT32);
    if (value.rank() != 0) {
      throw new TrainingException(
          "Loss '"
              + entry.name
              + "' gives "
              + value.shape()
              + ", one value a sample; training needs one number. Use another reduction than"
              + " 'none'");
    }
    if (entry.tracker != null) {
      entry.tracker.updateValues(ctx, value, Constant.scalar(DType.FLOAT32, prediction.dim(0)));
    }
    return entry.weight == null ? value : MathOps.multiply(value, entry.weight);
  }

  /** {@code structure} in the structure of the outputs. */
  private Object align(String what, Object structure, Object yPred) {
    if (OutputStructure.isSame(structure, yPred)) {
      return structure;
    }
    if (yPred instanceof List<?> && OutputStructure.hasNames(structure, outputNames)) {
      return OutputStructure.pack(
          yPred, OutputStructure.byName((Map<?, ?>) structure, outputNames));
    }
    List<Object> leaves = OutputStructure.flatten(structure);
    if (leaves.size() == Structures.tensors(yPred).size()) {
      return OutputStructure.pack(yPred, leaves);
    }
    List<Object> losses = OutputStructure.flatten(given);
    if (losses.size() == Structures.tensors(yPred).size()
        && losses.stream().filter(loss -> loss != null).count() == leaves.size()) {
      List<Object> targets = new ArrayList<>();
      losses.forEach(loss -> targets.add(loss == null ? null : leaves.remove(0)));
      return OutputStructure.pack(yPred, targets);
    }
    throw new TrainingException(
        what
            + " and y_pred have different structures. "
            + what
            + ": "
            + OutputStructure.shapes(structure)
            + ", y_pred: "
            + OutputStructure.shapes(yPred)
            + ", outputs: "
            + outputNames);
  }

  // ---- once: which loss belongs to which output

  private List<Entry> resolve(Object yTrue, Object yPred) {
    Object losses = lossStructure(yPred);
    Object weights = weightStructure(losses);
    List<Entry> found = new ArrayList<>();
    collect(losses, weights, yTrue, yPred, names(yPred), List.of(), found);
    return found.size() < 2 ? found : found.stream().map(Entry::tracked).toList();
  }

  /** The losses in the structure of the outputs. */
  private Object lossStructure(Object yPred) {
    int outputs = Structures.tensors(yPred).size();
    if (!OutputStructure.isNested(given)) {
      return Structures.mapTensors(yPred, tensor -> given);
    }
    if (given instanceof Map<?, ?> map && !(yPred instanceof Map<?, ?>)) {
      if (!OutputStructure.hasNames(map, outputNames)) {
        throw new TrainingException(
            "Expected keys "
                + outputNames
                + " in loss dict, but found loss.keys()="
                + map.keySet());
      }
      return OutputStructure.pack(yPred, OutputStructure.byName(map, outputNames));
    }
    List<Object> flat = OutputStructure.flatten(given);
    if (given instanceof List<?> && flat.size() == outputs) {
      return OutputStructure.pack(yPred, flat);
    }
    if (given instanceof Map<?, ?> byKey && yPred instanceof Map<?, ?> outputsByKey) {
      if (outputsByKey.keySet().containsAll(byKey.keySet())) {
        return given;
      }
    }
    throw new TrainingException(
        "The `loss` argument does not fit the model's outputs. Received: loss="
            + Text.of(given)
            + " for outputs "
            + OutputStructure.shapes(yPred)
            + ", named "
            + outputNames
            + ". Pass one loss, or one for each output");
  }

  /** The weights in the structure of the losses; null where there are none. */
  private Object weightStructure(Object losses) {
    if (givenWeights == null) {
      return null;
    }
    if (givenWeights instanceof Map<?, ?> map && !(losses instanceof Map<?, ?>)) {
      if (!outputNames.containsAll(map.keySet())) {
        throw new TrainingException(
            "`loss_weights` must be keyed by output names. Received: loss_weights="
                + map
                + ", outputs: "
                + outputNames);
      }
      return losses instanceof List<?>
          ? OutputStructure.byName(map, outputNames)
          : map.get(outputNames.get(0));
    }
    if (OutputStructure.isSame(losses, givenWeights)) {
      return givenWeights;
    }
    List<Object> flat = OutputStructure.flatten(givenWeights);
    int count = OutputStructure.flatten(losses).size();
    if (flat.size() != count) {
      throw new TrainingException(
          "`loss_weights` must match the number of losses, got "
              + count
              + " losses and "
              + flat.size()
              + " weights.");
    }
    return OutputStructure.isNested(losses) ? flat : flat.get(0);
  }

  /** Names of the outputs in their structure, or null where they do not fit. */
  private Object names(Object yPred) {
    return outputNames.size() == Structures.tensors(yPred).size()
        ? OutputStructure.pack(yPred, outputNames)
        : null;
  }

  private void collect(
      Object loss,
      Object weight,
      Object yTrue,
      Object yPred,
      Object names,
      List<Object> path,
      List<Entry> found) {
    if (loss == null) {
      return;
    }
    if (yPred instanceof Map<?, ?> outputs) {
      for (Map.Entry<?, ?> each : ((Map<?, ?>) loss).entrySet()) {
        Object key = each.getKey();
        List<Object> inner = append(path, key);
        collect(
            each.getValue(),
            OutputStructure.at(weight, List.of(key)),
            OutputStructure.at(yTrue, List.of(key)),
            outputs.get(key),
            OutputStructure.at(names, List.of(key)),
            inner,
            found);
      }
    } else if (yPred instanceof List<?> outputs) {
      for (int i = 0; i < outputs.size(); i++) {
        List<Object> key = List.of(i);
        collect(
            OutputStructure.at(loss, key),
            OutputStructure.at(weight, key),
            OutputStructure.at(yTrue, key),
            outputs.get(i),
            OutputStructure.at(names, key),
            append(path, i),
            found);
      }
    } else {
      Tensor target = (Tensor) yTrue;
      Tensor prediction = (Tensor) yPred;
      if (target == null) {
        throw new TrainingException("There is no target for output " + path + " in y");
      }
      Loss resolved = Losses.get(loss, target.spec(), prediction.spec(), context);
      Double factor = weight == null ? null : ((Number) weight).doubleValue();
      found.add(new Entry(path, resolved, factor, name(names, path, resolved), null));
    }
  }

  /** Keras joins the keys of nested dictionaries; positions give way to the output's name. */
  private static String name(Object outputName, List<Object> path, Loss loss) {
    String last = outputName == null ? loss.name() : (String) outputName;
    if (path.isEmpty()) {
      return last;
    }
    List<String> parts = new ArrayList<>(path.stream().map(String::valueOf).toList());
    if (path.get(path.size() - 1) instanceof Integer) {
      parts.set(parts.size() - 1, last);
    }
    return String.join("/", parts);
  }

  private static List<Object> append(List<Object> path, Object key) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(key);
    return List.copyOf(longer);
  }
}
