package org.keras4j.conformance;

import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/**
 * Where an operation's results are not Keras' in every digit, and why; case by case.
 *
 * @param reason what Keras does
 * @param kind what is left out of the comparison
 * @param places elements or outputs it is about
 */
record Deviation(String reason, Kind kind, Set<Integer> places) {
  /** What is left out of the comparison. */
  enum Kind {
    /** Nothing. */
    NONE,
    /** The case as a whole. */
    CASE,
    /** Some elements of the output. */
    ELEMENTS,
    /** Gradients. */
    GRADIENTS,
    /** The signs in some outputs, and gradients. */
    SIGNS,
    /** Digits beyond float32 of a float64 result. */
    DIGITS,
    /** One unit of integers. */
    ROUNDING
  }

  private static final String NO_COMPLEX = "there are no complex tensors here";
  private static final String DENORMAL = "TensorFlow's CPU kernels take denormal numbers for 0";
  private static final String FLOAT32_CONSTANT =
      "TensorFlow has a constant of the float64 formula in float32";
  private static final String INVERSE_TRANSFORM =
      "TensorFlow's gradient is the transform by the inverse matrix, which is not the derivative";
  private static final String SIGN = "the sign of each vector is open";

  private static final Map<String, Deviation> TABLE =
      Map.ofEntries(
          of(NO_COMPLEX, "polar_3x4_3x4"),
          of(NO_COMPLEX, "absolute_complex"),
          of(NO_COMPLEX, "exp_complex"),
          of(NO_COMPLEX, "real_complex"),
          of(NO_COMPLEX, "imag_complex"),
          of(NO_COMPLEX, "conjugate_complex"),
          of(NO_COMPLEX, "angle_complex"),
          of(NO_COMPLEX, "isreal_complex"),
          of(NO_COMPLEX, "matmul_3x4_complex64_4x2_complex64"),
          of(NO_COMPLEX, "view_as_complex_3x2"),
          of(NO_COMPLEX, "view_as_real_3_complex64"),
          of(NO_COMPLEX, "eig_4x4"),
          elements(DENORMAL, "ceil_odd_values", 8),
          elements(DENORMAL, "sign_odd_values", 8),
          elements("TensorFlow's logarithm stops at 2^-150", "log_odd_values", 8),
          elements("TensorFlow's logarithm stops at 2^-150", "log2_odd_values", 8),
          elements("TensorFlow's logarithm stops at 2^-150", "log10_odd_values", 8),
          elements("TensorFlow gives NaN for infinities", "i0_odd_values", 1, 2),
          elements("TensorFlow stays at infinity", "nextafter_edges", 3),
          elements("a rounded bound makes TensorFlow overflow", "saturate_cast_int32", 1),
          Map.entry("leaky_relu_3x4_float64", digits()),
          Map.entry("logaddexp2_2x3_float64_2x3_float64", digits()),
          gradients(
              "TensorFlow's derivative holds for targets that sum to 1",
              "categorical_crossentropy_logits_axis_1"),
          gradients(INVERSE_TRANSFORM, "affine_transform_constant"),
          gradients(INVERSE_TRANSFORM, "affine_transform_nearest"),
          gradients(INVERSE_TRANSFORM, "affine_transform_wrap"),
          gradients(INVERSE_TRANSFORM, "affine_transform_reflect"),
          gradients(INVERSE_TRANSFORM, "affine_transform_interpolation_nearest"),
          gradients(INVERSE_TRANSFORM, "affine_transform_one_image"),
          gradients(INVERSE_TRANSFORM, "affine_transform_channels_first"),
          gradients(INVERSE_TRANSFORM, "perspective_transform_bilinear"),
          gradients(INVERSE_TRANSFORM, "perspective_transform_nearest"),
          of(
              "Keras' TensorFlow backend leaves the dtype as it is, against its documentation",
              "prod_3x4_int32_axis_1_dtype_float32"),
          of("Keras' TensorFlow backend turns wrongly unless square", "rot90_2x3_k_2"),
          of(
              "Keras' TensorFlow backend rounds to integers first and repeats positions",
              "argpartition_3x6_2"),
          of("the order of the largest is open", "top_k_3x6_3_sorted_false"),
          signs("eigh_4x4", 1),
          signs("eigh_2x3x3", 1),
          signs("eigh_3x3_float64", 1),
          signs("svd_4x3", 0, 2),
          signs("svd_2x3x4_full_matrices_false", 0, 2),
          Map.entry(
              "resize_2x6x8x3_uint8_9_13",
              new Deviation("halves are rounded after float errors", Kind.ROUNDING, Set.of())),
          of(
              "draws random numbers, which no two backends share",
              "elastic_transform_2x6x8x3_seed_3"));

  /** The usual: everything is compared. */
  private static final Deviation NONE = new Deviation("", Kind.NONE, Set.of());

  /** What is known of a case. */
  static Deviation of(String caseName) {
    return TABLE.getOrDefault(caseName, NONE);
  }

  /** Whether gradients are compared. */
  boolean hasGradients() {
    return kind != Kind.GRADIENTS && kind != Kind.SIGNS;
  }

  /** The tolerance of an output of a case. */
  Tolerance tolerance(DType dtype) {
    return switch (kind) {
      case DIGITS -> Tolerance.FLOAT64_WITH_FLOAT32_CONSTANTS;
      case ROUNDING -> Tolerance.ROUNDED;
      default -> Tolerance.of(dtype);
    };
  }

  /** The tolerance of a gradient of a case. */
  Tolerance gradientTolerance(DType dtype) {
    return kind == Kind.DIGITS ? tolerance(dtype) : Tolerance.ofGradient(dtype);
  }

  /** What is compared of output {@code index}, Keras' or ours. */
  NDArray compared(int index, NDArray output) {
    if (kind == Kind.ELEMENTS && index == 0) {
      return map(output, i -> places.contains(i) ? 0 : output.getDouble(i));
    }
    if (kind == Kind.SIGNS && places.contains(index)) {
      return map(output, i -> Math.abs(output.getDouble(i)));
    }
    return output;
  }

  private static NDArray map(NDArray array, IntToDoubleFunction element) {
    NDArray.Builder builder = NDArray.builder(array.dtype(), array.shape());
    for (int i = 0; i < array.size(); i++) {
      builder.set(i, element.applyAsDouble(i));
    }
    return builder.build();
  }

  private static Map.Entry<String, Deviation> of(String reason, String name) {
    return Map.entry(name, new Deviation(reason, Kind.CASE, Set.of()));
  }

  private static Map.Entry<String, Deviation> elements(
      String reason, String name, Integer... elements) {
    return Map.entry(name, new Deviation(reason, Kind.ELEMENTS, Set.of(elements)));
  }

  private static Map.Entry<String, Deviation> gradients(String reason, String name) {
    return Map.entry(name, new Deviation(reason, Kind.GRADIENTS, Set.of()));
  }

  private static Map.Entry<String, Deviation> signs(String name, Integer... outputs) {
    return Map.entry(name, new Deviation(SIGN, Kind.SIGNS, Set.of(outputs)));
  }

  private static Deviation digits() {
    return new Deviation(FLOAT32_CONSTANT, Kind.DIGITS, Set.of());
  }
}
