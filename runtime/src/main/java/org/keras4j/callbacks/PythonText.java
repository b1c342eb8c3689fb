package org.keras4j.callbacks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;

/** Numbers as Python writes them, so that logs, file names and progress lines are Keras' own. */
final class PythonText {
  private static final int DOUBLE_DIGITS = 17;
  private static final int FLOAT_DIGITS = 9;

  private PythonText() {}

  /** {@code repr(float)}: the shortest text that reads back as the same number. */
  static String repr(double value) {
    return isPlain(value) ? special(value) : repr(value, shortest(value));
  }

  /** {@code str(numpy.float32)} without the type's name. */
  static String repr(float value) {
    return isPlain(value) ? special(value) : repr(value, shortest(value));
  }

  private static boolean isPlain(double value) {
    return value == 0 || !Double.isFinite(value);
  }

  private static String special(double value) {
    if (value == 0) {
      return Math.copySign(1, value) < 0 ? "-0.0" : "0.0";
    }
    return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  }

  private static BigDecimal shortest(double value) {
    return shortest(value, DOUBLE_DIGITS, text -> text.doubleValue() == value);
  }

  private static BigDecimal shortest(float value) {
    return shortest(value, FLOAT_DIGITS, text -> text.floatValue() == value);
  }

  /**
   * The decimal of fewest digits that reads back as the value, the nearest of these. It may lie on
   * either side: next to a power of two, the nearest of some length may not read back.
   */
  private static BigDecimal shortest(double value, int most, Predicate<BigDecimal> readsBack) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < most; digits++) {
      BigDecimal below = exact.round(new MathContext(digits, RoundingMode.DOWN));
      BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
      boolean isAboveNearer =
          above.subtract(exact).abs().compareTo(exact.subtract(below).abs()) < 0;
      BigDecimal nearer = isAboveNearer ? above : below;
      if (readsBack.test(nearer)) {
        return nearer;
      }
      BigDecimal other = isAboveNearer ? below : above;
      if (readsBack.test(other)) {
        return other;
      }
    }
    return exact.round(new MathContext(most, RoundingMode.HALF_EVEN));
  }

  private static String repr(double value, BigDecimal shortest) {
    int exponent = exponent(shortest);
    if (exponent < -4 || exponent >= 16) {
      return scientific(shortest.stripTrailingZeros());
    }
    String text = shortest.stripTrailingZeros().toPlainString();
    return text.contains(".") ? text : text + ".0";
  }

  /** Power of ten of the first digit. */
  private static int exponent(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }

  /** The digits of {@code value} as {@code 1.25e-05}. */
  private static String scientific(BigDecimal value) {
    int exponent = value.signum() == 0 ? 0 : exponent(value);
    String digits = value.unscaledValue().abs().toString();
    StringBuilder text = new StringBuilder(value.signum() < 0 ? "-" : "");
    text.append(digits.charAt(0));
    if (digits.length() > 1) {
      text.append('.').append(digits, 1, digits.length());
    }
    text.append('e').append(exponent < 0 ? '-' : '+');
    return text.append(Math.abs(exponent) < 10 ? "0" : "").append(Math.abs(exponent)).toString();
  }

  /** {@code f"{value:.<digits>f}"}. */
  static String fixed(double value, int digits) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    String text =
        new BigDecimal(value).abs().setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    return Math.copySign(1, value) < 0 ? "-" + text : text;
  }

  /** {@code f"{value:.<digits>e}"}. */
  static String scientific(double value, int digits) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    String sign = Math.copySign(1, value) < 0 ? "-" : "";
    if (value == 0) {
      return sign + "0" + (digits > 0 ? "." + "0".repeat(digits) : "") + "e+00";
    }
    BigDecimal rounded =
        new BigDecimal(value).abs().round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
    int missing = digits + 1 - rounded.precision();
    return sign + scientific(rounded.setScale(rounded.scale() + missing));
  }

  /** {@code f"{value:.<digits>g}"}. */
  static String general(double value, int digits) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    String sign = Math.copySign(1, value) < 0 ? "-" : "";
    if (value == 0) {
      return sign + "0";
    }
    int precision = Math.max(digits, 1);
    BigDecimal rounded =
        new BigDecimal(value).abs().round(new MathContext(precision, RoundingMode.HALF_EVEN));
    int exponent = exponent(rounded);
    BigDecimal stripped = rounded.stripTrailingZeros();
    return sign
        + (exponent < -4 || exponent >= precision
            ? scientific(stripped)
            : stripped.toPlainString());
  }
}
