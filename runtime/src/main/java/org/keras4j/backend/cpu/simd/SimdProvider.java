package org.keras4j.backend.cpu.simd;

import java.lang.System.Logger.Level;

/**
 * Chooses, once per JVM, between the Vector API and the portable kernels, and says why.
 *
 * <p>The system property {@code keras4j.simd} decides: {@code auto} (the default) takes the Vector
 * API where it is present and wide enough and falls back to the portable loops otherwise; {@code
 * vector} and {@code portable} force one, and forcing what cannot be had is an error.
 */
public final class SimdProvider {
  /** Name of the system property: {@code auto}, {@code portable} or {@code vector}. */
  public static final String PROPERTY = "keras4j.simd";

  private static final String FLAG = "--add-modules jdk.incubator.vector";
  private static final System.Logger LOG = System.getLogger(SimdProvider.class.getName());

  private SimdProvider() {}

  /** True if the Vector API was chosen. */
  public static boolean usesVectorApi() {
    return Holder.VECTOR_API;
  }

  /** The chosen register-tile kernels, under every matrix product and convolution. */
  static MatrixKernels matrixKernels() {
    return MatrixHolder.INSTANCE;
  }

  /** The chosen bulk arithmetic. */
  public static VectorMath vectorMath() {
    return MathHolder.INSTANCE;
  }

  /**
   * Decides for one value of the property; logs one line when {@code auto} is resolved.
   *
   * @throws IllegalArgumentException if {@code choice} is not one of the three values
   * @throws IllegalStateException if {@code choice} is {@code vector} and it cannot be had
   */
  static boolean decide(String choice) {
    String obstacle;
    switch (choice) {
      case "portable":
        return false;
      case "vector":
        obstacle = missing();
        if (obstacle != null) {
          throw new IllegalStateException(
              PROPERTY + "=vector was required, but the Vector API is not usable: " + obstacle);
        }
        return true;
      case "auto":
        obstacle = missing();
        if (obstacle == null) {
          obstacle = unsuitable();
        }
        if (obstacle == null) {
          LOG.log(Level.DEBUG, "CPU kernels use the Vector API");
        } else {
          LOG.log(Level.WARNING, "CPU kernels use portable loops, because " + obstacle);
        }
        return obstacle == null;
      default:
        throw new IllegalArgumentException(
            "Unknown value of system property "
                + PROPERTY
                + ": '"
                + choice
                + "'. Expected 'auto', 'portable' or 'vector'.");
    }
  }

  private static String missing() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return "module jdk.incubator.vector is absent; start Java with "
          + FLAG
          + " to run matrix products and convolutions several times faster";
    }
    try {
      VectorApiMatrixKernels.laneCount();
      return null;
    } catch (LinkageError e) {
      // Present but not linkable: an application module layer that does not read the module.
      return "module jdk.incubator.vector cannot be linked from here ("
          + e
          + "); start Java with "
          + FLAG;
    }
  }

  private static String unsuitable() {
    int bits = 32 * VectorApiMatrixKernels.laneCount();
    String architecture = System.getProperty("os.arch", "");
    boolean x86 = architecture.equals("amd64") || architecture.equals("x86_64");
    if (bits < 128 || (x86 && bits < 256)) {
      // x86 without 256-bit vectors has no fused multiply-add either: the Vector API would emulate
      // it, thousands of times slower.
      return "this processor's vectors of " + bits + " bits are too narrow for the Vector API path";
    }
    return null;
  }

  private static final class Holder {
    static final boolean VECTOR_API = decide(System.getProperty(PROPERTY, "auto"));
  }

  private static final class MatrixHolder {
    static final MatrixKernels INSTANCE =
        Holder.VECTOR_API ? new VectorApiMatrixKernels() : new PortableMatrixKernels();
  }

  private static final class MathHolder {
    static final VectorMath INSTANCE = Holder.VECTOR_API ? new VectorApiMath() : new PortableMath();
  }
}
