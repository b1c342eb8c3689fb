package org.keras4j.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.op.GruSequence;
import org.keras4j.op.LstmSequence;
import org.keras4j.op.RnnActivation;
import org.keras4j.op.SequenceOptions;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** Models are built with unknown dimensions (-1): every function must infer what can be known. */
class UnknownShapesTest {
  private static final List<Integer> ONE = List.of(1);
  private static final List<Integer> TWO = List.of(2);
  private static final DataFormat LAST = DataFormat.CHANNELS_LAST;

  private static Tensor in(int... dims) {
    return Placeholder.of("x", TensorSpec.of(DType.FLOAT32, dims));
  }

  private static void shape(Tensor tensor, int... dims) {
    assertEquals(Shape.of(dims), tensor.shape());
  }

  @Test
  void windows() {
    Tensor kernel = in(3, 3, 4, 8);
    for (Padding padding : List.of(Padding.SAME, Padding.VALID)) {
      Tensor batch = ConvolutionOps.conv(in(-1, 9, 9, 4), kernel, TWO, padding, LAST, ONE);
      shape(batch, -1, padding == Padding.SAME ? 5 : 4, padding == Padding.SAME ? 5 : 4, 8);
      shape(ConvolutionOps.conv(in(-1, -1, -1, 4), kernel, TWO, padding, LAST, ONE), -1, -1, -1, 8);
      shape(
          PoolingOps.maxPool(in(-1, -1, 9, 4), TWO, null, padding, LAST),
          -1,
          -1,
          padding == Padding.SAME ? 5 : 4,
          4);
    }
    shape(
        ConvolutionOps.conv(
            in(-1, 4, -1, -1), kernel, ONE, Padding.SAME, DataFormat.CHANNELS_FIRST, ONE),
        -1,
        8,
        -1,
        -1);
    shape(
        ConvolutionOps.convTranspose(
            in(-1, 5, -1, 8), in(3, 3, 4, 8), TWO, Padding.SAME, null, LAST, ONE),
        -1,
        10,
        -1,
        4);
    shape(
        ConvolutionOps.depthwiseConv(
            in(-1, -1, 6, 4), in(3, 3, 4, 2), ONE, Padding.SAME, LAST, ONE),
        -1,
        -1,
        6,
        8);
  }

  @Test
  void normalisation() {
    Tensor x = in(-1, -1, 6);
    shape(NormalizationOps.layerNormalization(x, in(6), in(6), 1e-3), -1, -1, 6);
    shape(NormalizationOps.moments(x, false, 0, 1).get(1), 6);
    shape(NormalizationOps.batchNormalization(x, in(6), in(6), -1, null, in(6), 1e-3), -1, -1, 6);
    shape(NnOps.softmax(x), -1, -1, 6);
    shape(NnOps.softmax(x, 1, 2), -1, -1, 6);
    shape(NnOps.gelu(x, false), -1, -1, 6);
  }

  @Test
  void attentionAndRecurrence() {
    Tensor x = in(-1, -1, 2, 4);
    shape(AttentionOps.dotProductAttention(x, x, x, null, null, null, true), -1, -1, 2, 4);
    LstmSequence lstm =
        new LstmSequence(RnnActivation.TANH, RnnActivation.SIGMOID, SequenceOptions.ALL_STEPS);
    List<Tensor> results = lstm.call(List.of(in(-1, -1, 12), in(-1, 3), in(-1, 3), in(3, 12)));
    shape(results.get(0), -1, -1, 3);
    shape(results.get(2), -1, 3);
    GruSequence gru =
        new GruSequence(
            RnnActivation.TANH,
            RnnActivation.SIGMOID,
            true,
            true,
            new SequenceOptions(false, false, false, false));
    shape(gru.call(List.of(in(-1, 7, 9), in(-1, 3), in(3, 9), in(9))).get(0), -1, 3);
  }

  @Test
  void sumsAndLosses() {
    shape(EinsumOps.einsum("abc,cde->abde", in(-1, -1, 4), in(4, 2, 3)), -1, -1, 2, 3);
    shape(EinsumOps.einsum("...x,xy->...y", in(-1, -1, 4), in(4, 2)), -1, -1, 2);
    shape(LossOps.categoricalCrossentropy(in(-1, 4), in(-1, 4), false, -1), -1);
    shape(LossOps.sparseCategoricalCrossentropy(in(-1, 1), in(-1, 4), true, -1), -1);
    shape(LossOps.binaryCrossentropy(in(-1, 4), in(-1, 4), false), -1, 4);
  }

  @Test
  void imagesAndLoops() {
    Tensor images = in(-1, -1, -1, 3);
    for (Interpolation by : Interpolation.values()) {
      shape(ResizeOps.resize(images, 8, 4, by), -1, 8, 4, 3);
    }
    shape(PatchOps.depthToSpace(in(-1, -1, 3, 8), 2, LAST), -1, -1, 6, 2);
    shape(ImageOps.gaussianBlur(images, List.of(3, 3), List.of(1.0, 1.0), LAST), -1, -1, -1, 3);
    shape(
        ImageOps.extractPatches(images, List.of(2, 2), null, ONE, Padding.VALID, LAST),
        -1,
        -1,
        -1,
        12);
    shape(ControlOps.map(UnaryOp.EXP::on, in(-1, 5)), -1, 5);
  }
}
