package org.keras4j.operations;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.op.ScatterKind;
import org.keras4j.ops.FftOps;
import org.keras4j.ops.IndexOps;
import org.keras4j.ops.LinalgOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.SortOps;
import org.keras4j.ops.StatisticsOps;

/** Operations of {@code keras.src.ops.math}. */
final class MathOperations {
  private static final Rows ROWS = new Rows("keras.src.ops.math");

  private MathOperations() {}

  @FunctionalInterface
  private interface Segments {
    Tensor apply(Tensor data, Tensor segmentIds, int numSegments);
  }

  static List<OperationType> types() {
    return List.of(
        ROWS.unary("Rsqrt", MathOps::rsqrt),
        ROWS.unary("Erf", MathOps::erf),
        ROWS.unary("Erfc", MathOps::erfc),
        ROWS.unary("Erfinv", MathOps::erfinv),
        ROWS.unary("Logdet", LinalgOps::logdet),
        ROWS.reduction("Logsumexp", ReduceOps::logsumexp),
        segments("SegmentSum", ScatterKind.ADD, IndexOps::segmentSum),
        segments("SegmentProd", ScatterKind.MULTIPLY, IndexOps::segmentProd),
        segments("SegmentMax", ScatterKind.MAX, IndexOps::segmentMax),
        segments("SegmentMin", ScatterKind.MIN, IndexOps::segmentMin),
        ROWS.row("TopK", "x", MathOperations::topK),
        ROWS.row(
            "InTopK",
            "targets, predictions",
            a -> SortOps.inTopK(a.tensor("targets"), a.tensor("predictions"), a.integer("k", 1))),
        ROWS.binary("CDist", "x", "y", StatisticsOps::cdist),
        ROWS.row("FFT", "x", a -> FftOps.fft(a.tensors("x"))),
        ROWS.row("FFT2", "x", a -> FftOps.fft2(a.tensors("x"))),
        ROWS.row("IFFT2", "x", a -> FftOps.ifft2(a.tensors("x"))),
        ROWS.row("RFFT", "x", a -> FftOps.rfft(a.tensor("x"), a.integerOrNull("fft_length"))),
        ROWS.row("IRFFT", "x", a -> FftOps.irfft(a.tensors("x"), a.integerOrNull("fft_length"))),
        ROWS.row(
            "ExtractSequences",
            "x",
            a ->
                FftOps.extractSequences(
                    a.tensor("x"),
                    a.integer("sequence_length", 1),
                    a.integer("sequence_stride", 1))),
        ROWS.row("STFT", "x", MathOperations::stft),
        ROWS.row("ISTFT", "x", MathOperations::istft));
  }

  /** Without {@code num_segments} there are as many as the ids ask. */
  private static OperationType segments(String className, ScatterKind kind, Segments function) {
    return ROWS.row(
        className,
        "data, segment_ids",
        a -> {
          Tensor data = a.tensor("data");
          Tensor ids = a.tensor("segment_ids");
          if (a.has("num_segments")) {
            return function.apply(data, ids, a.integer("num_segments", 0));
          }
          return a.flag("sorted", false)
              ? IndexOps.sortedSegments(data, ids, kind)
              : IndexOps.segments(data, ids, kind);
        });
  }

  private static List<Tensor> topK(OperationArguments a) {
    SortOps.TopKResult result = SortOps.topK(a.tensor("x"), a.integer("k", 1));
    return List.of(result.values(), result.indices());
  }

  private static List<Tensor> stft(OperationArguments a) {
    return FftOps.stft(
        a.tensor("x"),
        a.integer("sequence_length", 1),
        a.integer("sequence_stride", 1),
        a.integer("fft_length", 1),
        window(a),
        a.flag("center", true));
  }

  private static Tensor istft(OperationArguments a) {
    return FftOps.istft(
        a.tensors("x"),
        a.integer("sequence_length", 1),
        a.integer("sequence_stride", 1),
        a.integer("fft_length", 1),
        a.integerOrNull("length"),
        window(a),
        a.flag("center", true));
  }

  /** A window by name or element by element; null for none. */
  private static double[] window(OperationArguments a) {
    int length = a.integer("sequence_length", 1);
    Object window = a.get("window", "hann");
    if (window == null) {
      return null;
    }
    if (window.equals("hann")) {
      return FftOps.hann(length);
    }
    if (window.equals("hamming")) {
      return FftOps.hamming(length);
    }
    return a.numbers("window").stream().mapToDouble(Double::doubleValue).toArray();
  }
}
