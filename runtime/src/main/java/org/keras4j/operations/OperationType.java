package org.keras4j.operations;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.keras4j.config.ReadContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;

/**
 * Registry entry of a Keras operation that may stand as a node in a functional model, such as
 * {@code keras.src.ops.numpy.Multiply}. Operations share class names with layers ({@code Add},
 * {@code Concatenate}), so they are looked up as a kind of their own.
 */
public final class OperationType extends LayerType<OperationLayer> {
  /** Module of the operations that Keras has not, but older files need. */
  static final String OWN_MODULE = "keras4j.operations";

  private final List<String> callParameters;
  private final Function<OperationArguments, Object> function;

  private OperationType(
      String module,
      String className,
      List<String> callParameters,
      Function<OperationArguments, Object> function) {
    super(OperationLayer.class, module, className, null, List.of(), List.of());
    this.callParameters = List.copyOf(callParameters);
    this.function = function;
  }

  /**
   * An operation.
   *
   * @param module such as {@code keras.src.ops.nn}
   * @param callParameters names of the parameters of Keras' {@code call}, in order, by which
   *     positional arguments are found; arguments of its constructor are found by name
   * @param function the computation
   */
  public static OperationType of(
      String module,
      String className,
      List<String> callParameters,
      Function<OperationArguments, Object> function) {
    return new OperationType(module, className, callParameters, function);
  }

  /** Whether {@code module} is one of Keras' modules of operations. */
  public static boolean isOperationModule(String module) {
    return module != null
        && (module.startsWith("keras.src.ops.")
            || module.startsWith("keras.ops")
            || module.equals(OWN_MODULE)
            || module.startsWith("keras.src.backend."));
  }

  List<String> callParameters() {
    return callParameters;
  }

  Function<OperationArguments, Object> function() {
    return function;
  }

  @Override
  public OperationLayer create(org.keras4j.config.Config config) {
    return new OperationLayer(this, config, Map.of());
  }

  @Override
  public OperationLayer fromConfig(Map<String, ?> config, ReadContext context) {
    Map<String, Object> arguments = new java.util.LinkedHashMap<>(config);
    Map<String, Object> base = new java.util.LinkedHashMap<>();
    for (String key : List.of(Layer.NAME.key(), Layer.TRAINABLE.key())) {
      if (arguments.containsKey(key)) {
        base.put(key, arguments.remove(key));
      }
    }
    return new OperationLayer(
        this, org.keras4j.config.Config.read(className(), args(), base, context), arguments);
  }
}
