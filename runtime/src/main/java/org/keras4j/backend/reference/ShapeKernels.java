package org.keras4j.backend.reference;

import java.util.List;
import org.keras4j.op.BroadcastTo;
import org.keras4j.op.Concat;
import org.keras4j.op.DynamicSlice;
import org.keras4j.op.DynamicUpdateSlice;
import org.keras4j.op.Pad;
import org.keras4j.op.PadMode;
import org.keras4j.op.Reshape;
import org.keras4j.op.Reverse;
import org.keras4j.op.Slice;
import org.keras4j.op.Transpose;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Ops that move elements without looking at them. */
final class ShapeKernels {
  private ShapeKernels() {}

  static void addTo(ReferenceKernels.Builder kernels) {
    kernels
        .single(Reshape.class, (op, in) -> in.get(0).reshape(op.resolve(in.get(0).shape())))
        .single(Transpose.class, (op, in) -> transpose(op, in.get(0)))
        .single(
            BroadcastTo.class,
            (op, in) -> Elements.broadcast(in.get(0), op.resolve(in.get(0).shape())))
        .single(Concat.class, (op, in) -> concat(op, in))
        .single(Slice.class, (op, in) -> slice(op, in.get(0)))
        .single(DynamicSlice.class, (op, in) -> dynamicSlice(op, in.get(0), in.get(1)))
        .single(DynamicUpdateSlice.class, (op, in) -> update(in.get(0), in.get(1), in.get(2)))
        .single(Pad.class, (op, in) -> pad(op, in.get(0)))
        .single(Reverse.class, (op, in) -> reverse(op, in.get(0)));
  }

  private static NDArray transpose(Transpose op, NDArray x) {
    int[] own = x.shape().strides();
    int[] strides = op.permutation().stream().mapToInt(axis -> own[axis]).toArray();
    Shape shape = op.infer(List.of(x.spec())).get(0).shape();
    return Elements.pick(
        x, shape, Elements.sources(shape, index -> Elements.position(index, strides)));
  }

  private static NDArray concat(Concat op, List<NDArray> in) {
    Shape shape = op.infer(in.stream().map(NDArray::spec).toList()).get(0).shape();
    NDArray out = NDArray.zeros(in.get(0).dtype(), shape);
    int row = shape.product(op.axis(), shape.rank());
    int start = 0;
    for (NDArray part : in) {
      int length = part.shape().product(op.axis(), shape.rank());
      for (int i = 0; length > 0 && i < part.size() / length; i++) {
        System.arraycopy(part.array(), i * length, out.array(), i * row + start, length);
      }
      start += length;
    }
    return out;
  }

  private static NDArray slice(Slice op, NDArray x) {
    Shape shape = op.infer(List.of(x.spec())).get(0).shape();
    int[] strides = x.shape().strides();
    return Elements.pick(
        x,
        shape,
        Elements.sources(
            shape,
            index -> {
              int position = 0;
              for (int i = 0; i < index.length; i++) {
                position += (op.starts().get(i) + index[i] * op.strides().get(i)) * strides[i];
              }
              return position;
            }));
  }

  private static NDArray dynamicSlice(DynamicSlice op, NDArray x, NDArray starts) {
    Shape shape = op.infer(List.of(x.spec(), starts.spec())).get(0).shape();
    int[] strides = x.shape().strides();
    int offset = Elements.position(clamp(starts, x.shape(), shape), strides);
    return Elements.pick(
        x, shape, Elements.sources(shape, index -> offset + Elements.position(index, strides)));
  }

  private static NDArray update(NDArray x, NDArray update, NDArray starts) {
    NDArray out = Elements.clone(x);
    int[] strides = x.shape().strides();
    int offset = Elements.position(clamp(starts, x.shape(), update.shape()), strides);
    int[] targets =
        Elements.sources(update.shape(), index -> offset + Elements.position(index, strides));
    for (int i = 0; i < targets.length; i++) {
      Elements.copy(update.array(), i, out.array(), targets[i]);
    }
    return out;
  }

  private static int[] clamp(NDArray starts, Shape whole, Shape part) {
    int[] result = starts.toIntArray();
    for (int i = 0; i < result.length; i++) {
      result[i] = Math.max(0, Math.min(result[i], whole.dim(i) - part.dim(i)));
    }
    return result;
  }

  private static NDArray pad(Pad op, NDArray x) {
    Shape shape = op.infer(List.of(x.spec())).get(0).shape();
    int[] strides = x.shape().strides();
    int[] sources =
        Elements.sources(
            shape,
            index -> {
              int position = 0;
              for (int i = 0; i < index.length; i++) {
                int source = op.mode().source(index[i] - op.low().get(i), x.shape().dim(i));
                if (source < 0) {
                  return -1;
                }
                position += source * strides[i];
              }
              return position;
            });
    NDArray out = Elements.pick(x, shape, sources);
    if (op.mode() == PadMode.CONSTANT && op.value() != 0) {
      NDArray value = NDArray.scalar(x.dtype(), op.value());
      for (int i = 0; i < sources.length; i++) {
        if (sources[i] < 0) {
          Elements.copy(value.array(), 0, out.array(), i);
        }
      }
    }
    return out;
  }

  private static NDArray reverse(Reverse op, NDArray x) {
    int[] strides = x.shape().strides();
    return Elements.pick(
        x,
        x.shape(),
        Elements.sources(
            x.shape(),
            index -> {
              int position = 0;
              for (int i = 0; i < index.length; i++) {
                boolean turned = op.axes().contains(i);
                position += (turned ? x.shape().dim(i) - 1 - index[i] : index[i]) * strides[i];
              }
              return position;
            }));
  }
}
