package org.keras4j.backend.cpu.simd;

/**
 * What happens to a matrix product or convolution before it leaves the cache: bias, then residual,
 * then activation, then any other function.
 *
 * <p>Immutable; the arrays are read at each run, not copied.
 *
 * @param bias one value per result column, or null
 * @param biasAt index of its first value
 * @param residual array added to the result, laid out as the result is, or null
 * @param residualAt index in it that belongs to the result's first element
 * @param activation clipping done together with the additions
 * @param function any other function, or null
 */
public record Epilogue(
    float[] bias,
    int biasAt,
    float[] residual,
    int residualAt,
    Activation activation,
    RowFunction function) {

  /** Leaves the product as it is. */
  public static final Epilogue NONE = new Epilogue(null, 0, null, 0, Activation.NONE, null);

  /** Activations cheap enough to ride with the bias; others are a {@link RowFunction}. */
  public enum Activation {
    NONE,
    /** {@code max(x, 0)}. */
    RELU,
    /** {@code min(max(x, 0), 6)}. */
    RELU6
  }

  /** A function of finished rows, called from several threads at once on disjoint rows. */
  @FunctionalInterface
  public interface RowFunction {
    /**
     * Rewrites a block of the result in place.
     *
     * @param c the result
     * @param at index of the block's first element
     * @param stride distance between rows
     * @param firstColumn the result column that the block starts with
     */
    void apply(float[] c, int at, int stride, int rows, int columns, int firstColumn);
  }

  /** This epilogue with a bias. */
  public Epilogue withBias(float[] values, int at) {
    return new Epilogue(values, at, residual, residualAt, activation, function);
  }

  /** This epilogue with a residual input. */
  public Epilogue withResidual(float[] values, int at) {
    return new Epilogue(bias, biasAt, values, at, activation, function);
  }

  /** This epilogue with a clipping activation. */
  public Epilogue withActivation(Activation value) {
    return new Epilogue(bias, biasAt, residual, residualAt, value, function);
  }

  /** This epilogue with a function for whatever the enum does not cover. */
  public Epilogue withFunction(RowFunction value) {
    return new Epilogue(bias, biasAt, residual, residualAt, activation, value);
  }

  /** True if tiles need no further work. */
  boolean isPlain() {
    return bias == null && residual == null && activation == Activation.NONE;
  }
}
