package org.keras4j.config;

/** How one type of argument stands in a config. */
public interface Codec<T> {
  /**
   * The value that the config notation {@code json} stands for.
   *
   * @throws ConfigException when it is not of this type
   */
  T read(Object json, ReadContext context);

  /** The config notation of {@code value}. */
  Object write(T value);

  /** This codec, with {@code null} allowed both ways. */
  default Codec<T> nullable() {
    Codec<T> codec = this;
    return new Codec<>() {
      @Override
      public T read(Object json, ReadContext context) {
        return json == null ? null : codec.read(json, context);
      }

      @Override
      public Object write(T value) {
        return value == null ? null : codec.write(value);
      }
    };
  }
}
