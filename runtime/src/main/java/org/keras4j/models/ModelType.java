package org.keras4j.models;

import java.util.List;
import java.util.Map;
import org.keras4j.config.Config;
import org.keras4j.config.ReadContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;

/** Registry entry of a model class, whose config holds layers and their connections. */
public final class ModelType<M extends Model> extends LayerType<M> {
  /** Makes a model from its base arguments (name, trainable, dtype) and its whole config. */
  interface Reader<M extends Model> {
    M read(Config base, Map<String, Object> config, ReadContext context);
  }

  private final Reader<M> reader;

  private ModelType(String module, String className, Reader<M> reader, List<String> aliases) {
    super(Layer.class, module, className, null, List.of(), aliases);
    this.reader = reader;
  }

  static <M extends Model> ModelType<M> of(
      String module, String className, Reader<M> reader, String... aliases) {
    return new ModelType<>(module, className, reader, List.of(aliases));
  }

  @Override
  public M create(Config config) {
    return reader.read(config, Map.of(), ReadContext.standard());
  }

  @Override
  @SuppressWarnings("unchecked")
  public M fromConfig(Map<String, ?> config, ReadContext context) {
    Map<String, Object> base = new java.util.LinkedHashMap<>(config);
    base.keySet().retainAll(args().stream().map(arg -> arg.key()).toList());
    return reader.read(
        Config.read(className(), args(), base, context), (Map<String, Object>) config, context);
  }
}
