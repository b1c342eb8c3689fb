package org.keras4j.optimizers;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.keras4j.config.Arg;
import org.keras4j.config.Codec;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ReadContext;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Zeros;
import org.keras4j.op.MatMul;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.tensor.Shape;

/**
 * Momentum made orthogonal, for the matrices of hidden layers; Adam for all else. Keras: {@code
 * keras.optimizers.Muon}.
 *
 * <p>Matrices whose path says {@code embedding}, or matches one of {@link #EXCLUDE_LAYERS}, go to
 * Adam too; the output layer should be named there.
 */
public final class Muon extends BaseOptimizer {
  /** Adam's beta_1; default 0.9. */
  public static final Arg<Double> ADAM_BETA_1 = Arg.number("adam_beta_1", 0.9);

  /** Adam's beta_2; default 0.999. */
  public static final Arg<Double> ADAM_BETA_2 = Arg.number("adam_beta_2", 0.999);

  /** Adam's epsilon; default 1e-7. */
  public static final Arg<Double> EPSILON = Arg.number("epsilon", 1e-7);

  /** Regular expressions: variables with a path in which one is found go to Adam; default none. */
  public static final Arg<List<String>> EXCLUDE_LAYERS =
      Arg.optional("exclude_layers", new Names(), List.of());

  /** Factor of the matrix in each iteration; default 3.4445. */
  public static final Arg<Double> MUON_A = Arg.number("muon_a", 3.4445);

  /** Factor of its third power; default -4.775. */
  public static final Arg<Double> MUON_B = Arg.number("muon_b", -4.7750);

  /** Factor of its fifth power; default 2.0315. */
  public static final Arg<Double> MUON_C = Arg.number("muon_c", 2.0315);

  /** Adam's learning rate over Muon's; default 1. */
  public static final Arg<Double> ADAM_LR_RATIO = Arg.number("adam_lr_ratio", 1.0);

  /** How much of the momentum stays at each update; default 0.95. */
  public static final Arg<Double> MOMENTUM = Arg.number("momentum", 0.95);

  /** Number of iterations towards an orthogonal matrix; default 5. */
  public static final Arg<Integer> NS_STEPS = Arg.integer("ns_steps", 5);

  /** Whether the momentum looks a step ahead; default true. */
  public static final Arg<Boolean> NESTEROV = Arg.bool("nesterov", true);

  /** Whether Adam takes what is called an embedding; default true. */
  public static final Arg<Boolean> EXCLUDE_EMBEDDINGS = Arg.bool("exclude_embeddings", true);

  /** Weight decay of what Adam takes; default 0.004, None for none. */
  public static final Arg<Double> ADAM_WEIGHT_DECAY =
      Arg.number("adam_weight_decay", 0.004).orNone();

  /** Root mean square of a step before its rate; default 0.2, None for an orthogonal step. */
  public static final Arg<Double> RMS_RATE = Arg.number("rms_rate", 0.2).orNone();

  public static final OptimizerType<Muon> TYPE =
      OptimizerType.decaying(
          "Muon",
          Muon::new,
          0.001,
          Arg.number("weight_decay", 0.004).orNone(),
          ADAM_BETA_1,
          ADAM_BETA_2,
          EPSILON,
          EXCLUDE_LAYERS,
          MUON_A,
          MUON_B,
          MUON_C,
          ADAM_LR_RATIO,
          MOMENTUM,
          NS_STEPS,
          NESTEROV,
          EXCLUDE_EMBEDDINGS,
          ADAM_WEIGHT_DECAY,
          RMS_RATE);

  private final List<Pattern> excluded;
  private final Slots momenta = new Slots();
  private final Slots velocities = new Slots(); // of what Adam takes

  private Muon(Config config) {
    super(TYPE, config);
    this.excluded = get(EXCLUDE_LAYERS).stream().map(Pattern::compile).toList();
  }

  /** A builder; the learning rate is 0.001 by default. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder with a learning rate. */
  public static Builder learningRate(double learningRate) {
    return builder().learningRate(learningRate);
  }

  /** A builder with a learning rate that changes. */
  public static Builder learningRate(LearningRateSchedule schedule) {
    return builder().learningRate(schedule);
  }

  @Override
  protected void buildSlots(List<Variable> trainable) {
    for (Variable variable : trainable) {
      addSlot(momenta, variable, "momentum", Zeros.of());
      if (isAdams(variable)) {
        addSlot(velocities, variable, "velocity", Zeros.of());
      }
    }
  }

  private boolean isAdams(Variable variable) {
    return variable.shape().rank() != 2
        || get(EXCLUDE_EMBEDDINGS) && variable.path().toLowerCase(Locale.ROOT).contains("embedding")
        || excluded.stream().anyMatch(name -> name.matcher(variable.path()).find());
  }

  @Override
  protected Double weightDecay(Variable variable) {
    return isAdams(variable) ? get(ADAM_WEIGHT_DECAY) : super.weightDecay(variable);
  }

  @Override
  protected void updateStep(UpdateStep step, Variable variable, Tensor gradient) {
    Tensor rate = step.learningRate(variable.dtype());
    if (velocities.of(variable) != null) {
      adam(step, variable, gradient, MathOps.multiply(rate, get(ADAM_LR_RATIO)));
      return;
    }
    Variable slot = momenta.of(variable);
    Tensor old = step.read(slot);
    double momentum = get(MOMENTUM);
    Tensor change = MathOps.add(gradient, MathOps.multiply(old, momentum - 1));
    Tensor m = step.assign(slot, MathOps.add(old, change));
    Tensor direction = get(NESTEROV) ? MathOps.add(gradient, MathOps.multiply(m, momentum)) : m;
    Tensor orthogonal = MathOps.multiply(orthogonal(direction), scaled(rate, variable.shape()));
    step.assignSub(variable, orthogonal);
  }

  private void adam(UpdateStep step, Variable variable, Tensor gradient, Tensor learningRate) {
    Variable momentum = momenta.of(variable);
    Variable velocity = velocities.of(variable);
    double beta1 = get(ADAM_BETA_1);
    double beta2 = get(ADAM_BETA_2);
    Tensor m = step.assign(momentum, Moments.towards(step.read(momentum), gradient, 1 - beta1));
    Tensor square = MathOps.square(gradient);
    Tensor v = step.assign(velocity, Moments.towards(step.read(velocity), square, 1 - beta2));
    Tensor rate = Moments.correctedRate(step, learningRate, beta1, beta2);
    step.assignSub(variable, Moments.change(rate, m, v, get(EPSILON)));
  }

  /** A learning rate with which steps have the size that Adam's have. */
  private Tensor scaled(Tensor rate, Shape shape) {
    Double size = get(RMS_RATE);
    double longer = Math.max(shape.dim(0), shape.dim(1));
    return size == null ? rate : MathOps.multiply(rate, Math.sqrt(longer) * size);
  }

  /** By Newton and Schulz: the singular values are driven towards 1. */
  private Tensor orthogonal(Tensor matrix) {
    boolean isTall = matrix.dim(0) > matrix.dim(1);
    Tensor x = isTall ? ShapeOps.transpose(matrix) : matrix;
    Tensor norm = MathOps.sqrt(ReduceOps.sum(MathOps.square(x)));
    x = MathOps.divide(x, MathOps.add(norm, 1e-7));
    for (int i = 0; i < get(NS_STEPS); i++) {
      Tensor square = new MatMul(false, true).on(x, x);
      Tensor fourth = new MatMul(false, false).on(MathOps.multiply(square, get(MUON_C)), square);
      Tensor factor = MathOps.add(MathOps.multiply(square, get(MUON_B)), fourth);
      Tensor higher = new MatMul(false, false).on(factor, x);
      x = MathOps.add(MathOps.multiply(x, get(MUON_A)), higher);
    }
    return isTall ? ShapeOps.transpose(x) : x;
  }

  /** A list of strings, or None for an empty one. */
  private record Names() implements Codec<List<String>> {
    @Override
    public List<String> read(Object json, ReadContext context) {
      return json == null ? List.of() : Codecs.list(Codecs.STRING).read(json, context);
    }

    @Override
    public Object write(List<String> value) {
      return value;
    }
  }

  /** Sets the arguments of a {@link Muon}. */
  public static final class Builder extends OptimizerBuilder<Builder, Muon> {
    private Builder() {
      super(TYPE);
    }

    public Builder adamBeta1(double adamBeta1) {
      return set(ADAM_BETA_1, adamBeta1);
    }

    public Builder adamBeta2(double adamBeta2) {
      return set(ADAM_BETA_2, adamBeta2);
    }

    public Builder epsilon(double epsilon) {
      return set(EPSILON, epsilon);
    }

    public Builder excludeLayers(List<String> excludeLayers) {
      return set(EXCLUDE_LAYERS, excludeLayers);
    }

    public Builder adamLrRatio(double adamLrRatio) {
      return set(ADAM_LR_RATIO, adamLrRatio);
    }

    public Builder momentum(double momentum) {
      return set(MOMENTUM, momentum);
    }

    public Builder nsSteps(int nsSteps) {
      return set(NS_STEPS, nsSteps);
    }

    public Builder nesterov(boolean nesterov) {
      return set(NESTEROV, nesterov);
    }

    public Builder excludeEmbeddings(boolean excludeEmbeddings) {
      return set(EXCLUDE_EMBEDDINGS, excludeEmbeddings);
    }

    public Builder adamWeightDecay(Double adamWeightDecay) {
      return set(ADAM_WEIGHT_DECAY, adamWeightDecay);
    }

    public Builder rmsRate(Double rmsRate) {
      return set(RMS_RATE, rmsRate);
    }
  }
}
