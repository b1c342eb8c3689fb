package org.keras4j.backend;

import java.util.List;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/**
 * The operands of one node in one session: where the data of each input and output lies. Operands
 * are numbered through, inputs first, then outputs.
 */
public final class Frame {
  /**
   * Where one operand lies.
   *
   * @param offset of the first element
   * @param value the host value of a constant or variable, else {@code null}
   * @param version the variable's version when that value was taken
   */
  public record Operand(TensorSpec spec, Buffer buffer, int offset, NDArray value, long version) {
    /** An operand that is computed. */
    public static Operand computed(TensorSpec spec, Buffer buffer, int offset) {
      return new Operand(spec, buffer, offset, null, 0);
    }
  }

  private final List<Operand> operands;
  private final int inputs;
  private final CommandQueue queue;
  private final Scratch scratch;

  /** A frame over the operands of one node, inputs first. */
  public Frame(List<Operand> operands, int inputs, CommandQueue queue, Scratch scratch) {
    this.operands = List.copyOf(operands);
    this.inputs = inputs;
    this.queue = queue;
    this.scratch = scratch;
  }

  public int inputs() {
    return inputs;
  }

  public int outputs() {
    return operands.size() - inputs;
  }

  /** Number of operand {@code index} of the outputs. */
  public int out(int index) {
    return inputs + index;
  }

  public Operand operand(int index) {
    return operands.get(index);
  }

  public List<Operand> operands() {
    return operands;
  }

  public CommandQueue queue() {
    return queue;
  }

  /** Working memory that this session's steps share. */
  public Scratch scratch() {
    return scratch;
  }

  public TensorSpec spec(int index) {
    return operands.get(index).spec();
  }

  public Buffer buffer(int index) {
    return operands.get(index).buffer();
  }

  /** First element of the operand within its buffer. */
  public int offset(int index) {
    return operands.get(index).offset();
  }

  /** The Java array that holds the operand; only for backends of which buffers are arrays. */
  public Object array(int index) {
    return ((HostBuffer) buffer(index)).array();
  }

  /** {@link #array} of a float32 operand. */
  public float[] floats(int index) {
    return (float[]) array(index);
  }

  /** {@link #array} of a float64 operand. */
  public double[] doubles(int index) {
    return (double[]) array(index);
  }

  /** {@link #array} of an operand with {@link DType.Storage#INT}. */
  public int[] ints(int index) {
    return (int[]) array(index);
  }

  /** {@link #array} of an operand with {@link DType.Storage#LONG}. */
  public long[] longs(int index) {
    return (long[]) array(index);
  }

  /** {@link #array} of an operand with {@link DType.Storage#SHORT}. */
  public short[] shorts(int index) {
    return (short[]) array(index);
  }

  /** {@link #array} of an operand with {@link DType.Storage#BYTE}. */
  public byte[] bytes(int index) {
    return (byte[]) array(index);
  }
}
