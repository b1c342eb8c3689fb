package org.keras4j.layers;

import org.keras4j.config.Configurable;

/**
 * What a layer was told of its quantization. Keras: {@code keras.quantizers.QuantizationConfig}.
 */
public interface QuantizationConfig extends Configurable {}
