package org.keras4j.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.keras4j.backend.Buffer;
import org.keras4j.backend.CommandQueue;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Memory;
import org.keras4j.backend.Scratch;
import org.keras4j.backend.Step;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/**
 * One caller's memory for an {@link ExecutionPlan}. Not safe for use by several threads at once;
 * open one for each, or take them from a {@link SessionPool}.
 *
 * <p>After the first run nothing is allocated but the results, unless a variable was assigned.
 */
public final class Session implements AutoCloseable {
  private final ExecutionPlan plan;
  private final CommandQueue queue;
  private final Memory memory;
  private final Map<DType.Storage, Buffer[]> arena = new EnumMap<>(DType.Storage.class);
  private final Scratch scratch;
  private final Frame.Operand[] operands;
  private final Weights.Snapshot[] weights;
  private final StateUpdates state;
  private final int[][] views;
  private final int[][] readers;
  private final Step[] steps;
  private final boolean[] stale;
  private final StepTimes times;

  Session(ExecutionPlan plan, CommandQueue queue, ResidentState resident) {
    this.plan = plan;
    this.queue = queue;
    this.memory = plan.backend().memory();
    this.state = plan.options().updateInPlace() ? new StateUpdates(plan, resident) : null;
    this.scratch = new Scratch(memory);
    plan.memory()
        .slabs()
        .forEach(
            (storage, lengths) -> {
              Buffer[] slabs = new Buffer[lengths.length];
              for (int i = 0; i < slabs.length; i++) {
                slabs[i] = memory.allocate(storage, lengths[i]);
              }
              arena.put(storage, slabs);
            });
    this.operands = new Frame.Operand[plan.tensors()];
    this.weights = new Weights.Snapshot[plan.weights().size()];
    this.views = views(plan);
    this.readers = readers(plan);
    this.steps = new Step[plan.nodes().size()];
    this.stale = new boolean[steps.length];
    this.times = plan.options().profile() ? new StepTimes(steps.length) : null;
    if (plan.prologue() != null) {
      plan.prologue().refresh();
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] = plan.weights().current(i);
    }
    for (int tensor = 0; tensor < operands.length; tensor++) {
      operands[tensor] = resolve(tensor);
    }
    for (int node = 0; node < steps.length; node++) {
      bind(node);
    }
  }

  /** For each weight, its tensors: what reads it, and the aliases of that. */
  private static int[][] views(ExecutionPlan plan) {
    List<List<Integer>> views = lists(plan.weights().size());
    for (int tensor = 0; tensor < plan.tensors(); tensor++) {
      if (plan.place(tensor) instanceof Place.InWeight weight) {
        views.get(weight.index()).add(tensor);
      }
    }
    return arrays(views);
  }

  /** For each weight, the nodes that read it, also through an alias. */
  private static int[][] readers(ExecutionPlan plan) {
    List<List<Integer>> readers = lists(plan.weights().size());
    for (int node = 0; node < plan.nodes().size(); node++) {
      for (int tensor : plan.nodes().get(node).operands()) {
        if (plan.place(tensor) instanceof Place.InWeight weight) {
          List<Integer> list = readers.get(weight.index());
          if (list.isEmpty() || list.get(list.size() - 1) != node) {
            list.add(node);
          }
        }
      }
    }
    return arrays(readers);
  }

  private static List<List<Integer>> lists(int count) {
    List<List<Integer>> lists = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  private static int[][] arrays(List<List<Integer>> lists) {
    return lists.stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  private Frame.Operand resolve(int tensor) {
    TensorSpec spec = plan.spec(tensor);
    Place place = plan.place(tensor);
    if (place instanceof Place.InArena in) {
      return Frame.Operand.computed(spec, arena.get(in.storage())[in.slab()], in.offset());
    }
    if (place instanceof Place.InState in) {
      return Frame.Operand.computed(spec, state.buffer(in.index()), 0);
    }
    if (place instanceof Place.InWeight in) {
      Weights.Snapshot weight = weights[in.index()];
      NDArray value = weight.value().reshape(spec.shape());
      return new Frame.Operand(spec, weight.buffer(), 0, value, weight.version());
    }
    if (place instanceof Place.InConstant in) {
      NDArray value = plan.constantValue(in.index()).reshape(spec.shape());
      return new Frame.Operand(spec, plan.constant(in.index()), 0, value, 0);
    }
    return null;
  }

  private void bind(int index) {
    PlanNode node = plan.nodes().get(index);
    if (node.kernel().isAlias()) {
      steps[index] = () -> {};
      return;
    }
    List<Frame.Operand> frame = new ArrayList<>(node.operands().length);
    for (int tensor : node.operands()) {
      frame.add(operands[tensor]);
    }
    steps[index] = node.kernel().bind(new Frame(frame, node.inputs(), queue, scratch));
  }

  /**
   * Runs the function, then assigns the new values of variables.
   *
   * @param inputs one array an input, of the plan's {@link ExecutionPlan#inputSpecs()}
   * @return new arrays
   */
  public List<NDArray> run(List<NDArray> inputs) {
    NDArray[] results = new NDArray[plan.layout().outputs().length];
    for (int i = 0; i < results.length; i++) {
      results[i] = plan.emptyOutput(i);
    }
    List<NDArray> outputs = List.of(results);
    run(inputs, outputs);
    return outputs;
  }

  /**
   * As {@link #run(List)}, but fills arrays that the caller has: then nothing at all is allocated.
   *
   * @param outputs one array an output, of the plan's {@link ExecutionPlan#outputSpecs()}
   */
  public void run(List<NDArray> inputs, List<NDArray> outputs) {
    check("outputs", outputs, plan.layout().outputs());
    start(inputs);
    if (state == null) {
      execute();
      readOutputs(outputs);
      update();
      return;
    }
    state.acquire();
    try {
      state.refresh();
      execute();
      readOutputs(outputs);
      state.commit(this);
    } finally {
      state.release();
    }
  }

  private void readOutputs(List<NDArray> outputs) {
    int[] numbers = plan.layout().outputs();
    for (int i = 0; i < numbers.length; i++) {
      readTensor(numbers[i], outputs.get(i));
    }
  }

  private void start(List<NDArray> inputs) {
    int[] numbers = plan.layout().inputs();
    check("inputs", inputs, numbers);
    for (int i = 0; i < numbers.length; i++) {
      Frame.Operand operand = operands[numbers[i]];
      if (operand != null) {
        memory.write(queue, inputs.get(i), operand.buffer(), operand.offset());
      }
    }
  }

  private void check(String what, List<NDArray> arrays, int[] numbers) {
    if (arrays.size() != numbers.length) {
      throw new ShapeException(
          "This plan has " + numbers.length + " " + what + ". Received: " + arrays.size());
    }
    for (int i = 0; i < numbers.length; i++) {
      if (!arrays.get(i).spec().equals(plan.spec(numbers[i]))) {
        throw new ShapeException(
            "This plan was compiled for "
                + what
                + " ["
                + i
                + "]="
                + plan.spec(numbers[i])
                + ". Received: "
                + arrays.get(i).spec());
      }
    }
  }

  /** Runs all steps on what the inputs' memory holds. */
  void execute() {
    refreshWeights();
    if (times != null) {
      times.run(steps, queue);
    } else if (plan.options().poison()) {
      Poison.run(plan, steps, arena);
    } else {
      for (Step step : steps) {
        step.run();
      }
    }
  }

  private void refreshWeights() {
    if (plan.prologue() != null) {
      plan.prologue().refresh();
    }
    boolean isAnyStale = false;
    for (int i = 0; i < weights.length; i++) {
      Weights.Snapshot current = plan.weights().current(i);
      if (current != weights[i]) {
        weights[i] = current;
        markStale(i);
        isAnyStale = true;
      }
    }
    if (isAnyStale) {
      rebind();
    }
  }

  private void markStale(int weight) {
    for (int tensor : views[weight]) {
      operands[tensor] = resolve(tensor);
    }
    for (int node : readers[weight]) {
      stale[node] = true;
    }
  }

  /** Binds the nodes of which weights have new values, each once however many of them have. */
  private void rebind() {
    for (int node = 0; node < stale.length; node++) {
      if (stale[node]) {
        stale[node] = false;
        bind(node);
      }
    }
  }

  private void readTensor(int tensor, NDArray target) {
    Frame.Operand operand = operands[tensor];
    memory.read(queue, operand.buffer(), operand.offset(), target);
  }

  private void update() {
    int[] numbers = plan.layout().updates();
    if (numbers.length == 0) {
      return;
    }
    NDArray[] values = new NDArray[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      TensorSpec spec = plan.spec(numbers[i]);
      values[i] = NDArray.zeros(spec.dtype(), spec.shape());
      readTensor(numbers[i], values[i]);
    }
    for (int i = 0; i < numbers.length; i++) {
      plan.updatedVariable(i).assign(values[i]);
    }
  }

  CommandQueue queue() {
    return queue;
  }

  /** Where a tensor lies now; changes only when a weight got a new value. */
  Frame.Operand operand(int tensor) {
    return operands[tensor];
  }

  /**
   * Time of each step so far, at best and on average, slowest first, one a line.
   *
   * @throws IllegalStateException unless the plan was compiled with {@link PlanOptions#profile()}
   */
  public String profile() {
    if (times == null) {
      throw new IllegalStateException(
          "Compile the plan with PlanOptions.DEFAULT.withProfile(true)");
    }
    return times.report(plan);
  }

  /** Frees the arena, where it is not left to the garbage collector. */
  @Override
  public void close() {
    arena.values().forEach(slabs -> List.of(slabs).forEach(Buffer::free));
    arena.clear();
    scratch.free();
    queue.close();
  }
}
