package org.keras4j.operations;

import java.util.List;
import java.util.function.UnaryOperator;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.CreationOps;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;

/** Creation and conversion in {@code keras.src.ops.numpy}. */
final class NumpyCreationOperations {
  private static final Rows ROWS = new Rows("keras.src.ops.numpy");

  private NumpyCreationOperations() {}

  static List<OperationType> types() {
    return List.of(
        like("ZerosLike", CreationOps::zerosLike),
        like("OnesLike", CreationOps::onesLike),
        like("EmptyLike", CreationOps::zerosLike),
        ROWS.row("FullLike", "x, fill_value", NumpyCreationOperations::fullLike),
        ROWS.row("Full", "fill_value", NumpyCreationOperations::full),
        ROWS.row("Linspace", "start, stop", NumpyCreationOperations::linspace),
        ROWS.row("Logspace", "start, stop", NumpyCreationOperations::logspace),
        ROWS.row("Geomspace", "start, stop", NumpyCreationOperations::geomspace),
        ROWS.row("Array", "x", a -> converted(a.tensor("x"), a.dtypeOrNull("dtype"))),
        ROWS.unary("Copy", x -> x),
        // There are no complex tensors: of a real one this is all.
        ROWS.unary("Conjugate", x -> x),
        ROWS.unary("Conj", x -> x),
        ROWS.unary("Real", x -> x),
        ROWS.unary("Imag", CreationOps::zerosLike),
        ROWS.row(
            "View",
            "x",
            a ->
                a.has("dtype")
                    ? DTypes.view(a.tensor("x"), a.dtypeOrNull("dtype"))
                    : a.tensor("x")),
        ROWS.unary("Size", x -> Constant.scalar(DType.INT32, x.shape().size())));
  }

  private static Tensor converted(Tensor x, DType dtype) {
    return dtype == null ? x : DTypes.cast(x, dtype);
  }

  private static OperationType like(String className, UnaryOperator<Tensor> function) {
    return ROWS.row(
        className, "x", a -> function.apply(converted(a.tensor("x"), a.dtypeOrNull("dtype"))));
  }

  private static Tensor fullLike(OperationArguments a) {
    Tensor x = a.tensor("x");
    Tensor value = DTypes.cast(a.tensor("fill_value"), a.dtype("dtype", x.dtype()));
    return ShapeOps.broadcastTo(value, x.shape());
  }

  private static Tensor full(OperationArguments a) {
    Tensor value = a.tensor("fill_value");
    return ShapeOps.broadcastTo(
        DTypes.cast(value, a.dtype("dtype", value.dtype())), a.shape("shape"));
  }

  private static Tensor linspace(OperationArguments a) {
    Tensor[] ends = a.operands("start", "stop");
    return placed(
        a,
        CreationOps.linspace(
            ends[0],
            ends[1],
            a.integer("num", 50),
            a.flag("endpoint", true),
            a.dtypeOrNull("dtype")));
  }

  private static Tensor logspace(OperationArguments a) {
    Tensor[] ends = a.operands("start", "stop");
    return placed(
        a,
        CreationOps.logspace(
            ends[0],
            ends[1],
            a.integer("num", 50),
            a.flag("endpoint", true),
            a.number("base", 10),
            a.dtypeOrNull("dtype")));
  }

  private static Tensor geomspace(OperationArguments a) {
    Tensor[] ends = a.operands("start", "stop");
    return placed(
        a,
        CreationOps.geomspace(
            ends[0],
            ends[1],
            a.integer("num", 50),
            a.flag("endpoint", true),
            a.dtypeOrNull("dtype")));
  }

  /** The steps, which come as the first axis, moved to {@code axis}. */
  private static Tensor placed(OperationArguments a, Tensor steps) {
    int axis = a.integer("axis", 0);
    return axis == 0 ? steps : ShapeOps.moveaxis(steps, 0, axis);
  }
}
