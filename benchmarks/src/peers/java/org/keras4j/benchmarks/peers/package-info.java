/** Comparison with ONNX Runtime and TensorFlow, on the same models in the same process. */
package org.keras4j.benchmarks.peers;
