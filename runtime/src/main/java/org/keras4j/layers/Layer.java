package org.keras4j.layers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.Configurable;
import org.keras4j.config.ObjectCodec;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.regularizers.Regularizer;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.Shape;

/**
 * A function with weights: arguments, {@link #build}, {@link #call}. Keras: {@code
 * keras.layers.Layer}.
 *
 * <p>A subclass says what it computes, in terms of ops; shapes, gradients, serialization and
 * execution follow from that. It declares its arguments as {@link Arg} constants and one {@link
 * LayerType}, creates weights in {@code build} and reads them in {@code call}.
 *
 * <p>The same layer may be called many times; all calls share its weights.
 */
public abstract class Layer implements Configurable, LayerSource {
  /** Name within the model; null until the model gives one. */
  public static final Arg<String> NAME = Arg.string("name", null);

  public static final Arg<Boolean> TRAINABLE = Arg.bool("trainable", true);

  /** Dtype policy; null for float32. */
  public static final Arg<DTypePolicy> DTYPE = Arg.optional("dtype", DTypePolicy.CODEC, null);

  /** A penalty on the output; for layers that list it among their arguments. */
  public static final Arg<Regularizer> ACTIVITY_REGULARIZER =
      Arg.optional("activity_regularizer", new ObjectCodec<>(Regularizer.class), null);

  private final LayerType<?> type;
  private final Config config;
  private final DTypePolicy declaredPolicy;
  private DTypePolicy policy;
  private volatile String policyPath;
  private boolean startsPath;
  private final List<Variable> variables = new ArrayList<>();
  private final Map<Variable, WeightArgs> weightArgs = new IdentityHashMap<>();
  private final Set<Variable> standIns = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<String, Object> children = new LinkedHashMap<>();
  private String name;
  private boolean trainable;
  private volatile boolean built;
  private Map<String, Object> buildConfig = Map.of();

  protected Layer(LayerType<?> type, Config config) {
    this.type = type;
    this.config = config;
    this.name = config.get(NAME);
    this.trainable = config.get(TRAINABLE);
    DTypePolicy given = config.get(DTYPE);
    this.declaredPolicy = given == null ? DTypePolicy.FLOAT32 : given;
    this.policy = declaredPolicy.at(null);
  }

  // ---- what a subclass defines

  /** What inputs are accepted; by default anything. */
  protected InputSpec inputSpec() {
    return InputSpec.ANY;
  }

  /** Creates weights for an input shape. Called once. */
  protected void build(BuildContext ctx, Shape input) {}

  /** Creates weights for a call; by default for the shape of its first tensor. */
  protected void build(BuildContext ctx, CallArguments arguments) {
    Tensor first = Structures.first(arguments.inputs());
    if (first != null) {
      build(ctx, first.shape());
    }
  }

  /** The output for one input tensor. Layers of another form override the general form instead. */
  protected Tensor call(CallContext ctx, Tensor input) {
    throw new UnsupportedOperationException(getClass().getName() + " does not define call()");
  }

  /** The outputs for any arguments: a tensor, or a list or map of such. */
  protected Object call(CallContext ctx, CallArguments arguments) {
    if (arguments.inputs() instanceof Tensor input) {
      return call(ctx, input);
    }
    if (arguments.inputs() instanceof List<?> list
        && list.size() == 1
        && list.get(0) instanceof Tensor input) {
      return call(ctx, input);
    }
    throw new KerasException(
        "Layer '"
            + name()
            + "' takes one tensor. Received: "
            + Structures.shapes(arguments.inputs()));
  }

  /** Whether masks may be given to this layer. Keras: {@code supports_masking}. */
  protected boolean supportsMasking() {
    return false;
  }

  /**
   * The mask of the outputs, in the structure of the outputs; null for none. By default the mask of
   * the first input goes through a layer that supports masking.
   */
  protected Object computeMask(CallContext ctx, CallArguments arguments, Object outputs) {
    return ctx.inputMask();
  }

  /** The penalty on each output, divided by the batch size; null for none. */
  protected Regularizer activityRegularizer() {
    return config.args().contains(ACTIVITY_REGULARIZER) ? get(ACTIVITY_REGULARIZER) : null;
  }

  /** Whether float inputs are cast to the compute dtype before the call. */
  protected boolean autocast() {
    return true;
  }

  /**
   * Registers a contained layer under the attribute name that Keras uses for it in weights files.
   */
  protected final <L extends Layer> L child(String attribute, L layer) {
    children.put(attribute, layer);
    return layer;
  }

  /** Registers contained layers under the attribute name that Keras uses for the list. */
  protected final <L extends Layer> List<L> children(String attribute, Collection<L> layers) {
    List<L> list = List.copyOf(layers);
    children.put(attribute, list);
    return list;
  }

  /**
   * Registers contained layers that a Python attribute holds in lists, tuples or dictionaries
   * inside each other. Keras names them by class, counted anew in each container; the elements of a
   * dictionary stand in the order in which they were put in.
   *
   * @param structure a layer, or a {@code List} or {@code Map} of structures
   */
  protected final <S> S childStructure(String attribute, S structure) {
    children.put(attribute, nested(structure));
    return structure;
  }

  private static Object nested(Object structure) {
    if (structure instanceof Layer) {
      return structure;
    }
    if (structure instanceof Map<?, ?> map) {
      return map.values().stream().map(Layer::nested).toList();
    }
    if (structure instanceof Collection<?> list) {
      return list.stream().map(Layer::nested).toList();
    }
    throw new IllegalArgumentException("Neither a layer nor a list or map of such: " + structure);
  }

  // ---- what callers use

  @Override
  public final LayerType<?> type() {
    return type;
  }

  @Override
  public Config config() {
    return config;
  }

  /** The value of one argument. */
  public final <T> T get(Arg<T> arg) {
    return config.get(arg);
  }

  /** Name within the model; the snake-case class name while no model has named it. */
  public final String name() {
    return name == null ? type.snakeName() : name;
  }

  /** Whether a name was given, by the user or by a model. */
  public final boolean isNamed() {
    return name != null;
  }

  /** Gives an unnamed layer its name; models do this when they are put together. */
  public final void assignName(String newName) {
    if (name == null) {
      name = newName;
    }
  }

  /** The policy given; where it is a map, compute and variable dtype are those of this layer. */
  public final DTypePolicy dtypePolicy() {
    return declaredPolicy;
  }

  public final DType computeDType() {
    return policy.computeDType();
  }

  public final DType variableDType() {
    return policy.variableDType();
  }

  public final boolean isBuilt() {
    return built;
  }

  /** Whether an optimizer may change this layer's weights. Contained layers have their own flag. */
  public final boolean isTrainable() {
    return trainable;
  }

  /** Freezes or unfreezes this layer and all that it contains. */
  public final void setTrainable(boolean value) {
    trainable = value;
    sublayers().forEach(layer -> layer.setTrainable(value));
  }

  /**
   * Calls this layer while a functional model is put together.
   *
   * @return the symbolic output
   */
  public final Tensor apply(Tensor input) {
    return (Tensor) apply(CallArguments.of(input));
  }

  /** Calls this layer on several tensors. */
  public final Tensor apply(List<Tensor> inputs) {
    return (Tensor) apply(CallArguments.of(inputs));
  }

  /** Calls this layer with any arguments; gives a tensor, or a list or map of such. */
  public final Object apply(CallArguments arguments) {
    return LayerCall.record(this, arguments);
  }

  @Override
  public final Layer layer() {
    return this;
  }

  /** Own variables, trainable before others: the order of {@code weights} in Keras. */
  public final List<Variable> ownVariables() {
    return ordered(Variable::isTrainable);
  }

  /** Own variables in the order of a weights file's {@code vars} group. */
  public final List<Variable> savedVariables() {
    return ordered(variable -> variable.isTrainable() || standIns.contains(variable));
  }

  private List<Variable> ordered(Predicate<Variable> first) {
    List<Variable> ordered = new ArrayList<>(variables);
    ordered.sort(Comparator.comparing(variable -> !first.test(variable)));
    return ordered;
  }

  /**
   * Contained layers by attribute, in the order in which Keras walks them: public names first, then
   * private ones, each alphabetically. A value is a {@link Layer}, or a {@code List} of layers and
   * of such lists.
   */
  public final Map<String, Object> attributes() {
    Map<String, Object> ordered =
        new TreeMap<>(Comparator.comparing((String n) -> n.startsWith("_") ? "~" + n : n));
    ordered.putAll(children);
    return Collections.unmodifiableMap(ordered);
  }

  /** Contained layers, in the order of registration. */
  public List<Layer> sublayers() {
    List<Layer> layers = new ArrayList<>();
    children.values().forEach(value -> collectLayers(value, layers));
    return layers;
  }

  private static void collectLayers(Object structure, List<Layer> layers) {
    if (structure instanceof List<?> list) {
      list.forEach(item -> collectLayers(item, layers));
    } else {
      layers.add((Layer) structure);
    }
  }

  /** All variables of this layer and of those it contains, in Keras' order, each once. */
  public final List<Variable> weights() {
    Set<Variable> all = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Variable> ordered = new ArrayList<>();
    collectWeights(all, ordered);
    return ordered;
  }

  private void collectWeights(Set<Variable> seen, List<Variable> ordered) {
    for (Variable variable : ownVariables()) {
      if (seen.add(variable)) {
        ordered.add(variable);
      }
    }
    sublayers().forEach(layer -> layer.collectWeights(seen, ordered));
  }

  /** The weights that training changes: created trainable, in layers that are not frozen. */
  public final List<Variable> trainableWeights() {
    Set<Variable> frozen = Collections.newSetFromMap(new IdentityHashMap<>());
    collectFrozen(frozen);
    return weights().stream().filter(v -> v.isTrainable() && !frozen.contains(v)).toList();
  }

  /** All other weights. */
  public final List<Variable> nonTrainableWeights() {
    List<Variable> trained = trainableWeights();
    return weights().stream().filter(v -> !trained.contains(v)).toList();
  }

  private void collectFrozen(Set<Variable> frozen) {
    if (!trainable) {
      frozen.addAll(weights());
    }
    sublayers().forEach(layer -> layer.collectFrozen(frozen));
  }

  /** How one of this layer's own variables is initialised, regularised and constrained. */
  public final WeightArgs weightArgs(Variable variable) {
    return weightArgs.get(variable);
  }

  /** Number of values in all weights. */
  public final long countParams() {
    return weights().stream().mapToLong(v -> v.shape().size()).sum();
  }

  // ---- what LayerInvocation needs

  /** Takes this layer's own policy from a map, the first time that its place is known. */
  final void settlePolicy(String parentPolicyPath) {
    if (policyPath == null) {
      String found = startsPath ? name() : path(parentPolicyPath);
      policy = declaredPolicy.at(BuiltAtOnce.has(type) ? null : found);
      policyPath = found;
    }
  }

  /** Where a map of policies looks for this layer. */
  final String policyPath() {
    return policyPath;
  }

  /** Whether this layer's own policy is a quantized one. */
  protected final boolean isQuantized() {
    return policy.quantization() != null;
  }

  /** How this layer keeps its weights. */
  final WeightScheme weightScheme() {
    return policy.weights();
  }

  /** Creates the weights for an input shape, if that has not happened yet. */
  final void buildFor(String parentPath, Shape input) {
    ensureBuilt(parentPath, BuildShapes.of(this, input), ctx -> build(ctx, input));
  }

  /** Creates the weights for a call, if that has not happened yet. */
  final void buildFor(String parentPath, CallArguments arguments) {
    if (!built) {
      ensureBuilt(parentPath, BuildShapes.of(this, arguments), ctx -> build(ctx, arguments));
    }
  }

  private synchronized void ensureBuilt(
      String parentPath, Map<String, Object> shapes, Consumer<BuildContext> builder) {
    if (!built) {
      buildConfig = shapes;
      builder.accept(new BuildContext(this, path(parentPath)));
      built = true;
    }
  }

  /** Says that there is nothing more to build: for models, whose layers build themselves. */
  protected final void markBuilt() {
    built = true;
  }

  /** Keras path of this layer inside the one whose path is given. */
  final String path(String parentPath) {
    return parentPath.isEmpty() ? name() : parentPath + "/" + name();
  }

  final Variable register(Variable variable, WeightArgs args) {
    variables.add(variable);
    weightArgs.put(variable, args);
    return variable;
  }

  final void saveAsTrainable(Variable variable) {
    standIns.add(variable);
  }

  /** The shapes that this layer was built for, as {@code build_config}. */
  @Override
  public Map<String, Object> descriptionExtras() {
    return buildConfig.isEmpty() ? Map.of() : Map.of("build_config", buildConfig);
  }

  /**
   * Keras builds a layer with {@code build_config} as it reads it, outside of what contains it:
   * there its path starts.
   */
  @Override
  public final void readExtras(Map<?, ?> description) {
    startsPath = description.get("build_config") instanceof Map<?, ?> shapes && !shapes.isEmpty();
  }

  /** Class name and arguments that are not the default. */
  @Override
  public String toString() {
    return type.className() + "(" + config.describe() + ")";
  }
}
