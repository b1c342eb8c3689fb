package org.keras4j.operations;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.ConvolutionOps;
import org.keras4j.ops.PatchOps;
import org.keras4j.ops.PoolingOps;

/** Pooling, convolution and other moving windows of {@code keras.src.ops.nn}. */
final class NnWindowOperations {
  private static final Rows ROWS = new Rows("keras.src.ops.nn");
  private static final List<Integer> ONE = List.of(1);

  private NnWindowOperations() {}

  @FunctionalInterface
  private interface Pooling {
    Tensor apply(
        Tensor inputs,
        List<Integer> poolSize,
        List<Integer> strides,
        org.keras4j.ops.Padding padding,
        org.keras4j.ops.DataFormat dataFormat);
  }

  static List<OperationType> types() {
    return List.of(
        pooling("MaxPool", PoolingOps::maxPool),
        pooling("AveragePool", PoolingOps::averagePool),
        ROWS.row(
            "AdaptiveMaxPool",
            "inputs",
            a ->
                PoolingOps.adaptiveMaxPool(
                    a.tensor("inputs"), a.integers("output_size"), a.dataFormat())),
        ROWS.row(
            "AdaptiveAveragePool",
            "inputs",
            a ->
                PoolingOps.adaptiveAveragePool(
                    a.tensor("inputs"), a.integers("output_size"), a.dataFormat())),
        ROWS.row(
            "Conv",
            "inputs, kernel",
            a ->
                ConvolutionOps.conv(
                    a.tensor("inputs"),
                    a.tensor("kernel"),
                    a.integers("strides", ONE),
                    a.padding(),
                    a.dataFormat(),
                    a.integers("dilation_rate", ONE))),
        ROWS.row(
            "DepthwiseConv",
            "inputs, kernel",
            a ->
                ConvolutionOps.depthwiseConv(
                    a.tensor("inputs"),
                    a.tensor("kernel"),
                    a.integers("strides", ONE),
                    a.padding(),
                    a.dataFormat(),
                    a.integers("dilation_rate", ONE))),
        ROWS.row(
            "SeparableConv",
            "inputs, depthwise_kernel, pointwise_kernel",
            a ->
                ConvolutionOps.separableConv(
                    a.tensor("inputs"),
                    a.tensor("depthwise_kernel"),
                    a.tensor("pointwise_kernel"),
                    a.integers("strides", ONE),
                    a.padding(),
                    a.dataFormat(),
                    a.integers("dilation_rate", ONE))),
        ROWS.row(
            "ConvTranspose",
            "inputs, kernel",
            a ->
                ConvolutionOps.convTranspose(
                    a.tensor("inputs"),
                    a.tensor("kernel"),
                    a.integers("strides", ONE),
                    a.padding(),
                    a.integers("output_padding", null),
                    a.dataFormat(),
                    a.integers("dilation_rate", ONE))),
        ROWS.row(
            "DepthToSpace",
            "x",
            a -> PatchOps.depthToSpace(a.tensor("x"), a.integer("block_size", 1), a.dataFormat())),
        ROWS.row(
            "SpaceToDepth",
            "x",
            a -> PatchOps.spaceToDepth(a.tensor("x"), a.integer("block_size", 1), a.dataFormat())),
        ROWS.row(
            "Unfold",
            "x",
            a ->
                PatchOps.unfold(
                    a.tensor("x"),
                    a.integers("kernel_size"),
                    a.integers("dilation", ONE),
                    a.integers("padding", List.of(0)),
                    a.integers("stride", ONE))),
        ROWS.row(
            "Fold",
            "x",
            a ->
                PatchOps.fold(
                    a.tensor("x"),
                    a.integers("output_size"),
                    a.integers("kernel_size"),
                    a.integers("dilation", ONE),
                    a.integers("padding", List.of(0)),
                    a.integers("stride", ONE))));
  }

  private static OperationType pooling(String className, Pooling function) {
    return ROWS.row(
        className,
        "inputs",
        a ->
            function.apply(
                a.tensor("inputs"),
                a.integers("pool_size"),
                a.integers("strides", null),
                a.padding(),
                a.dataFormat()));
  }
}
