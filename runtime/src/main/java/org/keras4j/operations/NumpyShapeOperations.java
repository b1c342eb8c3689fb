package org.keras4j.operations;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.Structures;
import org.keras4j.op.PadMode;
import org.keras4j.ops.JoinOps;
import org.keras4j.ops.ShapeOps;

/** Reshaping, joining and splitting of {@code keras.src.ops.numpy}. */
final class NumpyShapeOperations {
  private static final Rows ROWS = new Rows("keras.src.ops.numpy");

  private NumpyShapeOperations() {}

  static List<OperationType> types() {
    return List.of(
        ROWS.row("Reshape", "x", a -> ShapeOps.reshape(a.tensor("x"), ints(a, "newshape"))),
        ROWS.unary("Ravel", ShapeOps::ravel),
        ROWS.row("ExpandDims", "x", a -> ShapeOps.expandDims(a.tensor("x"), ints(a, "axis"))),
        ROWS.row(
            "Squeeze",
            "x",
            a ->
                a.has("axis")
                    ? ShapeOps.squeeze(a.tensor("x"), a.integers("axis"))
                    : ShapeOps.squeeze(a.tensor("x"))),
        ROWS.row(
            "Transpose",
            "x",
            a ->
                a.has("axes")
                    ? ShapeOps.transpose(a.tensor("x"), ints(a, "axes"))
                    : ShapeOps.transpose(a.tensor("x"))),
        ROWS.row(
            "Swapaxes",
            "x",
            a -> ShapeOps.swapaxes(a.tensor("x"), a.integer("axis1", 0), a.integer("axis2", 1))),
        ROWS.row(
            "Moveaxis",
            "x",
            a -> ShapeOps.moveaxis(a.tensor("x"), a.integers("source"), a.integers("destination"))),
        ROWS.row("BroadcastTo", "x", a -> ShapeOps.broadcastTo(a.tensor("x"), a.shape("shape"))),
        ROWS.row("Tile", "x", a -> ShapeOps.tile(a.tensor("x"), ints(a, "repeats"))),
        ROWS.row("Repeat", "x", NumpyShapeOperations::repeat),
        ROWS.row(
            "Flip",
            "x",
            a ->
                a.has("axis")
                    ? ShapeOps.flip(a.tensor("x"), ints(a, "axis"))
                    : ShapeOps.flip(a.tensor("x"))),
        ROWS.unary("Fliplr", ShapeOps::fliplr),
        ROWS.unary("Flipud", ShapeOps::flipud),
        ROWS.row("Roll", "x", NumpyShapeOperations::roll),
        ROWS.row("Rot90", "array", NumpyShapeOperations::rot90),
        ROWS.row("Pad", "x, constant_values", NumpyShapeOperations::pad),
        ROWS.row(
            "Concatenate", "xs", a -> JoinOps.concatenate(a.tensors("xs"), a.integer("axis", 0))),
        ROWS.row("Stack", "x", a -> JoinOps.stack(a.tensors("x"), a.integer("axis", 0))),
        ROWS.join("Hstack", JoinOps::hstack),
        ROWS.join("Vstack", JoinOps::vstack),
        ROWS.join("Dstack", JoinOps::dstack),
        ROWS.row("Append", "x1, x2", NumpyShapeOperations::append),
        ROWS.row("Split", "x", a -> split(a, a.integer("axis", 0))),
        ROWS.row("Hsplit", "x", a -> split(a, a.tensor("x").rank() == 1 ? 0 : 1)),
        ROWS.row("Vsplit", "x", a -> split(a, 0)),
        ROWS.row("Dsplit", "x", a -> split(a, 2)),
        ROWS.row("ArraySplit", "x", NumpyShapeOperations::arraySplit),
        ROWS.row("Meshgrid", "x", NumpyShapeOperations::meshgrid));
  }

  private static int[] ints(OperationArguments a, String name) {
    return a.integers(name).stream().mapToInt(Integer::intValue).toArray();
  }

  private static Tensor repeat(OperationArguments a) {
    Tensor x = a.has("axis") ? a.tensor("x") : ShapeOps.ravel(a.tensor("x"));
    int axis = a.integer("axis", 0);
    List<Integer> repeats = a.integers("repeats");
    return repeats.size() == 1
        ? ShapeOps.repeat(x, repeats.get(0), axis)
        : ShapeOps.repeat(x, repeats, axis);
  }

  private static Tensor roll(OperationArguments a) {
    if (!a.has("axis")) {
      return ShapeOps.roll(a.tensor("x"), a.integer("shift", 0));
    }
    List<Integer> axes = a.integers("axis");
    List<Integer> shifts = a.integers("shift");
    return ShapeOps.roll(
        a.tensor("x"),
        shifts.size() == 1 ? Collections.nCopies(axes.size(), shifts.get(0)) : shifts,
        axes);
  }

  private static Tensor rot90(OperationArguments a) {
    List<Integer> axes = a.integers("axes", List.of(0, 1));
    return ShapeOps.rot90(a.tensor("array"), a.integer("k", 1), axes.get(0), axes.get(1));
  }

  /** {@code pad_width}: one number, one pair, or a pair for each axis. */
  private static Tensor pad(OperationArguments a) {
    Tensor x = a.tensor("x");
    List<Integer> low = new ArrayList<>();
    List<Integer> high = new ArrayList<>();
    Object width = a.get("pad_width", null);
    boolean perAxis =
        width instanceof List<?> list && list.stream().allMatch(List.class::isInstance);
    for (int i = 0; i < x.rank(); i++) {
      List<?> pair = pair(perAxis ? item((List<?>) width, i) : width);
      if (!(pair.get(0) instanceof Number before) || !(pair.get(1) instanceof Number after)) {
        throw a.wrong("pad_width", "an integer, a pair, or a pair for each axis");
      }
      low.add(before.intValue());
      high.add(after.intValue());
    }
    PadMode mode = PadMode.valueOf(a.string("mode", "constant").toUpperCase(Locale.ROOT));
    return ShapeOps.pad(x, low, high, mode, a.number("constant_values", 0));
  }

  private static Object item(List<?> list, int index) {
    return list.get(list.size() == 1 ? 0 : index);
  }

  private static List<?> pair(Object width) {
    if (width instanceof List<?> list && !list.isEmpty()) {
      return list.size() == 1 ? List.of(list.get(0), list.get(0)) : list;
    }
    return Structures.list(width, width);
  }

  private static Tensor append(OperationArguments a) {
    Tensor[] operands = a.operands("x1", "x2");
    return a.has("axis")
        ? JoinOps.append(operands[0], operands[1], a.integer("axis", 0))
        : JoinOps.append(operands[0], operands[1]);
  }

  private static List<Tensor> split(OperationArguments a, int axis) {
    return a.get("indices_or_sections", null) instanceof Number
        ? JoinOps.split(a.tensor("x"), a.integer("indices_or_sections", 1), axis)
        : JoinOps.split(a.tensor("x"), a.integers("indices_or_sections"), axis);
  }

  private static List<Tensor> arraySplit(OperationArguments a) {
    int axis = a.integer("axis", 0);
    return a.get("indices_or_sections", null) instanceof Number
        ? JoinOps.arraySplit(a.tensor("x"), a.integer("indices_or_sections", 1), axis)
        : split(a, axis);
  }

  private static List<Tensor> meshgrid(OperationArguments a) {
    List<Tensor> vectors = a.positional().stream().map(Operands::tensor).toList();
    return JoinOps.meshgrid(vectors, a.string("indexing", "xy").equals("ij"));
  }
}
