package org.keras4j.backend.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keras4j.op.CountTokens;
import org.keras4j.op.CrossBuckets;
import org.keras4j.op.HashBuckets;
import org.keras4j.op.JoinStrings;
import org.keras4j.op.LookupIndices;
import org.keras4j.op.LookupTokens;
import org.keras4j.op.MapStrings;
import org.keras4j.op.SplitStrings;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.text.StringHash;
import org.keras4j.text.Tokenizer;
import org.keras4j.text.Vocabulary;

/** Ops on strings, tokens and vocabularies. */
final class TextKernels {
  private TextKernels() {}

  static void addTo(ReferenceKernels.Builder kernels) {
    kernels
        .single(MapStrings.class, (op, in) -> map(op, in.get(0)))
        .single(SplitStrings.class, (op, in) -> split(op, in.get(0)))
        .single(JoinStrings.class, (op, in) -> join(op, in.get(0)))
        .single(LookupTokens.class, (op, in) -> lookup(op, in.get(0)))
        .single(LookupIndices.class, (op, in) -> inverse(op, in.get(0)))
        .single(CountTokens.class, (op, in) -> count(op, in.get(0)))
        .single(HashBuckets.class, (op, in) -> hash(op, in.get(0)))
        .single(CrossBuckets.class, (op, in) -> cross(op, in));
  }

  private static NDArray map(MapStrings op, NDArray x) {
    String[] mapped = new String[x.size()];
    Arrays.setAll(mapped, i -> op.function().apply(x.strings()[i]));
    return NDArray.wrap(DType.STRING, x.shape(), mapped);
  }

  private static NDArray split(SplitStrings op, NDArray x) {
    List<List<String>> tokens = new ArrayList<>();
    for (String text : x.strings()) {
      tokens.add(op.tokenizer().tokens(text));
    }
    int longest = tokens.stream().mapToInt(List::size).max().orElse(0);
    int length = op.length() == Shape.UNKNOWN ? longest : op.length();
    NDArray out = NDArray.zeros(DType.STRING, x.shape().concat(Shape.of(length)));
    for (int row = 0; row < tokens.size(); row++) {
      for (int i = 0; i < Math.min(length, tokens.get(row).size()); i++) {
        out.strings()[row * length + i] = tokens.get(row).get(i);
      }
    }
    return out;
  }

  private static NDArray join(JoinStrings op, NDArray x) {
    int width = x.shape().dim(-1);
    Shape shape = op.infer(List.of(x.spec())).get(0).shape();
    List<String> runs = new ArrayList<>();
    for (int row = 0; row < shape.withDim(-1, 1).intSize(); row++) {
      List<String> pieces = Arrays.asList(x.strings()).subList(row * width, (row + 1) * width);
      runs.addAll(Tokenizer.runs(pieces, op.lengths()));
    }
    return NDArray.wrap(DType.STRING, shape, runs.toArray(String[]::new));
  }

  private static NDArray lookup(LookupTokens op, NDArray x) {
    Vocabulary vocabulary = op.lookup().vocabulary();
    long[] indices = new long[x.size()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = op.lookup().index(vocabulary, element(x, i));
    }
    return NDArray.wrap(DType.INT64, x.shape(), indices);
  }

  private static NDArray inverse(LookupIndices op, NDArray x) {
    Vocabulary vocabulary = op.lookup().vocabulary();
    DType dtype = op.infer(List.of(x.spec())).get(0).dtype();
    NDArray.Builder tokens = NDArray.builder(dtype, x.shape());
    for (int i = 0; i < x.size(); i++) {
      Object token = op.lookup().token(vocabulary, x.longs()[i], op.unknown());
      if (token instanceof String text) {
        tokens.set(i, text);
      } else {
        tokens.set(i, (long) token);
      }
    }
    return tokens.build();
  }

  private static NDArray count(CountTokens op, NDArray x) {
    Vocabulary vocabulary = op.lookup().vocabulary();
    long[] counts = new long[x.size() * op.depth()];
    for (int row = 0; row < x.size(); row++) {
      for (String token : op.tokenizer().tokens(x.strings()[row])) {
        long index = op.lookup().index(vocabulary, token);
        if (index < op.depth()) {
          int at = row * op.depth() + (int) index;
          counts[at] = op.binary() ? 1 : counts[at] + 1;
        }
      }
    }
    return NDArray.wrap(DType.INT64, x.shape().concat(Shape.of(op.depth())), counts);
  }

  private static NDArray hash(HashBuckets op, NDArray x) {
    long[] buckets = new long[x.size()];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = op.hash().bucket(element(x, i).toString(), op.buckets());
    }
    return NDArray.wrap(DType.INT64, x.shape(), buckets);
  }

  private static NDArray cross(CrossBuckets op, List<NDArray> in) {
    long[] buckets = new long[in.get(0).size()];
    for (int i = 0; i < buckets.length; i++) {
      int at = i;
      buckets[i] = StringHash.cross(in.stream().map(x -> element(x, at)).toList(), op.buckets());
    }
    return NDArray.wrap(DType.INT64, in.get(0).shape(), buckets);
  }

  /** A string, or an integer as a {@code Long}. */
  private static Object element(NDArray x, int index) {
    return x.dtype() == DType.STRING ? x.strings()[index] : (Object) x.getLong(index);
  }
}
