package org.keras4j.backend.cpu.simd;

import static org.keras4j.backend.cpu.simd.VectorConstants.WIDTH;

import java.lang.invoke.MethodHandles;
import java.util.EnumMap;
import java.util.Map;

/**
 * A {@link UnaryFunction} as a sequence of {@link VectorLoop}s over blocks that stay in the
 * processor's first cache.
 *
 * <p>The tail goes through the scalar definition, which gives the same bits. A function that has no
 * vector form is left to {@link PortableUnary} entirely.
 */
final class VectorUnary {
  /** Elements of a block; a multiple of every vector width. */
  private static final int BLOCK = 512;

  /** Which array a step reads or writes: the argument, the result, or one of two of its own. */
  private static final int X = 0;

  private static final int Y = 1;
  private static final int S = 2;
  private static final int T = 3;
  private static final int OWN_ARRAYS = 2;

  private static final Map<UnaryFunction, Step[]> STEPS = steps();

  /** What a thread writes between two loops. */
  private final ThreadLocal<float[][]> own =
      ThreadLocal.withInitial(() -> new float[OWN_ARRAYS][BLOCK]);

  private record Step(VectorLoop loop, int a, int b, int y) {}

  void apply(UnaryFunction f, float parameter, float[] x, int xAt, float[] y, int yAt, int n) {
    Step[] steps = STEPS.get(f);
    int count = steps == null ? 0 : n - n % WIDTH;
    if (count > 0 && steps.length == 1) {
      steps[0].loop.run(parameter, x, xAt, x, xAt, y, yAt, count);
    } else if (count > 0) {
      applySteps(steps, parameter, x, xAt, y, yAt, count);
    }
    if (count < n) {
      PortableUnary.apply(f, parameter, x, xAt + count, y, yAt + count, n - count);
    }
  }

  private void applySteps(
      Step[] steps, float parameter, float[] x, int xAt, float[] y, int yAt, int n) {
    float[][] blocks = own.get();
    for (int at = 0; at < n; at += BLOCK) {
      int count = Math.min(BLOCK, n - at);
      for (Step step : steps) {
        step.loop.run(
            parameter,
            array(step.a, x, y, blocks),
            index(step.a, xAt + at, yAt + at),
            array(step.b, x, y, blocks),
            index(step.b, xAt + at, yAt + at),
            array(step.y, x, y, blocks),
            index(step.y, xAt + at, yAt + at),
            count);
      }
    }
  }

  private static float[] array(int operand, float[] x, float[] y, float[][] blocks) {
    return operand == X ? x : operand == Y ? y : blocks[operand - S];
  }

  private static int index(int operand, int xAt, int yAt) {
    return operand == X ? xAt : operand == Y ? yAt : 0;
  }

  /** Only the last step of a function writes Y, because Y may be X. */
  private static Map<UnaryFunction, Step[]> steps() {
    VectorLoop expOfMinusAbs = loop(VectorExponentials.class, "expOfMinusAbs");
    VectorLoop expOfTwiceAbs = loop(VectorExponentials.class, "expOfTwiceAbs");
    VectorLoop expm1Polynomial = loop(VectorExponentials.class, "expm1Polynomial");
    VectorLoop expm1 = loop(VectorExponentials.class, "expm1");
    VectorLoop onePlus = loop(VectorLogarithms.class, "onePlus");
    VectorLoop logPolynomial = loop(VectorLogarithms.class, "logPolynomial");
    VectorLoop log1p = loop(VectorLogarithms.class, "log1p");
    VectorLoop log1pLimits = loop(VectorLogarithms.class, "log1pLimits");
    VectorLoop erfExponent = loop(VectorErrorFunction.class, "exponent");
    VectorLoop erf = loop(VectorErrorFunction.class, "erf");
    VectorLoop tanh = loop(VectorSigmoids.class, "tanh");
    VectorLoop gelu = loop(VectorSigmoids.class, "gelu");
    Map<UnaryFunction, Step[]> all = new EnumMap<>(UnaryFunction.class);
    put(all, UnaryFunction.ABS, VectorShortLoops.class, "abs");
    put(all, UnaryFunction.NEGATIVE, VectorShortLoops.class, "negative");
    put(all, UnaryFunction.SQUARE, VectorShortLoops.class, "square");
    put(all, UnaryFunction.SQRT, VectorShortLoops.class, "sqrt");
    put(all, UnaryFunction.RSQRT, VectorShortLoops.class, "rsqrt");
    put(all, UnaryFunction.RECIPROCAL, VectorShortLoops.class, "reciprocal");
    put(all, UnaryFunction.RELU, VectorShortLoops.class, "relu");
    put(all, UnaryFunction.RELU6, VectorShortLoops.class, "relu6");
    put(all, UnaryFunction.LEAKY_RELU, VectorShortLoops.class, "leakyRelu");
    put(all, UnaryFunction.SOFTSIGN, VectorShortLoops.class, "softsign");
    put(all, UnaryFunction.ROUND, VectorShortLoops.class, "round");
    put(all, UnaryFunction.FLOOR, VectorShortLoops.class, "floor");
    put(all, UnaryFunction.CEIL, VectorShortLoops.class, "ceil");
    put(all, UnaryFunction.HARD_SIGMOID, VectorShortLoops.class, "hardSigmoid");
    put(all, UnaryFunction.HARD_SILU, VectorShortLoops.class, "hardSilu");
    put(all, UnaryFunction.EXP, VectorExponentials.class, "exp");
    put(all, UnaryFunction.EXPM1, new Step(expm1Polynomial, X, X, S), new Step(expm1, S, X, Y));
    put(
        all,
        UnaryFunction.ELU,
        new Step(expm1Polynomial, X, X, S),
        new Step(expm1, S, X, S),
        new Step(loop(VectorExponentials.class, "elu"), S, X, Y));
    put(
        all,
        UnaryFunction.SELU,
        new Step(expm1Polynomial, X, X, S),
        new Step(expm1, S, X, S),
        new Step(loop(VectorExponentials.class, "selu"), S, X, Y));
    put(
        all,
        UnaryFunction.MISH,
        new Step(loop(VectorExponentials.class, "exp"), X, X, S),
        new Step(loop(VectorExponentials.class, "mish"), S, X, Y));
    put(
        all,
        UnaryFunction.SIGMOID,
        new Step(expOfMinusAbs, X, X, S),
        new Step(loop(VectorSigmoids.class, "sigmoid"), S, X, Y));
    put(
        all,
        UnaryFunction.SILU,
        new Step(expOfMinusAbs, X, X, S),
        new Step(loop(VectorSigmoids.class, "silu"), S, X, Y));
    put(all, UnaryFunction.TANH, new Step(expOfTwiceAbs, X, X, S), new Step(tanh, S, X, Y));
    put(
        all,
        UnaryFunction.GELU_TANH,
        new Step(loop(VectorSigmoids.class, "geluTanhInner"), X, X, T),
        new Step(expOfTwiceAbs, T, T, S),
        new Step(tanh, S, T, S),
        new Step(gelu, S, X, Y));
    put(
        all,
        UnaryFunction.ERF,
        new Step(erfExponent, X, X, S),
        new Step(expOfMinusAbs, S, S, S),
        new Step(erf, S, X, Y));
    put(
        all,
        UnaryFunction.GELU,
        new Step(loop(VectorErrorFunction.class, "timesSqrtHalf"), X, X, T),
        new Step(erfExponent, T, T, S),
        new Step(expOfMinusAbs, S, S, S),
        new Step(erf, S, T, S),
        new Step(gelu, S, X, Y));
    put(
        all,
        UnaryFunction.LOG,
        new Step(logPolynomial, X, X, S),
        new Step(loop(VectorLogarithms.class, "log"), S, X, S),
        new Step(loop(VectorLogarithms.class, "logLimits"), S, X, Y));
    put(
        all,
        UnaryFunction.LOG1P,
        new Step(onePlus, X, X, S),
        new Step(logPolynomial, S, S, S),
        new Step(log1p, S, X, S),
        new Step(log1pLimits, S, X, Y));
    put(
        all,
        UnaryFunction.SOFTPLUS,
        new Step(expOfMinusAbs, X, X, T),
        new Step(onePlus, T, T, S),
        new Step(logPolynomial, S, S, S),
        new Step(log1p, S, T, S),
        new Step(log1pLimits, S, T, S),
        new Step(loop(VectorLogarithms.class, "softplus"), S, X, Y));
    put(
        all,
        UnaryFunction.LOG_SIGMOID,
        new Step(expOfMinusAbs, X, X, T),
        new Step(onePlus, T, T, S),
        new Step(logPolynomial, S, S, S),
        new Step(log1p, S, T, S),
        new Step(log1pLimits, S, T, S),
        new Step(loop(VectorLogarithms.class, "logSigmoid"), S, X, Y));
    return all;
  }

  /** A function that is one loop. */
  private static void put(
      Map<UnaryFunction, Step[]> all, UnaryFunction f, Class<?> owner, String method) {
    put(all, f, new Step(loop(owner, method), X, X, Y));
  }

  private static void put(Map<UnaryFunction, Step[]> all, UnaryFunction f, Step... steps) {
    all.put(f, steps);
  }

  private static VectorLoop loop(Class<?> owner, String method) {
    return VectorLoop.of(MethodHandles.lookup(), owner, method);
  }
}
