package org.keras4j.benchmarks.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.keras4j.benchmarks.Workload;
import org.keras4j.tensor.NDArray;

/**
 * ONNX Runtime. Its input is put into native memory once, outside of what is timed; an application
 * would pay for that at each call.
 */
final class OnnxRuntimePeer implements Peer {
  private final OrtSession session;
  private final OnnxTensor input;
  private final Map<String, OnnxTensor> feeds;

  OnnxRuntimePeer(Workload workload, int batch, int threads) {
    NDArray inputs = workload.inputs(batch);
    long[] dims = Arrays.stream(inputs.shape().dims()).asLongStream().toArray();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      session = environment.createSession(workload.file(".onnx").toString(), options);
      input = OnnxTensor.createTensor(environment, direct(inputs), dims);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime does not load " + workload.name(), e);
    }
    feeds = Map.of(session.getInputNames().iterator().next(), input);
  }

  private static FloatBuffer direct(NDArray array) {
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(4 * array.size()).order(ByteOrder.nativeOrder()).asFloatBuffer();
    return buffer.put((float[]) array.array()).flip();
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
    try {
      input.close();
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime did not close its session", e);
    }
  }
}
