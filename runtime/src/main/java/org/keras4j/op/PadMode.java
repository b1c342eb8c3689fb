package org.keras4j.op;

/** What {@link Pad} puts around its operand. */
public enum PadMode {
  /** One value. */
  CONSTANT,
  /** The mirror image without the edge: {@code 3 2 | 1 2 3 | 2 1}. */
  REFLECT,
  /** The mirror image with the edge: {@code 2 1 | 1 2 3 | 3 2}. */
  SYMMETRIC,
  /** The edge repeated: {@code 1 1 | 1 2 3 | 3 3}. */
  EDGE,
  /** The other end: {@code 2 3 | 1 2 3 | 1 2}. */
  WRAP;

  /**
   * Which of {@code dim} elements stands at {@code position}, which may lie outside; -1 for none.
   */
  public int source(int position, int dim) {
    if (position >= 0 && position < dim) {
      return position;
    }
    return switch (this) {
      case CONSTANT -> -1;
      case EDGE -> position < 0 ? 0 : dim - 1;
      case WRAP -> Math.floorMod(position, dim);
      case REFLECT -> {
        int period = Math.max(1, 2 * (dim - 1));
        int inPeriod = Math.floorMod(position, period);
        yield inPeriod < dim ? inPeriod : period - inPeriod;
      }
      case SYMMETRIC -> {
        int inPeriod = Math.floorMod(position, 2 * dim);
        yield inPeriod < dim ? inPeriod : 2 * dim - 1 - inPeriod;
      }
    };
  }
}
