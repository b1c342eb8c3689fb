package org.keras4j.backend;

import java.util.List;
import java.util.function.UnaryOperator;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * What is known of a node's operands when its kernel is prepared. All shapes are known.
 *
 * @param sources where each input comes from
 */
public record OpSignature(List<TensorSpec> inputs, List<TensorSpec> outputs, List<Source> sources) {
  /** Where an input comes from. */
  public enum Kind {
    /** Computed in each run. */
    COMPUTED,
    /** The same in all runs. */
    CONSTANT,
    /** A variable that the plan itself does not update: the same until somebody assigns it. */
    VARIABLE
  }

  /**
   * Where an input comes from.
   *
   * @param value of a constant, else {@code null}
   */
  public record Source(Kind kind, NDArray value) {
    public static final Source COMPUTED = new Source(Kind.COMPUTED, null);
    public static final Source VARIABLE = new Source(Kind.VARIABLE, null);

    public static Source constant(NDArray value) {
      return new Source(Kind.CONSTANT, value);
    }
  }

  public OpSignature {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    sources = List.copyOf(sources);
  }

  /** A signature of which all inputs are computed. */
  public static OpSignature of(List<TensorSpec> inputs, List<TensorSpec> outputs) {
    return new OpSignature(inputs, outputs, inputs.stream().map(input -> Source.COMPUTED).toList());
  }

  public TensorSpec input(int index) {
    return inputs.get(index);
  }

  public TensorSpec output(int index) {
    return outputs.get(index);
  }

  public Shape inputShape(int index) {
    return inputs.get(index).shape();
  }

  public Shape outputShape(int index) {
    return outputs.get(index).shape();
  }

  /** Type of input {@code index}. */
  public DType dtype(int index) {
    return inputs.get(index).dtype();
  }

  /** Whether input {@code index} is a constant or variable, so that a packed copy pays. */
  public boolean isWeight(int index) {
    return sources.get(index).kind() != Kind.COMPUTED;
  }

  /** Whether every operand has this type. */
  public boolean all(DType dtype) {
    return inputs.stream().allMatch(spec -> spec.dtype() == dtype)
        && outputs.stream().allMatch(spec -> spec.dtype() == dtype);
  }

  /** Whether some operand has no elements. */
  public boolean anyEmpty() {
    return inputs.stream().anyMatch(spec -> spec.shape().size() == 0)
        || outputs.stream().anyMatch(spec -> spec.shape().size() == 0);
  }

  /** Whether some operand is held as a half float. */
  public boolean anyHalf() {
    return inputs.stream().anyMatch(spec -> spec.dtype().isHalf())
        || outputs.stream().anyMatch(spec -> spec.dtype().isHalf());
  }

  /** This signature with every type replaced; constants keep their kind but not their value. */
  public OpSignature mapTypes(UnaryOperator<DType> mapping) {
    UnaryOperator<TensorSpec> map = spec -> spec.withDType(mapping.apply(spec.dtype()));
    return new OpSignature(
        inputs.stream().map(map).toList(),
        outputs.stream().map(map).toList(),
        sources.stream()
            .map(source -> source.kind() == Kind.COMPUTED ? Source.COMPUTED : Source.VARIABLE)
            .toList());
  }
}
