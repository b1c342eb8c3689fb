package org.keras4j.formats.npy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.keras4j.formats.FormatException.Kind;
import org.keras4j.formats.source.ArrayDecoder;
import org.keras4j.formats.source.ArrayEncoder;
import org.keras4j.formats.source.AtomicFile;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.ElementFormat;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.models.LoadPolicy;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/**
 * NumPy's {@code .npy} files: one array each.
 *
 * <p>Read: versions 1 to 3, both orders of bytes and of dimensions, booleans, whole and
 * floating-point numbers, {@code U} and {@code S} text, {@code |V2} as bfloat16. Arrays of Python
 * objects are refused.
 */
public final class Npy {
  private Npy() {}

  /** Whether the bytes start as a {@code .npy} file does. */
  public static boolean isNpy(ByteSource source) {
    return NpyHeader.matches(source);
  }

  /**
   * Reads a file.
   *
   * @throws org.keras4j.formats.FormatException when it cannot be read, or holds what is not read
   */
  public static NDArray read(Path path) {
    try (ByteSource source = ByteSource.of(path)) {
      return read(source, LoadPolicy.strict());
    }
  }

  /** As the shorter form, for any source. */
  public static NDArray read(ByteSource source, LoadPolicy policy) {
    return toNDArray(readArray(source, policy));
  }

  /** Reads the header; elements are read when asked for, while the source is open. */
  public static NpyArray readArray(ByteSource source, LoadPolicy policy) {
    NpyHeader header = NpyHeader.read(source, ReadLimits.of(policy));
    long size = source.size() - header.dataOffset();
    ByteSource data = source.view(source.name(), header.dataOffset(), size);
    return new NpyArray(header.type(), header.shape(), header.fortranOrder(), data);
  }

  /** An array in memory, with the dtype that it has in the file. */
  public static NDArray toNDArray(NpyArray array) {
    String name = array.data().name();
    if (array.type().isString()) {
      return ArrayDecoder.strings(name, array.shape(), array.strings());
    }
    ElementFormat format =
        array
            .type()
            .numbers()
            .orElseThrow(
                () ->
                    new NpyException(
                        Kind.UNSUPPORTED,
                        name,
                        -1,
                        "has the dtype " + array.type().descr() + ", which is no dtype of Keras"));
    if (array.isRowMajor()) {
      return ArrayDecoder.numbers(name, format, array.shape(), array.data()::slice);
    }
    ByteSource rowMajor = ByteSource.of(name, array.bytes());
    ElementFormat little = new ElementFormat(format.kind(), format.size(), ByteSource.order());
    return ArrayDecoder.numbers(name, little, array.shape(), rowMajor::slice);
  }

  /** Writes a file, replacing an older one only when everything is on disk. */
  public static void write(Path path, NDArray array) {
    AtomicFile.write(path, out -> write(out, array));
  }

  /** Writes a file to a stream, which is left open. */
  public static void write(OutputStream out, NDArray array) throws IOException {
    encode(array, piece -> out.write(piece.array(), piece.arrayOffset(), piece.remaining()));
  }

  /** The whole file, piece by piece. */
  static void encode(NDArray array, ArrayEncoder.Sink sink) throws IOException {
    long[] shape = Arrays.stream(array.shape().dims()).asLongStream().toArray();
    if (array.dtype() == DType.STRING) {
      NpyArray text = NpyArray.ofStrings(List.of(array.strings()), shape);
      sink.accept(wrap(new NpyHeader(text.type(), false, shape, 0).encode()));
      sink.accept(wrap(text.bytes()));
      return;
    }
    NpyType type = NpyType.of(ArrayEncoder.formatOf(array.dtype()));
    sink.accept(wrap(new NpyHeader(type, false, shape, 0).encode()));
    ArrayEncoder.encode(array, sink);
  }

  private static ByteBuffer wrap(byte[] bytes) {
    return ByteBuffer.wrap(bytes);
  }
}
