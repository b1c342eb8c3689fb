package org.keras4j.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.CompareOp;
import org.keras4j.op.Cond;
import org.keras4j.op.Iota;
import org.keras4j.op.Reverse;
import org.keras4j.op.Scan;
import org.keras4j.op.WhileLoop;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Branches and loops over values. Keras: parts of {@code keras.ops.core}. Functions are called
 * once, with symbolic tensors, and may use any tensor from outside.
 */
public final class ControlOps {
  /** One step of a {@link #scan}, and its result: carries, and values to stack. */
  public record Step(List<Tensor> carry, List<Tensor> outputs) {
    public Step {
      carry = List.copyOf(carry);
      outputs = List.copyOf(outputs);
    }
  }

  private ControlOps() {}

  /**
   * The outputs of one of two functions of the same operands. Only the chosen function runs, but
   * for what does not depend on the operands: that is computed before. Keras: {@code
   * keras.ops.cond}.
   */
  public static List<Tensor> condAll(
      Tensor pred,
      UnaryOperator<List<Tensor>> trueFn,
      UnaryOperator<List<Tensor>> falseFn,
      List<Tensor> operands) {
    List<Tensor> parameters = parameters(operands, false);
    List<Tensor> whenTrue = List.copyOf(trueFn.apply(parameters));
    List<Tensor> whenFalse = List.copyOf(falseFn.apply(parameters));
    Closures closures = Closures.of(parameters, List.of(whenTrue, whenFalse));
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(Arith.reshape(truth(pred), Shape.SCALAR));
    inputs.addAll(operands);
    inputs.addAll(closures.captured());
    return new Cond(closures.function(0), closures.function(1)).call(inputs);
  }

  /** {@link #condAll} without operands: both results are computed, one is taken. */
  public static List<Tensor> condAll(
      Tensor pred, Supplier<List<Tensor>> trueFn, Supplier<List<Tensor>> falseFn) {
    return condAll(pred, none -> trueFn.get(), none -> falseFn.get(), List.of());
  }

  /** {@link #condAll} for functions with one result. */
  public static Tensor cond(Tensor pred, Supplier<Tensor> trueFn, Supplier<Tensor> falseFn) {
    return condAll(pred, () -> List.of(trueFn.get()), () -> List.of(falseFn.get())).get(0);
  }

  /**
   * Calls branch {@code index}, clipped to those that exist, with the operands. Keras: {@code
   * keras.ops.switch}.
   */
  public static List<Tensor> switchCase(
      Tensor index, List<UnaryOperator<List<Tensor>>> branches, List<Tensor> operands) {
    Tensor place = DTypes.cast(index, DType.INT32);
    UnaryOperator<List<Tensor>> chosen = branches.get(branches.size() - 1);
    for (int i = branches.size() - 2; i >= 0; i--) {
      UnaryOperator<List<Tensor>> branch = branches.get(i);
      UnaryOperator<List<Tensor>> others = chosen;
      Tensor here = Arith.compare(CompareOp.LESS_EQUAL, place, i);
      chosen = given -> condAll(here, branch, others, given);
    }
    return chosen.apply(operands);
  }

  /**
   * Applies {@code body} while {@code cond} holds. It has no gradient; {@link #foriLoop} and {@link
   * #scan} have. Keras: {@code keras.ops.while_loop}.
   *
   * @param maximumIterations {@code null} for no limit
   */
  public static List<Tensor> whileLoop(
      Function<List<Tensor>, Tensor> cond,
      UnaryOperator<List<Tensor>> body,
      List<Tensor> loopVars,
      Integer maximumIterations) {
    List<Tensor> variables = new ArrayList<>(loopVars);
    if (maximumIterations != null) {
      variables.add(Constant.scalar(DType.INT32, 0));
    }
    List<Tensor> parameters = parameters(variables, false);
    int count = loopVars.size();
    List<Tensor> own = parameters.subList(0, count);
    Tensor test = Arith.reshape(truth(cond.apply(own)), Shape.SCALAR);
    List<Tensor> next = new ArrayList<>(body.apply(own));
    Arith.require(
        next.size() == count,
        "while_loop's body must return " + count + " loop variables. Received: " + next.size());
    if (maximumIterations != null) {
      Tensor steps = parameters.get(count);
      Tensor allowed = Arith.compare(CompareOp.LESS, steps, maximumIterations);
      test = BinaryOp.LOGICAL_AND.on(test, allowed);
      next.add(Arith.add(steps, 1));
    }
    Closures closures = Closures.of(parameters, List.of(List.of(test), next));
    variables.addAll(closures.captured());
    return new WhileLoop(closures.function(0), closures.function(1))
        .call(variables)
        .subList(0, count);
  }

  /**
   * Loops over the first axis of sequences, carrying state. Keras: {@code keras.ops.scan}.
   *
   * @param init the first carries
   * @param xs sequences of one length; may be empty if {@code length} is given
   * @param length number of steps; {@code null} for that of {@code xs}
   * @param reverse whether to go from the last step to the first
   * @return the last carries, and the stacked outputs
   */
  public static Step scan(
      BiFunction<List<Tensor>, List<Tensor>, Step> f,
      List<Tensor> init,
      List<Tensor> xs,
      Integer length,
      boolean reverse) {
    Arith.require(
        length != null || !xs.isEmpty(), "Got no `xs` to scan over and `length` not provided.");
    int steps = length != null ? length : xs.get(0).dim(0);
    List<Tensor> carries = parameters(init, false);
    List<Tensor> slices = parameters(xs, true);
    Step step = f.apply(carries, slices);
    List<Tensor> results = new ArrayList<>(step.carry());
    results.addAll(step.outputs());
    List<Tensor> parameters = new ArrayList<>(carries);
    parameters.addAll(slices);
    Closures closures = Closures.of(parameters, List.of(results));
    List<Tensor> inputs = new ArrayList<>(init);
    inputs.addAll(xs);
    inputs.addAll(closures.captured());
    Scan scan = new Scan(closures.function(0), init.size(), xs.size(), steps, reverse);
    List<Tensor> all = scan.call(inputs);
    return new Step(all.subList(0, init.size()), all.subList(init.size(), all.size()));
  }

  /** {@code f} of each slice along the first axis, stacked. Keras: {@code keras.ops.map}. */
  public static Tensor map(UnaryOperator<Tensor> f, Tensor xs) {
    return scan(
            (carry, x) -> new Step(List.of(), List.of(f.apply(x.get(0)))),
            List.of(),
            List.of(xs),
            null,
            false)
        .outputs()
        .get(0);
  }

  /** {@link #map}, which may be computed in any order. Keras: {@code keras.ops.vectorized_map}. */
  public static Tensor vectorizedMap(UnaryOperator<Tensor> function, Tensor elements) {
    return map(function, elements);
  }

  /**
   * Applies {@code body} with each index from {@code lower} (inclusive) to {@code upper}
   * (exclusive), an int32 scalar, to the values. Keras: {@code keras.ops.fori_loop}.
   */
  public static List<Tensor> foriLoop(
      int lower,
      int upper,
      BiFunction<Tensor, List<Tensor>, List<Tensor>> body,
      List<Tensor> init) {
    int count = Math.max(upper - lower, 0);
    Tensor indices = new Iota(TensorSpec.of(DType.INT32, count), 0).on();
    Tensor shifted = Arith.add(indices, lower);
    return scan(
            (carry, x) -> new Step(body.apply(x.get(0), carry), List.of()),
            init,
            List.of(shifted),
            count,
            false)
        .carry();
  }

  /**
   * All prefixes combined by an associative function. Keras: {@code keras.ops.associative_scan}.
   *
   * @param f combines two lists of tensors, element by element along {@code axis}
   */
  public static List<Tensor> associativeScan(
      BinaryOperator<List<Tensor>> f, List<Tensor> elems, boolean reverse, int axis) {
    int at = elems.get(0).shape().axis(axis);
    Arith.require(
        elems.stream().allMatch(e -> e.shape().isKnown(at) && e.dim(at) == elems.get(0).dim(at)),
        "Array inputs to associative_scan must have the same known dimension "
            + axis
            + ". (saw: "
            + elems.stream().map(Tensor::shape).toList()
            + ")");
    UnaryOperator<List<Tensor>> turn =
        list -> list.stream().map(t -> new Reverse(List.of(at)).on(t)).toList();
    List<Tensor> scanned = prefixes(f, reverse ? turn.apply(elems) : elems, at);
    return reverse ? turn.apply(scanned) : scanned;
  }

  /** Combines neighbours, scans the half as many pairs, and fills in the places between. */
  private static List<Tensor> prefixes(BinaryOperator<List<Tensor>> f, List<Tensor> x, int axis) {
    int count = x.get(0).dim(axis);
    if (count < 2) {
      return x;
    }
    List<Tensor> pairs = f.apply(every(x, axis, 0, count - 1), every(x, axis, 1, count));
    List<Tensor> odd = prefixes(f, pairs, axis);
    List<Tensor> even = every(x, axis, 0, 1);
    if (count > 2) {
      int later = (count - 1) / 2;
      List<Tensor> before = odd.stream().map(t -> Arith.slice(t, axis, 0, later)).toList();
      List<Tensor> rest = f.apply(before, every(x, axis, 2, count));
      List<Tensor> first = even;
      even =
          IntStream.range(0, x.size())
              .mapToObj(i -> Arith.concat(axis, first.get(i), rest.get(i)))
              .toList();
    }
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i % 2 == 0 ? i / 2 : (count + 1) / 2 + i / 2;
    }
    List<Tensor> evens = even;
    return IntStream.range(0, x.size())
        .mapToObj(i -> Arith.take(Arith.concat(axis, evens.get(i), odd.get(i)), axis, order))
        .toList();
  }

  private static List<Tensor> every(List<Tensor> x, int axis, int from, int to) {
    return x.stream().map(t -> Arith.slice(t, axis, from, to, 2)).toList();
  }

  /** {@code x} as bools: whether it is not 0. */
  static Tensor truth(Tensor x) {
    return x.dtype() == DType.BOOL
        ? x
        : CompareOp.NOT_EQUAL.on(x, Constant.of(NDArray.zeros(x.dtype(), Shape.SCALAR)));
  }

  private static List<Tensor> parameters(List<Tensor> like, boolean sliced) {
    List<Tensor> result = new ArrayList<>();
    for (Tensor tensor : like) {
      TensorSpec spec = tensor.spec();
      Shape shape = sliced ? spec.shape().removeDim(0) : spec.shape();
      result.add(Placeholder.of("arg_" + result.size(), spec.withShape(shape)));
    }
    return result;
  }
}
