package org.keras4j.layers;

import java.util.List;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Codec;
import org.keras4j.config.ObjectCodec;
import org.keras4j.config.ReadContext;
import org.keras4j.constraints.Constraint;
import org.keras4j.initializers.Initializer;
import org.keras4j.regularizers.Regularizer;

/**
 * The trio {@code <name>_initializer}, {@code <name>_regularizer}, {@code <name>_constraint} of a
 * weight.
 *
 * @param regularizer null for none
 * @param constraint null for none
 */
public record WeightArgs(Initializer initializer, Regularizer regularizer, Constraint constraint) {
  private static final Codec<Initializer> INITIALIZER = new ObjectCodec<>(Initializer.class);
  private static final Codec<Regularizer> REGULARIZER =
      new ObjectCodec<>(Regularizer.class).nullable();
  private static final Codec<Constraint> CONSTRAINT =
      new ObjectCodec<>(Constraint.class).nullable();

  /** No regularizer, no constraint. */
  public static WeightArgs of(Initializer initializer) {
    return new WeightArgs(initializer, null, null);
  }

  /** The argument trio of the weight {@code name}. */
  public static Arg<WeightArgs> arg(String name, Initializer defaultInitializer) {
    return new Trio(name, WeightArgs.of(defaultInitializer));
  }

  public WeightArgs initializer(Initializer other) {
    return new WeightArgs(other, regularizer, constraint);
  }

  public WeightArgs regularizer(Regularizer other) {
    return new WeightArgs(initializer, other, constraint);
  }

  public WeightArgs constraint(Constraint other) {
    return new WeightArgs(initializer, regularizer, other);
  }

  private static final class Trio extends Arg<WeightArgs> {
    private final String initializer;
    private final String regularizer;
    private final String constraint;
    private final WeightArgs defaults;

    private Trio(String name, WeightArgs defaults) {
      this.initializer = name + "_initializer";
      this.regularizer = name + "_regularizer";
      this.constraint = name + "_constraint";
      this.defaults = defaults;
    }

    @Override
    public List<String> keys() {
      return List.of(initializer, regularizer, constraint);
    }

    @Override
    public WeightArgs read(Map<String, ?> config, ReadContext context) {
      return new WeightArgs(
          config.get(initializer) == null
              ? defaults.initializer
              : INITIALIZER.read(config.get(initializer), context),
          REGULARIZER.read(config.get(regularizer), context),
          CONSTRAINT.read(config.get(constraint), context));
    }

    @Override
    public void write(WeightArgs value, Map<String, Object> config) {
      config.put(initializer, INITIALIZER.write(value.initializer));
      config.put(regularizer, REGULARIZER.write(value.regularizer));
      config.put(constraint, CONSTRAINT.write(value.constraint));
    }

    @Override
    public boolean isRequired() {
      return false;
    }

    @Override
    public WeightArgs defaultValue() {
      return defaults;
    }

    @Override
    public WeightArgs checked(WeightArgs value) {
      return java.util.Objects.requireNonNull(value, key());
    }
  }
}
