package org.keras4j.models;

import java.util.Objects;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeRegistry;

/**
 * How a model is loaded: an immutable value.
 *
 * @param registry the types that files may name
 * @param trusted whether the file comes from a trusted source; only then are HDF5 layouts read that
 *     Keras itself never writes (repacked, compressed)
 * @param skipMismatch whether weights that do not fit are left out instead of refused, when only
 *     weights are loaded. Keras: {@code skip_mismatch}
 */
public record LoadOptions(TypeRegistry registry, boolean trusted, boolean skipMismatch) {
  public LoadOptions {
    Objects.requireNonNull(registry, "registry");
  }

  /** Built-in types, untrusted source. */
  public static LoadOptions standard() {
    return new LoadOptions(TypeRegistry.standard(), false, false);
  }

  /** Built-in types and the caller's own. Keras: {@code custom_objects}. */
  public static LoadOptions withCustomObjects(ObjectType<?>... types) {
    return standard().customObjects(types);
  }

  /** These options and more types. */
  public LoadOptions customObjects(ObjectType<?>... types) {
    return new LoadOptions(registry.with(types), trusted, skipMismatch);
  }

  public LoadOptions trusted(boolean value) {
    return new LoadOptions(registry, value, skipMismatch);
  }

  public LoadOptions skipMismatch(boolean value) {
    return new LoadOptions(registry, trusted, value);
  }
}
