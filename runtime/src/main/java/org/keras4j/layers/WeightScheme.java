package org.keras4j.layers;

import org.keras4j.tensor.Shape;

/**
 * The form in which weights are kept and used: as they are, or quantized. A dtype policy says
 * which; layers state what they compute and are the same for all.
 */
public interface WeightScheme {
  /** Weights as they are. */
  WeightScheme PLAIN = new PlainWeights();

  /** Creates the variables of a kernel that inputs are multiplied with. */
  Projection projection(
      BuildContext ctx, String name, Shape shape, WeightArgs args, Contraction contraction);

  /** Creates the variables of a table {@code (rows, columns)} of which rows are taken. */
  LookupTable table(BuildContext ctx, String name, Shape shape, WeightArgs args);

  /**
   * Creates the variables of such a table that also goes back.
   *
   * @param tied whether the way back is by the transposed table, rather than by a kernel {@code
   *     (columns, rows)} of its own
   */
  ReversibleTable reversibleTable(
      BuildContext ctx, String name, Shape shape, WeightArgs args, boolean tied);
}
