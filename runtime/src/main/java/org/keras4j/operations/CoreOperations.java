package org.keras4j.operations;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.op.ScatterKind;
import org.keras4j.op.StopGradient;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.IndexOps;
import org.keras4j.ops.JoinOps;

/** Operations of {@code keras.src.ops.core}. */
final class CoreOperations {
  private static final Rows ROWS = new Rows("keras.src.ops.core");

  private CoreOperations() {}

  static List<OperationType> types() {
    return List.of(
        ROWS.row("Cast", "x", a -> DTypes.cast(a.tensor("x"), a.dtypeOrNull("dtype"))),
        ROWS.row(
            "SaturateCast", "x", a -> DTypes.saturateCast(a.tensor("x"), a.dtypeOrNull("dtype"))),
        ROWS.row(
            "ConvertToTensor",
            "x",
            a ->
                a.has("dtype")
                    ? DTypes.cast(a.tensor("x"), a.dtypeOrNull("dtype"))
                    : a.tensor("x")),
        ROWS.row("StopGradient", "variable", a -> new StopGradient().on(a.tensor("variable"))),
        ROWS.row("Unstack", "x", a -> JoinOps.unstack(a.tensor("x"), a.integer("axis", 0))),
        ROWS.row(
            "Scatter",
            "indices, values",
            a -> IndexOps.scatter(a.tensor("indices"), a.tensor("values"), a.shape("shape"))),
        ROWS.row(
            "ScatterUpdate",
            "inputs, indices, updates",
            a ->
                IndexOps.scatterUpdate(
                    a.tensor("inputs"), a.tensor("indices"), a.tensor("updates"), reduction(a))),
        ROWS.row("Slice", "inputs, start_indices", CoreOperations::slice),
        ROWS.row(
            "SliceUpdate",
            "inputs, start_indices, updates",
            a ->
                IndexOps.sliceUpdate(
                    a.tensor("inputs"), a.tensor("start_indices"), a.tensor("updates"))));
  }

  private static ScatterKind reduction(OperationArguments a) {
    String name = a.string("reduction", null);
    if (name == null) {
      return ScatterKind.UPDATE;
    }
    return switch (name) {
      case "add" -> ScatterKind.ADD;
      case "mul" -> ScatterKind.MULTIPLY;
      case "max" -> ScatterKind.MAX;
      case "min" -> ScatterKind.MIN;
      default -> throw a.wrong("reduction", "None, 'add', 'max', 'min' or 'mul'");
    };
  }

  private static Tensor slice(OperationArguments a) {
    return IndexOps.slice(a.tensor("inputs"), a.tensor("start_indices"), a.integers("shape"));
  }
}
