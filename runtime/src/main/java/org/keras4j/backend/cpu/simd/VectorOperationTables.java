package org.keras4j.backend.cpu.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Fills the tables in which the Vector API keeps the implementations of its operations, before any
 * loop is hot.
 *
 * <p>An entry is made when an operation is first used. If the JIT compiler has compiled the look-up
 * by then, what it assumed fails, and the failure stays on that method's account. C2 inlines the
 * look-up at every arithmetic operation of a loop and adds the account up each time; so a long loop
 * reaches {@code PerMethodTrapLimit} of JDK 17, beyond which C2 trusts no type profile and may
 * leave a vector as an object. With full tables the look-up never fails. It is not the only method
 * whose account counts: CONTRIBUTING.md says what is left.
 */
final class VectorOperationTables {

  private VectorOperationTables() {}

  /** Uses every operation of this package's loops once. */
  static void fill(VectorSpecies<Float> floats, VectorSpecies<Integer> ints) {
    FloatVector x = FloatVector.broadcast(floats, 1f);
    x.add(x).add(1f).sub(x).mul(x).mul(1f).div(x).min(x).max(x).fma(x, x);
    x.neg().lanewise(VectorOperators.ABS).lanewise(VectorOperators.SQRT);
    x.reduceLanes(VectorOperators.ADD);
    x.reduceLanes(VectorOperators.MAX);
    x.reduceLanes(VectorOperators.MIN);
    IntVector k = IntVector.broadcast(ints, 1);
    k.add(k).sub(k).mul(k).and(k).or(k).neg();
    k.lanewise(VectorOperators.ASHR, 1).lanewise(VectorOperators.LSHL, 1);
  }
}
