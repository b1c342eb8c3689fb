package org.keras4j.formats.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;

/**
 * Low-rank additions (LoRA), which legacy files keep beside the weight that they add to: {@code
 * lora_kernel_a (..., rank)} and {@code lora_kernel_b (rank, columns)}. The formats by object path
 * keep their sum.
 */
final class LowRankAdditions {
  private static final String FIRST = "/lora_";
  private static final String A = "_a";
  private static final String B = "_b";

  private final Layer layer;
  private final List<String> names;
  private final List<NDArray> values;

  private LowRankAdditions(Layer layer, List<String> names, List<NDArray> values) {
    this.layer = layer;
    this.names = new ArrayList<>(names);
    this.values = new ArrayList<>(values);
  }

  /**
   * The weights of a layer with all additions merged, in the order that they have without.
   *
   * @param names of the stored values, such as {@code sequential/dense/lora_kernel_a}
   * @throws KerasException when an addition lacks its factor or what it adds to
   */
  static List<NDArray> merge(Layer layer, List<String> names, List<NDArray> values) {
    LowRankAdditions additions = new LowRankAdditions(layer, names, values);
    for (int at = additions.find(); at >= 0; at = additions.find()) {
      additions.mergeAt(at);
    }
    return additions.values;
  }

  private int find() {
    return IntStream.range(0, names.size())
        .filter(i -> names.get(i).contains(FIRST) && names.get(i).endsWith(A))
        .findFirst()
        .orElse(-1);
  }

  private void mergeAt(int at) {
    String name = names.get(at);
    String owner = name.substring(0, name.lastIndexOf(FIRST));
    String weight =
        owner + '/' + name.substring(owner.length() + FIRST.length()).replaceAll("_a$", "");
    NDArray a = remove(name);
    NDArray b = remove(name.substring(0, name.length() - A.length()) + B);
    NDArray base = remove(weight);
    requireFit(weight, base, a, b);
    NDArray sum = sum(base, a, b, factor(owner, b.shape().dim(0)));
    // The weight itself is not trained: it stood behind all that is.
    int first = 0;
    while (first < names.size() && !names.get(first).startsWith(owner + '/')) {
      first++;
    }
    int place = first < names.size() ? first : Math.min(at, names.size());
    names.add(place, weight);
    values.add(place, sum);
  }

  private NDArray remove(String name) {
    int at = names.indexOf(name);
    if (at < 0) {
      throw new KerasException("Low-rank additions need the weight '" + name + "'");
    }
    names.remove(at);
    return values.remove(at);
  }

  /** Keras: {@code lora_alpha / lora_rank}. */
  private double factor(String owner, int rank) {
    Layer holder = find(layer, owner.substring(owner.lastIndexOf('/') + 1));
    if (holder == null || holder.get(LayerArgs.LORA_RANK) == null) {
      throw new KerasException(
          "The weights of '"
              + owner
              + "' have low-rank additions, whose factor lora_alpha / lora_rank is not known. Load"
              + " the whole model, or set the layer's lora_rank to "
              + rank
              + " and its lora_alpha");
    }
    Double alpha = holder.get(LayerArgs.LORA_ALPHA);
    return alpha == null ? 1 : alpha / rank;
  }

  private static Layer find(Layer layer, String name) {
    if (layer.name().equals(name) && layer.config().args().contains(LayerArgs.LORA_RANK)) {
      return layer;
    }
    for (Layer contained : layer.sublayers()) {
      Layer found = find(contained, name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static void requireFit(String name, NDArray weight, NDArray a, NDArray b) {
    boolean fits =
        weight.dtype().isFloating()
            && a.shape().rank() >= 2
            && b.shape().rank() == 2
            && a.shape().dim(-1) == b.shape().dim(0)
            && a.shape()
                .slice(0, a.shape().rank() - 1)
                .concat(b.shape().slice(1, 2))
                .equals(weight.shape());
    if (!fits) {
      throw new KerasException(
          "Low-rank additions "
              + a.shape()
              + " x "
              + b.shape()
              + " do not fit the weight '"
              + name
              + "' of type "
              + weight.dtype()
              + " and shape "
              + weight.shape());
    }
  }

  private static NDArray sum(NDArray weight, NDArray a, NDArray b, double factor) {
    int rank = b.shape().dim(0);
    int columns = b.shape().dim(1);
    double[] sum = weight.toDoubleArray();
    double[] left = a.toDoubleArray();
    double[] right = b.toDoubleArray();
    for (int i = 0; i < sum.length; i++) {
      double product = 0;
      for (int k = 0; k < rank; k++) {
        product += left[i / columns * rank + k] * right[k * columns + i % columns];
      }
      sum[i] += factor * product;
    }
    return NDArray.of(sum, weight.shape().dims()).cast(weight.dtype());
  }
}
