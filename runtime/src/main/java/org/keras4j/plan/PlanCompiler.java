package org.keras4j.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.keras4j.backend.Backend;
import org.keras4j.backend.CompiledFunction;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Node;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;

/** Compiles functions into plans for one backend. Immutable. */
public final class PlanCompiler implements KernelEnv {
  private final Backend backend;
  private final PlanOptions options;

  public PlanCompiler(Backend backend, PlanOptions options) {
    this.backend = backend;
    this.options = options;
  }

  /** A compiler with {@link PlanOptions#DEFAULT}. */
  public static PlanCompiler of(Backend backend) {
    return new PlanCompiler(backend, PlanOptions.DEFAULT);
  }

  @Override
  public Backend backend() {
    return backend;
  }

  /** Compiles a body of a control-flow op, whose inputs stay intact between its runs. */
  @Override
  public Optional<CompiledFunction> compile(GraphFunction function) {
    if (!isStatic(function)) {
      return Optional.empty();
    }
    PlanCompiler bodies = new PlanCompiler(backend, inner().withPinInputs(true));
    return Optional.of(new InnerFunction(bodies.plan(function)));
  }

  private PlanOptions inner() {
    return options.withProfile(false).withUpdateInPlace(false);
  }

  /**
   * Compiles {@code function}.
   *
   * @throws PlanException when a shape is not known, or depends on data, or when the backend has no
   *     kernel for an op
   */
  public ExecutionPlan plan(GraphFunction function) {
    requireKnownShapes(function);
    Optimizer.Result optimized = new Optimizer(this, options).optimize(function);
    Prologue prologue = null;
    if (optimized.prologue() != null) {
      ExecutionPlan inner = build(optimized.prologue(), inner().withPinInputs(false), null);
      prologue = new Prologue(inner.weights().variables(), inner);
    }
    return build(optimized.function(), options, prologue);
  }

  /** Whether every shape is known before the function runs. */
  static boolean isStatic(GraphFunction function) {
    return unknown(function).isEmpty();
  }

  private static Optional<Tensor> unknown(GraphFunction function) {
    return function.nodes().stream()
        .flatMap(node -> node.outputs().stream())
        .filter(output -> !output.shape().isFullyKnown())
        .findFirst();
  }

  private static void requireKnownShapes(GraphFunction function) {
    unknown(function)
        .ifPresent(
            output -> {
              throw new PlanException(
                  "A plan needs known shapes. Op "
                      + output.node().op().name()
                      + " gives "
                      + output.spec()
                      + " for inputs "
                      + output.node().inputs().stream().map(Tensor::spec).toList());
            });
  }

  private ExecutionPlan build(GraphFunction function, PlanOptions settings, Prologue prologue) {
    boolean inPlace = settings.updateInPlace();
    List<Node> order = inPlace ? UpdateOrder.of(function) : function.nodes();
    Numbering numbering = new Numbering(function, order, inPlace);
    Set<Variable> updated = updated(function);
    List<PlanNode> nodes = new ArrayList<>();
    for (Node node : numbering.computed()) {
      Kernel kernel = kernel(node, numbering.signature(node, updated));
      nodes.add(new PlanNode(node, kernel, numbering.operands(node)));
    }
    Liveness liveness = liveness(function, numbering, nodes, settings);
    MemoryPlan memory = memory(numbering, liveness);
    return new ExecutionPlan(
        function, backend, settings, numbering, nodes, liveness, memory, prologue);
  }

  private Kernel kernel(Node node, OpSignature signature) {
    return backend
        .kernels()
        .prepare(node.op(), signature, this)
        .orElseThrow(
            () ->
                new PlanException(
                    "Backend '"
                        + backend.name()
                        + "' has no kernel for op "
                        + node.op()
                        + " on "
                        + signature.inputs()
                        + " -> "
                        + signature.outputs()));
  }

  static Set<Variable> updated(GraphFunction function) {
    Set<Variable> updated = Collections.newSetFromMap(new IdentityHashMap<>());
    function.updates().forEach(update -> updated.add(update.variable()));
    return updated;
  }

  private static Liveness liveness(
      GraphFunction function, Numbering numbering, List<PlanNode> nodes, PlanOptions settings) {
    int count = numbering.size();
    boolean[] fixed = new boolean[count];
    long[] elements = new long[count];
    int[] storage = new int[count];
    for (int tensor = 0; tensor < count; tensor++) {
      boolean pinnedInput = settings.pinInputs() && tensor < function.inputs().size();
      fixed[tensor] = numbering.isFixed(tensor) || pinnedInput;
      elements[tensor] = numbering.spec(tensor).shape().size();
      storage[tensor] = numbering.spec(tensor).dtype().storage().ordinal();
    }
    return Liveness.of(
        count,
        nodes.stream().map(PlanCompiler::use).toList(),
        numbering.of(function.roots()),
        fixed,
        elements,
        storage,
        settings.reuseMemory(),
        updates(function, numbering, settings));
  }

  private static Liveness.Updates updates(
      GraphFunction function, Numbering numbering, PlanOptions settings) {
    return settings.updateInPlace()
        ? new Liveness.Updates(numbering.states(function), numbering.layout(function).updates())
        : Liveness.Updates.NONE;
  }

  private static Liveness.Use use(PlanNode node) {
    int inputs = node.inputs();
    int[] operands = node.operands();
    return new Liveness.Use(
        IntStream.range(0, inputs).map(i -> operands[i]).toArray(),
        IntStream.range(inputs, operands.length).map(i -> operands[i]).toArray(),
        node.kernel().isAlias(),
        IntStream.range(0, inputs).filter(node.kernel()::canOverwrite).toArray());
  }

  private static MemoryPlan memory(Numbering numbering, Liveness liveness) {
    List<MemoryPlan.Block> blocks = new ArrayList<>();
    for (int tensor = 0; tensor < numbering.size(); tensor++) {
      boolean isUsed = liveness.end(tensor) > Liveness.BEFORE;
      if (liveness.group(tensor) == tensor && !numbering.isFixed(tensor) && isUsed) {
        blocks.add(
            new MemoryPlan.Block(
                tensor,
                numbering.spec(tensor).dtype().storage(),
                numbering.spec(tensor).shape().size(),
                liveness.start(tensor),
                liveness.end(tensor)));
      }
    }
    return MemoryPlan.of(blocks);
  }
}
