/**
 * The functions of {@code keras.ops}, by theme, under Keras' names in camelCase. They promote
 * dtypes as Keras does, broadcast, and accept axes counted from the end.
 */
package org.keras4j.ops;
