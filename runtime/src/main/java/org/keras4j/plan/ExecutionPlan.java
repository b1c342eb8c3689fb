package org.keras4j.plan;

import java.util.List;
import org.keras4j.backend.Backend;
import org.keras4j.backend.Buffer;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Variable;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/**
 * A function compiled for one backend and fully known shapes: kernels in order, and where each
 * tensor lies. Immutable and shareable between threads; each caller needs a {@link Session}.
 */
public final class ExecutionPlan {
  private final GraphFunction function;
  private final Backend backend;
  private final PlanOptions options;
  private final List<PlanNode> nodes;
  private final List<TensorSpec> specs;
  private final List<Place> places;
  private final Layout layout;
  private final MemoryPlan memory;
  private final Liveness liveness;
  private final Weights weights;
  private final List<NDArray> constantValues;
  private final List<Buffer> constants;
  private final Prologue prologue;

  /** Numbers of the tensors that a caller sees. */
  record Layout(int[] inputs, int[] outputs, int[] updates) {}

  ExecutionPlan(
      GraphFunction function,
      Backend backend,
      PlanOptions options,
      Numbering numbering,
      List<PlanNode> nodes,
      Liveness liveness,
      MemoryPlan memory,
      Prologue prologue) {
    this.function = function;
    this.backend = backend;
    this.options = options;
    this.nodes = List.copyOf(nodes);
    this.specs = numbering.specs();
    this.places = numbering.places(liveness, memory);
    this.layout = numbering.layout(function);
    this.memory = memory;
    this.liveness = liveness;
    this.weights = new Weights(numbering.variables(), backend.memory());
    this.constantValues = List.copyOf(numbering.constants());
    this.constants = constantValues.stream().map(backend.memory()::constant).toList();
    this.prologue = prologue;
  }

  /** The function after optimisation. */
  public GraphFunction function() {
    return function;
  }

  public Backend backend() {
    return backend;
  }

  public List<TensorSpec> inputSpecs() {
    return function.inputSpecs();
  }

  public List<TensorSpec> outputSpecs() {
    return function.outputSpecs();
  }

  /** Bytes that each session's arena takes. */
  public long arenaBytes() {
    return memory.bytes();
  }

  /**
   * Memory for one caller at a time.
   *
   * @throws PlanException when the plan updates variables in place: it needs their memory
   */
  public Session openSession() {
    if (options.updateInPlace()) {
      throw new PlanException("A plan that updates in place needs a ResidentState");
    }
    return new Session(this, backend.openQueue(), null);
  }

  /** Memory for one caller at a time, over variables that lie in {@code state}. */
  public Session openSession(ResidentState state) {
    return new Session(this, backend.openQueue(), state);
  }

  /** Every node with its kernel, memory and sharing, one a line: for debugging. */
  public String describe() {
    return PlanPrinter.print(this);
  }

  Prologue prologue() {
    return prologue;
  }

  PlanOptions options() {
    return options;
  }

  List<PlanNode> nodes() {
    return nodes;
  }

  Layout layout() {
    return layout;
  }

  TensorSpec spec(int tensor) {
    return specs.get(tensor);
  }

  Place place(int tensor) {
    return places.get(tensor);
  }

  int tensors() {
    return specs.size();
  }

  MemoryPlan memory() {
    return memory;
  }

  Liveness liveness() {
    return liveness;
  }

  Weights weights() {
    return weights;
  }

  Buffer constant(int index) {
    return constants.get(index);
  }

  NDArray constantValue(int index) {
    return constantValues.get(index);
  }

  Variable updatedVariable(int index) {
    return function.updates().get(index).variable();
  }

  NDArray emptyOutput(int index) {
    TensorSpec spec = specs.get(layout.outputs()[index]);
    return NDArray.zeros(spec.dtype(), spec.shape());
  }

  @Override
  public String toString() {
    return "ExecutionPlan[" + nodes.size() + " nodes, " + memory.bytes() + " bytes]";
  }
}
