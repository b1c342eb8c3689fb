package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Elements added before and after each axis. Keras: {@code keras.ops.pad}.
 *
 * @param value what {@link PadMode#CONSTANT} puts there
 */
public record Pad(List<Integer> low, List<Integer> high, PadMode mode, double value) implements Op {
  public Pad {
    low = List.copyOf(low);
    high = List.copyOf(high);
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    Shape shape = in.get(0).shape();
    int rank = shape.rank();
    OpChecks.require(low.size() == rank && high.size() == rank, this, "one width per axis", shape);
    int[] dims = new int[rank];
    for (int i = 0; i < rank; i++) {
      OpChecks.require(low.get(i) >= 0 && high.get(i) >= 0, this, "widths >= 0", low + " " + high);
      boolean fills =
          mode == PadMode.CONSTANT || low.get(i) + high.get(i) == 0 || shape.dim(i) != 0;
      OpChecks.require(fills, this, "no empty axis in mode " + mode, shape);
      dims[i] = shape.isKnown(i) ? low.get(i) + shape.dim(i) + high.get(i) : Shape.UNKNOWN;
    }
    return List.of(in.get(0).withShape(Shape.of(dims)));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor gradient = v.grad();
    for (int i = 0; i < low.size(); i++) {
      int dim = v.in(0).dim(i);
      if (mode == PadMode.CONSTANT) {
        gradient = Emit.slice(gradient, i, low.get(i), low.get(i) + dim);
      } else if (low.get(i) + high.get(i) > 0) {
        // Padding is a gather of known indices along each axis.
        int[] sources = new int[gradient.dim(i)];
        for (int j = 0; j < sources.length; j++) {
          sources[j] = mode.source(j - low.get(i), dim);
        }
        gradient = Gather.scatterBack(gradient, Emit.ints(sources), i, dim);
      }
    }
    return List.of(gradient);
  }
}
