package org.keras4j.benchmarks.peers;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.keras4j.benchmarks.Workload;
import org.keras4j.tensor.NDArray;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;

/**
 * TensorFlow, running the serving function of an exported SavedModel. Its input is put into native
 * memory once, outside of what is timed; an application would pay for that at each call.
 */
final class TensorFlowPeer implements Peer {
  private final SavedModelBundle bundle;
  private final TFloat32 input;
  private final String feed;
  private final String fetch;

  TensorFlowPeer(Workload workload, int batch, int threads) {
    ConfigProto config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(1)
            .build();
    bundle =
        SavedModelBundle.loader(workload.file("_savedmodel").toString())
            .withTags("serve")
            .withConfigProto(config)
            .load();
    SignatureDef signature = bundle.metaGraphDef().getSignatureDefOrThrow("serving_default");
    feed = signature.getInputsMap().values().iterator().next().getName();
    fetch = signature.getOutputsMap().values().iterator().next().getName();
    NDArray inputs = workload.inputs(batch);
    long[] dims = Arrays.stream(inputs.shape().dims()).asLongStream().toArray();
    input = TFloat32.tensorOf(Shape.of(dims), DataBuffers.of((float[]) inputs.array()));
  }

  @Override
  public String name() {
    return "tensorflow";
  }

  @Override
  public NDArray run() {
    try (Result result = bundle.session().runner().feed(feed, input).fetch(fetch).run()) {
      TFloat32 output = (TFloat32) result.get(0);
      float[] values = new float[Math.toIntExact(output.size())];
      output.asRawTensor().data().asFloats().read(values);
      LongStream dims = Arrays.stream(output.shape().asArray());
      return NDArray.of(values, dims.mapToInt(Math::toIntExact).toArray());
    }
  }

  @Override
  public void close() {
    input.close();
    bundle.close();
  }
}
