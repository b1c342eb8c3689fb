package org.keras4j.backend.cpu.simd;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * One loop of vector operations over arrays, {@code y[i] = f(a[i], b[i])}, that the JIT compiler
 * compiles by itself.
 *
 * <p>C2 inlines the Vector API in full, some 230 bytecodes an operation, up to 8,000 bytecodes a
 * compiled method. Beyond that it inlines late, without knowing the types of its vectors; these may
 * then become objects, and the loop twenty times slower. So a loop has at most some 33 operations,
 * longer functions are sequences of loops, and no loop may be inlined into what calls it: a method
 * handle that is not a constant is never inlined.
 */
final class VectorLoop {
  private static final MethodType TYPE =
      MethodType.methodType(
          void.class,
          float.class,
          float[].class,
          int.class,
          float[].class,
          int.class,
          float[].class,
          int.class,
          int.class);

  private final MethodHandle handle;

  private VectorLoop(MethodHandle handle) {
    this.handle = handle;
  }

  /**
   * The loop that a static method of {@code owner} holds: {@code (parameter, a, aAt, b, bAt, y,
   * yAt, n)}, {@code n} a multiple of the vector width.
   */
  static VectorLoop of(MethodHandles.Lookup lookup, Class<?> owner, String method) {
    try {
      return new VectorLoop(lookup.findStatic(owner, method, TYPE));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(owner.getSimpleName() + " has no loop " + method, e);
    }
  }

  void run(float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    try {
      handle.invokeExact(parameter, a, aAt, b, bAt, y, yAt, n);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("A vector loop threw a checked exception", e);
    }
  }
}
