package org.keras4j.ops;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.CompareOp;
import org.keras4j.tensor.NDArray;

/** Activations, windows, normalisation, losses, attention and patches against real Keras. */
class NnOpsTest extends KerasValuesTest {
  private static final List<Integer> ONE = List.of(1);
  private static final List<Integer> TWO = List.of(2);

  private static final Map<String, UnaryOperator<Tensor>> ACTIVATIONS =
      Map.ofEntries(
          Map.entry("relu", NnOps::relu),
          Map.entry("relu6", NnOps::relu6),
          Map.entry("sigmoid", NnOps::sigmoid),
          Map.entry("sparse_sigmoid", NnOps::sparseSigmoid),
          Map.entry("softplus", NnOps::softplus),
          Map.entry("softsign", NnOps::softsign),
          Map.entry("soft_shrink", t -> NnOps.softShrink(t, 0.5)),
          Map.entry("sparse_plus", NnOps::sparsePlus),
          Map.entry("silu", NnOps::silu),
          Map.entry("squareplus", t -> NnOps.squareplus(t, 4)),
          Map.entry("log_sigmoid", NnOps::logSigmoid),
          Map.entry("leaky_relu", t -> NnOps.leakyRelu(t, 0.2)),
          Map.entry("hard_sigmoid", NnOps::hardSigmoid),
          Map.entry("hard_silu", NnOps::hardSilu),
          Map.entry("elu", t -> NnOps.elu(t, 1)),
          Map.entry("selu", NnOps::selu),
          Map.entry("gelu", t -> NnOps.gelu(t, true)),
          Map.entry("gelu_exact", t -> NnOps.gelu(t, false)),
          Map.entry("celu", t -> NnOps.celu(t, 1)),
          Map.entry("glu", t -> NnOps.glu(t, -1)),
          Map.entry("tanh_shrink", NnOps::tanhShrink),
          Map.entry("hard_tanh", NnOps::hardTanh),
          Map.entry("hard_shrink", t -> NnOps.hardShrink(t, 0.5)),
          Map.entry("softmax", t -> NnOps.softmax(t)),
          Map.entry("log_softmax", t -> NnOps.logSoftmax(t)),
          Map.entry("sparsemax", t -> NnOps.sparsemax(t, -1)));

  @TestFactory
  List<DynamicTest> activations() {
    return ACTIVATIONS.entrySet().stream()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.getKey(),
                    () -> same(e.getKey(), e.getValue().apply(Constant.of(values(3, 1, 3, 4))))))
        .toList();
  }

  @Test
  void otherFunctions() {
    same("threshold", NnOps.threshold(x(1, 3, 4), 0.3, -7));
    same("softmax_axes", NnOps.softmax(x(1, 2, 3, 2), 0, 2));
    same("normalize", NnOps.normalize(x(1, 3, 4), -1, 2), NnOps.normalize(x(1, 3, 4), 0, 1));
    same("psnr", NnOps.psnr(x(1, 3, 4), x(2, 3, 4), 2));
  }

  @Test
  void convolutions() {
    Tensor a = x(1, 2, 5, 6, 4);
    Tensor k = x(2, 3, 2, 4, 6);
    Tensor each = x(2, 3, 2, 4, 2);
    same("conv_same", ConvolutionOps.conv(a, k, TWO, Padding.SAME, LAST, ONE));
    same("conv_dilated", ConvolutionOps.conv(a, k, ONE, Padding.VALID, LAST, List.of(1, 2)));
    Tensor grouped = x(2, 3, 2, 2, 6);
    same("conv_groups", ConvolutionOps.conv(a, grouped, List.of(2, 1), Padding.SAME, LAST, ONE));
    Tensor line = x(1, 2, 7, 3);
    same("conv_1d", ConvolutionOps.conv(line, x(2, 3, 3, 2), TWO, Padding.SAME, LAST, ONE));
    same("depthwise", ConvolutionOps.depthwiseConv(a, each, TWO, Padding.SAME, LAST, ONE));
    same(
        "separable",
        ConvolutionOps.separableConv(a, each, x(3, 1, 1, 8, 3), ONE, Padding.VALID, LAST, ONE));
    Tensor first = Arith.moveAxis(a, -1, 1);
    Tensor firstResult =
        ConvolutionOps.conv(first, k, TWO, Padding.SAME, DataFormat.CHANNELS_FIRST, ONE);
    same("conv_same", Arith.moveAxis(firstResult, 1, -1));
  }

  @Test
  void transposedConvolutions() {
    Tensor a = x(1, 2, 5, 6, 4);
    Tensor k = x(2, 3, 2, 5, 4);
    List<Integer> stride = List.of(2, 3);
    same("transpose_same", ConvolutionOps.convTranspose(a, k, TWO, Padding.SAME, null, LAST, ONE));
    same(
        "transpose_valid",
        ConvolutionOps.convTranspose(a, k, stride, Padding.VALID, null, LAST, ONE));
    same("transpose_extra", ConvolutionOps.convTranspose(a, k, TWO, Padding.SAME, ONE, LAST, ONE));
  }

  @Test
  void pooling() {
    Tensor a = x(1, 2, 5, 6, 4);
    same("max_pool", PoolingOps.maxPool(a, List.of(3), TWO, Padding.SAME, LAST));
    same(
        "average_pool",
        PoolingOps.averagePool(a, List.of(3, 2), List.of(2, 1), Padding.SAME, LAST));
    same("adaptive_max", PoolingOps.adaptiveMaxPool(a, List.of(3, 4), LAST));
    same("adaptive_average", PoolingOps.adaptiveAveragePool(a, List.of(2, 5), LAST));
  }

  @Test
  void normalisation() {
    Tensor a = x(1, 2, 3, 4);
    same("moments", NormalizationOps.moments(x(1, 3, 4, 2), false, 0, 2));
    same(
        "batch_norm",
        NormalizationOps.batchNormalization(a, x(2, 3), abs(3, 3), 1, x(4, 3), x(5, 3), 1e-3));
    same("layer_norm", NormalizationOps.layerNormalization(a, x(2, 4), x(3, 4), 1e-3));
    same("rms_norm", NormalizationOps.rmsNormalization(a, x(2, 4), 1e-3));
  }

  @Test
  void losses() {
    Tensor t = abs(1, 3, 4);
    Tensor p = abs(2, 3, 4);
    Tensor logits = x(2, 3, 4);
    Tensor classes = Constant.of(NDArray.of(new int[] {1, 3, 0}));
    same(
        "binary",
        LossOps.binaryCrossentropy(t, p, false),
        LossOps.binaryCrossentropy(t, logits, true));
    same(
        "categorical",
        LossOps.categoricalCrossentropy(t, p, false, -1),
        LossOps.categoricalCrossentropy(t, logits, true, -1));
    same(
        "sparse",
        LossOps.sparseCategoricalCrossentropy(classes, p, false, -1),
        LossOps.sparseCategoricalCrossentropy(classes, logits, true, -1));
  }

  @Test
  void attention() {
    Tensor key = x(2, 2, 5, 2, 2);
    Tensor value = Arith.slice(x(3, 2, 5, 2, 3), -1, 0, 2);
    same(
        "attention",
        AttentionOps.dotProductAttention(x(1, 2, 3, 4, 2), key, value, null, null, null, false));
    Tensor mask = Arith.compare(CompareOp.GREATER, x(5, 2, 1, 3, 5), 0);
    same(
        "attention_masked",
        AttentionOps.dotProductAttention(
            x(1, 2, 3, 2, 2), key, value, x(4, 2, 2, 3, 5), mask, 0.3, true));
  }

  @Test
  void patches() {
    List<Integer> kernel = List.of(2, 3);
    same("unfold", PatchOps.unfold(x(1, 1, 2, 4, 5), kernel, ONE, ONE, TWO));
    same("fold", PatchOps.fold(x(1, 1, 12, 9), List.of(4, 5), kernel, ONE, ONE, TWO));
    same("depth_to_space", PatchOps.depthToSpace(x(1, 1, 2, 3, 8), 2, LAST));
    same("space_to_depth", PatchOps.spaceToDepth(x(1, 1, 4, 6, 2), 2, LAST));
  }
}
