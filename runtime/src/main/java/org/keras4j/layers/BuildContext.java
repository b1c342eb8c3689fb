package org.keras4j.layers;

import org.keras4j.graph.Variable;
import org.keras4j.initializers.Initializer;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** Where a layer creates its weights. */
public final class BuildContext {
  private final Layer layer;
  private final String path;

  BuildContext(Layer layer, String path) {
    this.layer = layer;
    this.path = path;
  }

  /** Keras path of the layer, such as {@code sequential/dense}. */
  public String path() {
    return path;
  }

  /** A trainable weight in the layer's variable dtype. Keras: {@code add_weight}. */
  public Variable addWeight(String name, Shape shape, WeightArgs args) {
    return layer.register(
        variable(name, shape, layer.variableDType(), true, args.initializer()), args);
  }

  /** A kernel that inputs are multiplied with, kept as the layer's dtype policy says. */
  public Projection addProjection(
      String name, Shape shape, WeightArgs args, Contraction contraction) {
    return layer.weightScheme().projection(this, name, shape, args, contraction);
  }

  /** A table of which rows are taken, kept as the layer's dtype policy says. */
  public LookupTable addTable(String name, Shape shape, WeightArgs args) {
    return layer.weightScheme().table(this, name, shape, args);
  }

  /**
   * A table of which rows are taken and which goes back, kept as the layer's dtype policy says.
   *
   * @param tied whether the way back is by the transposed table, rather than by a kernel of its own
   */
  public ReversibleTable addReversibleTable(
      String name, Shape shape, WeightArgs args, boolean tied) {
    return layer.weightScheme().reversibleTable(this, name, shape, args, tied);
  }

  /**
   * A variable in the place of a trainable weight of another form: optimizers leave it alone, and
   * weights files by object path hold it where they would hold the weight.
   */
  public Variable addStandIn(String name, Shape shape, DType dtype, Initializer initializer) {
    Variable variable = addState(name, shape, dtype, initializer);
    layer.saveAsTrainable(variable);
    return variable;
  }

  /** What the layer was told of its quantization; null for nothing. */
  public QuantizationConfig quantizationConfig() {
    return layer.config().args().contains(LayerArgs.QUANTIZATION_CONFIG)
        ? layer.get(LayerArgs.QUANTIZATION_CONFIG)
        : null;
  }

  /** The type in which the layer keeps its weights. */
  public DType variableDType() {
    return layer.variableDType();
  }

  /** A variable that optimizers leave alone, such as a moving average. */
  public Variable addState(String name, Shape shape, DType dtype, Initializer initializer) {
    return layer.register(
        variable(name, shape, dtype, false, initializer), WeightArgs.of(initializer));
  }

  /**
   * Counts a weight of a contained layer among the own ones too. Keras does so with every weight
   * that a layer keeps in an attribute; files then hold it twice.
   */
  public Variable track(Layer sublayer, Variable variable) {
    return layer.register(variable, sublayer.weightArgs(variable));
  }

  /**
   * A variable that belongs to a call sequence, not to the model: never saved, as Keras' RNN
   * states.
   */
  public Variable addTransient(String name, Shape shape, DType dtype, Initializer initializer) {
    return variable(name, shape, dtype, false, initializer);
  }

  /** Random state for dropout and noise; {@code seed} null for one that depends on the path. */
  public SeedGenerator addSeedGenerator(Integer seed) {
    return new SeedGenerator(path, seed == null ? hash(path) : seed);
  }

  /** Builds a contained layer for an input shape now, rather than at its first call. */
  public void build(Layer sublayer, Shape input) {
    sublayer.settlePolicy(layer.policyPath());
    sublayer.buildFor(path, input);
  }

  private Variable variable(
      String name, Shape shape, DType dtype, boolean trainable, Initializer initializer) {
    String variablePath = path + "/" + name;
    TensorSpec spec = new TensorSpec(dtype, shape);
    return new Variable(
        name,
        variablePath,
        spec,
        trainable,
        () -> initializer.initialize(spec, hash(variablePath)));
  }

  /** A well-mixed 64-bit value of a text: the default seed of what stands at a path. */
  private static long hash(String text) {
    long h = 0x9E3779B97F4A7C15L;
    for (int i = 0; i < text.length(); i++) {
      h = (h ^ text.charAt(i)) * 0xBF58476D1CE4E5B9L;
      h ^= h >>> 29;
    }
    return h;
  }
}
