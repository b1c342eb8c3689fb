package org.keras4j.operations;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;

/**
 * A Keras operation as a node of a functional model: {@code x * 2}, {@code ops.relu(x)}. It has no
 * weights, does not cast its inputs and carries no masks, as in Keras, and is not one of the
 * model's layers.
 */
public final class OperationLayer extends Layer {
  private final OperationType operation;
  private final Map<String, Object> constructorArguments;

  OperationLayer(OperationType operation, Config config, Map<String, Object> constructorArguments) {
    super(operation, config);
    this.operation = operation;
    this.constructorArguments =
        Collections.unmodifiableMap(new LinkedHashMap<>(constructorArguments));
  }

  @Override
  protected boolean autocast() {
    return false;
  }

  @Override
  protected Object call(CallContext ctx, CallArguments arguments) {
    List<Tensor> tensors = arguments.tensors();
    if (tensors.stream().allMatch(t -> t.shape().isFullyKnown())) {
      return compute(arguments);
    }
    List<Tensor> outputs =
        new OperationCall(operation.className(), arguments, this::compute).call(tensors);
    return outputs.size() == 1 ? outputs.get(0) : outputs;
  }

  private Object compute(CallArguments arguments) {
    return operation
        .function()
        .apply(new OperationArguments(operation, constructorArguments, arguments));
  }

  @Override
  public Map<String, Object> descriptionExtras() {
    return Map.of();
  }

  /** The arguments as they were read; a few of Keras' operations leave their name out. */
  @Override
  public Map<String, Object> configMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    if (get(NAME) != null) {
      map.put("name", get(NAME));
    }
    map.putAll(constructorArguments);
    return map;
  }
}
