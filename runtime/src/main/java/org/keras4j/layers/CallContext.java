package org.keras4j.layers;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.op.Cast;
import org.keras4j.tensor.DType;

/** What a layer may do while it is called, besides mathematics. */
public final class CallContext {
  private final Trace trace;
  private final Layer layer;
  private final String path;
  private final boolean training;
  private final CallArguments arguments;

  CallContext(Trace trace, Layer layer, String path, boolean training, CallArguments arguments) {
    this.trace = trace;
    this.layer = layer;
    this.path = path;
    this.training = training;
    this.arguments = arguments;
  }

  /** Whether to behave as in training (dropout on, batch statistics used). */
  public boolean training() {
    return training;
  }

  /** The type in which the layer computes. */
  public DType computeDType() {
    return layer.computeDType();
  }

  /** A weight's value, in the compute dtype where both are floating. */
  public Tensor read(Variable variable) {
    return cast(trace.read(variable), layer.computeDType());
  }

  /** A variable's value in its own dtype. */
  public Tensor readExact(Variable variable) {
    return trace.read(variable);
  }

  /** Gives a variable a new value, effective when the run is complete; cast to its dtype. */
  public void update(Variable variable, Tensor value) {
    trace.update(
        variable, value.dtype() == variable.dtype() ? value : new Cast(variable.dtype()).on(value));
  }

  /** Adds a scalar to the model's losses. */
  public void addLoss(Tensor loss) {
    trace.addLoss(loss);
  }

  /**
   * The mask to compute with: the {@code mask} argument if the caller gave one, else the mask that
   * came with the only tensor argument; null for none. As in Keras, a second tensor argument, such
   * as an initial state, leaves implicit masks out.
   */
  public Tensor mask() {
    Tensor explicit = explicitMask();
    return explicit != null || tensorArguments() > 1 ? explicit : firstMask();
  }

  /**
   * The mask from which the outputs' mask follows: the {@code mask} argument if the caller gave
   * one, else the mask that came with the first input; null for none. Keras: {@code previous_mask}.
   */
  public Tensor inputMask() {
    Tensor explicit = explicitMask();
    return explicit != null ? explicit : firstMask();
  }

  private Tensor explicitMask() {
    Object explicit = arguments.keywords().get("mask");
    if (explicit instanceof List<?> list && !list.isEmpty()) {
      return (Tensor) list.get(0);
    }
    return explicit instanceof Tensor mask ? mask : null;
  }

  private Tensor firstMask() {
    Tensor first = Structures.first(arguments.inputs());
    return first == null ? null : trace.mask(first);
  }

  private long tensorArguments() {
    return Stream.concat(arguments.positional().stream(), arguments.keywords().values().stream())
        .filter(argument -> !Structures.tensors(argument).isEmpty())
        .count();
  }

  /** The mask that came with a tensor; null for none. */
  public Tensor mask(Tensor tensor) {
    return trace.mask(tensor);
  }

  /** Lets a mask go with an output that is not the layer's own, such as a wrapped layer's input. */
  public void setMask(Tensor tensor, Tensor mask) {
    trace.setMask(tensor, mask);
  }

  /** A fresh random key (uint32 of shape (2,)); the next call gives another. */
  public Tensor random(SeedGenerator generator) {
    Tensor state = trace.read(generator.state());
    trace.update(generator.state(), RandomKeys.next(state));
    return state;
  }

  /** Calls a layer that this one contains. */
  public Object call(Layer sublayer, CallArguments callArguments) {
    return new LayerInvocation(sublayer, trace, path, layer.policyPath())
        .call(training, callArguments);
  }

  /** Calls a layer that this one contains on one tensor. */
  public Tensor call(Layer sublayer, Tensor input) {
    return (Tensor) call(sublayer, CallArguments.of(input));
  }

  /** Calls a layer that this one contains with keywords. */
  public Object call(Layer sublayer, Object inputs, Map<String, Object> keywords) {
    return call(sublayer, new CallArguments(Structures.list(inputs), keywords));
  }

  /** {@code tensor} in {@code dtype} if both are floating, else as it is. */
  public static Tensor cast(Tensor tensor, DType dtype) {
    return tensor.dtype().isFloating() && dtype.isFloating() && tensor.dtype() != dtype
        ? new Cast(dtype).on(tensor)
        : tensor;
  }
}
