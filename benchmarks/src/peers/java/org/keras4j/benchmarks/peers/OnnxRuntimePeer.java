package org.keras4j.benchmarks.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.keras4j.benchmarks.Workload;
import org.keras4j.tensor.NDArray;

/**
 * ONNX Runtime. Its inputs are put into native memory once, outside of what is timed; an
 * application would pay for that at each call.
 */
final class OnnxRuntimePeer implements Peer {
  private final OrtSession session;
  private final Map<String, OnnxTensor> feeds = new LinkedHashMap<>();

  /**
   * A model on some inputs.
   *
   * @param model an ONNX file's bytes
   * @param inputs in the model's order
   */
  OnnxRuntimePeer(byte[] model, List<NDArray> inputs, int threads) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      session = environment.createSession(model, options);
      int next = 0;
      for (String name : session.getInputNames()) {
        feeds.put(name, tensor(environment, inputs.get(next++)));
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime does not load the model", e);
    }
  }

  /** A workload on a batch of its inputs. */
  static OnnxRuntimePeer of(Workload workload, int batch, int threads) {
    try {
      byte[] model = Files.readAllBytes(workload.file(".onnx"));
      return new OnnxRuntimePeer(model, List.of(workload.inputs(batch)), threads);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OnnxTensor tensor(OrtEnvironment environment, NDArray array) throws OrtException {
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(4 * array.size()).order(ByteOrder.nativeOrder()).asFloatBuffer();
    buffer.put((float[]) array.array()).flip();
    long[] dims = Arrays.stream(array.shape().dims()).asLongStream().toArray();
    return OnnxTensor.createTensor(environment, buffer, dims);
  }

  @Override
  public String name() {
    return "onnxruntime";
  }

  @Override
  public NDArray run() {
    try (OrtSession.Result result = session.run(feeds)) {
      OnnxTensor output = (OnnxTensor) result.get(0);
      LongStream dims = Arrays.stream(output.getInfo().getShape());
      float[] values = new float[Math.toIntExact(output.getInfo().getNumElements())];
      output.getFloatBuffer().get(values);
      return NDArray.of(values, dims.mapToInt(Math::toIntExact).toArray());
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed", e);
    }
  }

  @Override
  public void close() {
    feeds.values().forEach(OnnxTensor::close);
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime did not close its session", e);
    }
  }
}
