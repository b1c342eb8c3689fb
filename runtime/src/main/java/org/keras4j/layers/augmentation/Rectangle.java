package org.keras4j.layers.augmentation;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.CreationOps;
import org.keras4j.ops.JoinOps;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;

/** A rectangle in each image of a batch; all {@code (images, 1, 1, 1)}, in pixels. */
record Rectangle(Tensor left, Tensor right, Tensor top, Tensor bottom) {
  /**
   * Rectangles at random places.
   *
   * @param sides {@code (images, 2)}: width and height, as fractions of the image's
   */
  static Rectangle of(Draws draws, Batch batch, Tensor sides) {
    List<Tensor> columns = JoinOps.split(sides, 2, 1);
    Tensor width = MathOps.multiply(Draws.perImage(columns.get(0)), batch.width());
    Tensor left = start(draws, batch, width, batch.width());
    Tensor height = MathOps.multiply(Draws.perImage(columns.get(1)), batch.height());
    Tensor top = start(draws, batch, height, batch.height());
    return new Rectangle(left, MathOps.add(left, width), top, MathOps.add(top, height));
  }

  private static Tensor start(Draws draws, Batch batch, Tensor length, int whole) {
    Tensor place = draws.uniform(0, 1, batch.size(), 1, 1, 1);
    return MathOps.multiply(place, MathOps.subtract(whole, length));
  }

  /** Which pixels are inside: {@code (images, height, width, 1)}. */
  Tensor inside(Batch batch) {
    Tensor x = ShapeOps.reshape(CreationOps.arange(batch.width(), DType.FLOAT32), 1, 1, -1, 1);
    Tensor y = ShapeOps.reshape(CreationOps.arange(batch.height(), DType.FLOAT32), 1, -1, 1, 1);
    return LogicOps.logicalAnd(between(x, left, right), between(y, top, bottom));
  }

  private static Tensor between(Tensor x, Tensor low, Tensor high) {
    return LogicOps.logicalAnd(LogicOps.greaterEqual(x, low), LogicOps.less(x, high));
  }

  /** The area of each rectangle: {@code (images, 1)}. */
  Tensor area() {
    Tensor area = MathOps.multiply(MathOps.subtract(right, left), MathOps.subtract(bottom, top));
    return ShapeOps.reshape(area, area.dim(0), 1);
  }
}
