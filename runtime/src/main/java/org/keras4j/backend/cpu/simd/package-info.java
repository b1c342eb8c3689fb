/**
 * The inner loops of the CPU backend: primitive arrays and first indices in, arrays out. Nothing
 * here knows tensors, allocates, logs or checks shapes; kernels do that once, before the loops.
 *
 * <p>{@link org.keras4j.backend.cpu.simd.VectorMath} is the one interface for element-wise
 * functions and reductions, with a portable and a Vector API implementation that give the same
 * bits. What can be said in terms of it (softmax, normalisation, fused element-wise chains) is
 * written once, in classes whose methods take a {@code VectorMath} as their first argument.
 *
 * <p>{@code FloatMath} and {@code FloatActivations} hold the scalar definitions; classes that begin
 * with {@code Portable} hold plain loops; classes that begin with {@code Vector} hold their Vector
 * API twins and are loaded only when the module {@code jdk.incubator.vector} is present.
 */
package org.keras4j.backend.cpu.simd;
