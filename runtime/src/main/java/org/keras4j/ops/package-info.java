/**
 * The functions of {@code keras.ops}, by theme, under Keras' names in camelCase. They promote
 * dtypes as Keras does, broadcast, and accept axes counted from the end.
 *
 * <p>{@code keras.ops.nn} is split: {@link org.keras4j.ops.NnOps} (activations), {@link
 * org.keras4j.ops.ConvolutionOps}, {@link org.keras4j.ops.PoolingOps}, {@link
 * org.keras4j.ops.NormalizationOps}, {@link org.keras4j.ops.LossOps}, {@link
 * org.keras4j.ops.AttentionOps}, {@link org.keras4j.ops.PatchOps} and {@link
 * org.keras4j.ops.CtcOps}; {@code keras.ops.image} into {@link org.keras4j.ops.ImageOps}, {@link
 * org.keras4j.ops.ResizeOps} and {@link org.keras4j.ops.WarpOps}. One-hot encodings are in {@link
 * org.keras4j.ops.IndexOps}.
 */
package org.keras4j.ops;
