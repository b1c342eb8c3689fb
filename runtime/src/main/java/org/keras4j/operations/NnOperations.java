package org.keras4j.operations;

import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.AttentionOps;
import org.keras4j.ops.CtcOps;
import org.keras4j.ops.IndexOps;
import org.keras4j.ops.LossOps;
import org.keras4j.ops.NnOps;
import org.keras4j.ops.NormalizationOps;
import org.keras4j.tensor.DType;

/** Activations, losses, normalisation and attention of {@code keras.src.ops.nn}. */
final class NnOperations {
  private static final Rows ROWS = new Rows("keras.src.ops.nn");

  private NnOperations() {}

  static List<OperationType> activations() {
    return List.of(
        ROWS.unary("Relu", NnOps::relu),
        ROWS.unary("Relu6", NnOps::relu6),
        ROWS.unary("Sigmoid", NnOps::sigmoid),
        ROWS.unary("SparseSigmoid", NnOps::sparseSigmoid),
        ROWS.unary("Softplus", NnOps::softplus),
        ROWS.unary("Softsign", NnOps::softsign),
        ROWS.withNumber("SoftShrink", "threshold", 0.5, NnOps::softShrink),
        ROWS.unary("SparsePlus", NnOps::sparsePlus),
        ROWS.unary("Silu", NnOps::silu),
        ROWS.withNumber("Squareplus", "b", 4, NnOps::squareplus),
        ROWS.unary("LogSigmoid", NnOps::logSigmoid),
        ROWS.withNumber("LeakyRelu", "negative_slope", 0.2, NnOps::leakyRelu),
        ROWS.unary("HardSigmoid", NnOps::hardSigmoid),
        ROWS.unary("HardSilu", NnOps::hardSilu),
        ROWS.withNumber("Elu", "alpha", 1, NnOps::elu),
        ROWS.unary("Selu", NnOps::selu),
        ROWS.row("Gelu", "x", a -> NnOps.gelu(a.tensor("x"), a.flag("approximate", true))),
        ROWS.withNumber("Celu", "alpha", 1, NnOps::celu),
        ROWS.withInteger("Glu", "axis", -1, NnOps::glu),
        ROWS.unary("TanhShrink", NnOps::tanhShrink),
        ROWS.unary("HardTanh", NnOps::hardTanh),
        ROWS.withNumber("HardShrink", "threshold", 0.5, NnOps::hardShrink),
        ROWS.row(
            "Threshold",
            "x",
            a ->
                NnOps.threshold(
                    a.tensor("x"), a.number("threshold", 0), a.number("default_value", 0))),
        ROWS.row("Softmax", "x", a -> NnOps.softmax(a.tensor("x"), softmaxAxes(a))),
        ROWS.row("LogSoftmax", "x", a -> NnOps.logSoftmax(a.tensor("x"), softmaxAxes(a))),
        ROWS.withInteger("Sparsemax", "axis", -1, NnOps::sparsemax));
  }

  /** Keras takes None for all axes together. */
  private static int[] softmaxAxes(OperationArguments a) {
    int[] axes = a.integersOrNull("axis");
    return axes == null ? IntStream.range(0, a.tensor("x").rank()).toArray() : axes;
  }

  static List<OperationType> others() {
    return List.of(
        ROWS.row(
            "BinaryCrossentropy",
            "target, output",
            a ->
                LossOps.binaryCrossentropy(
                    a.tensor("target"), a.tensor("output"), a.flag("from_logits", false))),
        ROWS.row(
            "CategoricalCrossentropy",
            "target, output",
            a ->
                LossOps.categoricalCrossentropy(
                    a.tensor("target"),
                    a.tensor("output"),
                    a.flag("from_logits", false),
                    a.integer("axis", -1))),
        ROWS.row(
            "SparseCategoricalCrossentropy",
            "target, output",
            a ->
                LossOps.sparseCategoricalCrossentropy(
                    a.tensor("target"),
                    a.tensor("output"),
                    a.flag("from_logits", false),
                    a.integer("axis", -1))),
        ROWS.row(
            "CTCLoss",
            "target, output, target_length, output_length",
            a ->
                CtcOps.ctcLoss(
                    a.tensor("target"),
                    a.tensor("output"),
                    a.tensor("target_length"),
                    a.tensor("output_length"),
                    a.integer("mask_index", 0))),
        ROWS.row("CTCDecode", "inputs, sequence_lengths", NnOperations::ctcDecode),
        ROWS.row(
            "BatchNorm",
            "x, mean, variance, offset, scale",
            a ->
                NormalizationOps.batchNormalization(
                    a.tensor("x"),
                    a.tensor("mean"),
                    a.tensor("variance"),
                    a.integer("axis", -1),
                    a.tensorOrNull("offset"),
                    a.tensorOrNull("scale"),
                    a.number("epsilon", 1e-3))),
        ROWS.row("LayerNorm", "x, gamma, beta", NnOperations::layerNorm),
        ROWS.row(
            "RMSNorm",
            "x, scale",
            a ->
                NormalizationOps.rmsNormalization(
                    a.tensor("x"), a.tensorOrNull("scale"), epsilon(a), axes(a))),
        ROWS.row(
            "Moments",
            "x",
            a ->
                NormalizationOps.moments(
                    a.tensor("x"), a.flag("keepdims", false), a.integersOrNull("axes"))),
        ROWS.row("OneHot", "x", NnOperations::oneHot),
        ROWS.row(
            "MultiHot",
            "inputs",
            a ->
                IndexOps.multiHot(
                    a.tensor("inputs"),
                    a.integer("num_classes", 0),
                    a.integer("axis", -1),
                    a.dtype("dtype", DType.FLOAT32))),
        ROWS.row(
            "Normalize",
            "x",
            a -> NnOps.normalize(a.tensor("x"), a.number("order", 2), epsilon(a), axes(a))),
        ROWS.row(
            "PSNR",
            "x1, x2",
            a -> NnOps.psnr(a.tensor("x1"), a.tensor("x2"), a.number("max_val", 1))),
        ROWS.row(
            "DotProductAttention",
            "query, key, value, bias, mask, scale",
            NnOperations::dotProductAttention));
  }

  private static List<Tensor> ctcDecode(OperationArguments a) {
    Tensor inputs = a.tensor("inputs");
    Tensor lengths = a.tensor("sequence_lengths");
    int maskIndex = a.integer("mask_index", 0);
    String strategy = a.string("strategy", "greedy");
    if (strategy.equals("greedy")) {
      return CtcOps.ctcGreedyDecode(inputs, lengths, a.flag("merge_repeated", true), maskIndex);
    }
    if (!strategy.equals("beam_search")) {
      throw a.wrong("strategy", "'greedy' or 'beam_search'");
    }
    return CtcOps.ctcBeamSearchDecode(
        inputs, lengths, a.integer("beam_width", 100), a.integer("top_paths", 1), maskIndex);
  }

  private static int[] axes(OperationArguments a) {
    return a.integers("axis", List.of(-1)).stream().mapToInt(Integer::intValue).toArray();
  }

  /** Keras' {@code backend.epsilon()} for None. */
  private static double epsilon(OperationArguments a) {
    return a.number("epsilon", 1e-7);
  }

  private static Tensor layerNorm(OperationArguments a) {
    if (a.flag("rms_scaling", false)) {
      return NormalizationOps.rmsNormalization(
          a.tensor("x"), a.tensorOrNull("gamma"), epsilon(a), axes(a));
    }
    return NormalizationOps.layerNormalization(
        a.tensor("x"), a.tensorOrNull("gamma"), a.tensorOrNull("beta"), epsilon(a), axes(a));
  }

  private static Tensor oneHot(OperationArguments a) {
    return IndexOps.oneHot(
        a.tensor("x"),
        a.integer("num_classes", 0),
        a.integer("axis", -1),
        a.dtype("dtype", DType.FLOAT32));
  }

  private static Tensor dotProductAttention(OperationArguments a) {
    if (a.has("attn_logits_soft_cap")) {
      throw a.wrong("attn_logits_soft_cap", "None: Keras has it only for its JAX backend on TPU");
    }
    return AttentionOps.dotProductAttention(
        a.tensor("query"),
        a.tensor("key"),
        a.tensor("value"),
        a.tensorOrNull("bias"),
        a.tensorOrNull("mask"),
        a.numberOrNull("scale"),
        a.flag("is_causal", false));
  }
}
