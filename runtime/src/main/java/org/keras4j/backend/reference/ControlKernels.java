package org.keras4j.backend.reference;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.op.Cond;
import org.keras4j.op.Scan;
import org.keras4j.op.WhileLoop;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** Branches and loops: their functions are run by the interpreter. */
final class ControlKernels {
  private ControlKernels() {}

  static void addTo(ReferenceKernels.Builder kernels) {
    kernels
        .add(Cond.class, ControlKernels::cond)
        .add(WhileLoop.class, ControlKernels::whileLoop)
        .add(Scan.class, ControlKernels::scan);
  }

  private static List<NDArray> cond(Cond op, List<NDArray> in, ReferenceInterpreter interpreter) {
    boolean chosen = in.get(0).getLong(0) != 0;
    return interpreter
        .run(chosen ? op.thenBranch() : op.elseBranch(), in.subList(1, in.size()))
        .outputs();
  }

  private static List<NDArray> whileLoop(
      WhileLoop op, List<NDArray> in, ReferenceInterpreter interpreter) {
    int variables = op.body().outputs().size();
    List<NDArray> state = new ArrayList<>(in);
    while (interpreter.run(op.condition(), state).outputs().get(0).getLong(0) != 0) {
      List<NDArray> next = interpreter.run(op.body(), state).outputs();
      for (int i = 0; i < variables; i++) {
        state.set(i, next.get(i));
      }
    }
    return List.copyOf(state.subList(0, variables));
  }

  private static List<NDArray> scan(Scan op, List<NDArray> in, ReferenceInterpreter interpreter) {
    int sequencesEnd = op.carries() + op.sequences();
    int length = op.sequences() == 0 ? op.length() : in.get(op.carries()).shape().dim(0);
    List<NDArray> arguments = new ArrayList<>(in);
    List<TensorSpec> specs = op.infer(in.stream().map(NDArray::spec).toList());
    List<Object> stacked = new ArrayList<>();
    List<Shape> slices = new ArrayList<>();
    for (int step = 0; step < length; step++) {
      int t = op.reverse() ? length - 1 - step : step;
      for (int i = op.carries(); i < sequencesEnd; i++) {
        NDArray slice = in.get(i).rows(t, t + 1);
        arguments.set(i, slice.reshape(slice.shape().removeDim(0)));
      }
      List<NDArray> results = interpreter.run(op.body(), arguments).outputs();
      for (int i = 0; i < results.size(); i++) {
        NDArray result = results.get(i);
        if (i < op.carries()) {
          arguments.set(i, result);
          continue;
        }
        int out = i - op.carries();
        if (step == 0) {
          stacked.add(result.dtype().storage().allocate(length * result.size()));
          slices.add(result.shape());
        }
        System.arraycopy(result.array(), 0, stacked.get(out), t * result.size(), result.size());
      }
    }
    List<NDArray> outputs = new ArrayList<>(arguments.subList(0, op.carries()));
    for (int i = op.carries(); i < specs.size(); i++) {
      TensorSpec spec = specs.get(i);
      outputs.add(
          length == 0
              ? NDArray.zeros(spec.dtype(), spec.shape().withDim(0, 0))
              : NDArray.wrap(
                  spec.dtype(),
                  slices.get(i - op.carries()).insertDim(0, length),
                  stacked.get(i - op.carries())));
    }
    return outputs;
  }
}
