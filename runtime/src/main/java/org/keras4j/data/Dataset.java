package org.keras4j.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Data that is read one element after another, any number of times, and never held as a whole: from
 * arrays, iterators, streams or generators. Immutable: each method gives a new dataset over this
 * one. Keras: a {@code tf.data.Dataset} or generator given to {@code fit}.
 *
 * <pre>{@code
 * Dataset data = Dataset.of(images, labels).shuffle(1000, 7).batch(32).prefetch(2);
 * model.fit(data, FitOptions.epochs(5));
 * }</pre>
 *
 * <p>{@code fit} takes batches: call {@link #batch} on a dataset of single examples.
 */
public final class Dataset implements Iterable<Batch> {
  /** {@link #size} of a dataset of which nobody knows how long it is. */
  public static final long UNKNOWN = -1;

  /** {@link #size} of a dataset that never ends. */
  public static final long INFINITE = -2;

  private final Supplier<? extends Iterator<Batch>> source;
  private final long size;

  private Dataset(Supplier<? extends Iterator<Batch>> source, long size) {
    this.source = Objects.requireNonNull(source, "source");
    this.size = size;
  }

  // ---- sources

  /** The rows of arrays, one an element: {@code x} is an array, or a list or map of arrays. */
  public static Dataset of(Object x) {
    return of(Batch.of(x));
  }

  /** The rows of inputs and targets, one pair an element. */
  public static Dataset of(Object x, Object y) {
    return of(Batch.of(x, y));
  }

  /** The rows of inputs, targets and sample weights. */
  public static Dataset of(Object x, Object y, Object sampleWeight) {
    return of(Batch.of(x, y, sampleWeight));
  }

  private static Dataset of(Batch arrays) {
    int rows = arrays.size();
    return new Dataset(() -> new RowIterator(arrays, rows), rows);
  }

  /**
   * Elements from anywhere.
   *
   * @param source begins a new pass each time it is asked
   */
  public static Dataset from(Supplier<? extends Iterator<Batch>> source) {
    return new Dataset(source, UNKNOWN);
  }

  /** As {@link #from}, where the number of elements is known. */
  public static Dataset from(Supplier<? extends Iterator<Batch>> source, long size) {
    if (size < INFINITE) {
      throw new IllegalArgumentException(
          "size must be a number of elements, UNKNOWN or INFINITE. Received: " + size);
    }
    return new Dataset(source, size);
  }

  /** Elements of a stream, which is opened anew for each pass and closed behind it. */
  public static Dataset ofStreams(Supplier<Stream<Batch>> streams) {
    return new Dataset(() -> new StreamIterator(streams.get()), UNKNOWN);
  }

  /** Elements made one at a time, without end. */
  public static Dataset generate(Supplier<Batch> generator) {
    return new Dataset(() -> Stream.generate(generator).iterator(), INFINITE);
  }

  // ---- what is made of them

  /** Stacks {@code batchSize} elements along a new first axis; the last batch may be smaller. */
  public Dataset batch(int batchSize) {
    return batch(batchSize, false);
  }

  /** As {@link #batch(int)}; with {@code dropRemainder}, a last smaller batch is left out. */
  public Dataset batch(int batchSize, boolean dropRemainder) {
    requirePositive("batchSize", batchSize);
    long batches = (size + (dropRemainder ? 0 : batchSize - 1)) / batchSize;
    return new Dataset(
        () -> new BatchIterator(iterator(), batchSize, dropRemainder), size < 0 ? size : batches);
  }

  /**
   * Elements in random order: each is drawn from a buffer of the next {@code bufferSize}. Passes
   * differ; the same seed gives the same sequence of passes.
   */
  public Dataset shuffle(int bufferSize, long seed) {
    requirePositive("bufferSize", bufferSize);
    Passes passes = new Passes(seed);
    return new Dataset(() -> new ShuffleIterator(iterator(), bufferSize, passes.next()), size);
  }

  /** The same elements again and again, without end. */
  public Dataset repeat() {
    return new Dataset(() -> new RepeatIterator(this, Long.MAX_VALUE), INFINITE);
  }

  /** The same elements {@code count} times. */
  public Dataset repeat(long count) {
    requirePositive("count", count);
    return new Dataset(
        () -> new RepeatIterator(this, count), size < 0 ? size : Math.multiplyExact(size, count));
  }

  /** These elements, then those of another dataset. Keras: {@code concatenate}. */
  public Dataset concat(Dataset other) {
    Objects.requireNonNull(other, "other");
    long both = Math.min(size, other.size) < 0 ? Math.min(size, other.size) : size + other.size;
    return new Dataset(() -> new ConcatIterator(List.of(this, other)), both);
  }

  /** Each element joined with the one of another dataset at the same place; ends with either. */
  public Dataset zip(Dataset other, BinaryOperator<Batch> join) {
    Objects.requireNonNull(other, "other");
    Objects.requireNonNull(join, "join");
    return new Dataset(
        () -> new ZipIterator(iterator(), other.iterator(), join), shorter(size, other.size));
  }

  private static long shorter(long one, long two) {
    if (one == INFINITE || two == INFINITE) {
      return one == INFINITE ? two : one;
    }
    return Math.min(one, two); // UNKNOWN, if either is
  }

  /** The first {@code count} elements. */
  public Dataset take(long count) {
    requireNotNegative("count", count);
    long taken = size == UNKNOWN ? UNKNOWN : size == INFINITE ? count : Math.min(size, count);
    return new Dataset(() -> new SliceIterator(iterator(), 0, count), taken);
  }

  /** All elements but the first {@code count}. */
  public Dataset skip(long count) {
    requireNotNegative("count", count);
    long left = size < 0 ? size : Math.max(0, size - count);
    return new Dataset(() -> new SliceIterator(iterator(), count, Long.MAX_VALUE), left);
  }

  /** Each element changed. */
  public Dataset map(UnaryOperator<Batch> change) {
    return new Dataset(() -> new MapIterator(iterator(), change), size);
  }

  /**
   * Reads up to {@code count} elements ahead, on a thread of its own, so that they are made while
   * the model computes. An exception there comes out of the iterator.
   */
  public Dataset prefetch(int count) {
    requirePositive("count", count);
    return new Dataset(() -> new PrefetchIterator(iterator(), count), size);
  }

  private static void requireNotNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative. Received: " + value);
    }
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1. Received: " + value);
    }
  }

  // ---- reading

  /** Number of elements in a pass, {@link #UNKNOWN} or {@link #INFINITE}. */
  public long size() {
    return size;
  }

  /** Begins a pass. */
  @Override
  public DataIterator iterator() {
    Iterator<Batch> iterator = source.get();
    return iterator instanceof DataIterator data ? data : DataIterator.of(iterator);
  }

  /** Seeds of the passes of one dataset, one after another. */
  private static final class Passes {
    private final SplittableRandom seeds;

    Passes(long seed) {
      this.seeds = new SplittableRandom(seed);
    }

    synchronized long next() {
      return seeds.nextLong();
    }
  }

  @Override
  public String toString() {
    String shown = size == UNKNOWN ? "unknown" : size == INFINITE ? "infinite" : "" + size;
    return "Dataset(size=" + shown + ")";
  }

  /** What the elements of one pass are, for small datasets and tests. */
  public List<Batch> toList() {
    List<Batch> all = new ArrayList<>();
    try (DataIterator pass = iterator()) {
      pass.forEachRemaining(all::add);
    }
    return List.copyOf(all);
  }
}
