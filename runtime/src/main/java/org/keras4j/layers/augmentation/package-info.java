/**
 * Layers that change images at random in training, and their relatives. Keras: {@code
 * keras.src.layers.preprocessing.image_preprocessing}.
 */
package org.keras4j.layers.augmentation;
