package org.keras4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

@Timeout(60)
class DatasetTest {
  /** The numbers from 0 on, one an element. */
  private static Dataset numbers(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i;
    }
    return Dataset.of(NDArray.of(values, count));
  }

  private static Batch number(int value) {
    return Batch.of(NDArray.of(new float[] {value}, 1));
  }

  /** All numbers of each element. */
  private static List<List<Integer>> read(Dataset dataset) {
    List<List<Integer>> all = new ArrayList<>();
    for (Batch element : dataset.toList()) {
      all.add(values((NDArray) element.x()));
    }
    return all;
  }

  private static List<Integer> values(NDArray array) {
    return IntStream.range(0, array.size()).mapToObj(i -> (int) array.getDouble(i)).toList();
  }

  private static List<List<Integer>> single(int... values) {
    return IntStream.of(values).mapToObj(List::of).toList();
  }

  // ---- sources

  @Test
  void arraysGiveTheirRowsInTheirStructure() {
    NDArray a = NDArray.of(new float[] {1, 2, 3, 4}, 2, 2);
    NDArray b = NDArray.of(new float[] {5, 6}, 2);
    Dataset data = Dataset.of(Map.of("a", a, "b", b), List.of(b, a), b);
    assertEquals(2, data.size());
    Batch second = data.toList().get(1);
    assertEquals(List.of(3, 4), values((NDArray) ((Map<?, ?>) second.x()).get("a")));
    NDArray scalar = (NDArray) ((List<?>) second.y()).get(0);
    assertEquals(Shape.SCALAR, scalar.shape());
    assertEquals(List.of(6), values((NDArray) second.sampleWeight()));
    Batch batch = data.batch(2).toList().get(0);
    assertEquals(Shape.of(2, 2), ((NDArray) ((List<?>) batch.y()).get(1)).shape());
    assertEquals(Shape.of(2), ((NDArray) batch.sampleWeight()).shape());
    assertEquals(List.of(1, 2, 3, 4), values((NDArray) ((Map<?, ?>) batch.x()).get("a")));
  }

  @Test
  void arraysOfDifferentLengthsAreAnError() {
    ShapeException e =
        assertThrows(
            ShapeException.class,
            () -> Dataset.of(NDArray.of(new float[2], 2), NDArray.of(new float[3], 3)));
    assertTrue(e.getMessage().contains("Data cardinality is ambiguous"), e.getMessage());
  }

  @Test
  void streamsAreOpenedForEachPassAndClosedBehindIt() {
    AtomicInteger open = new AtomicInteger();
    AtomicInteger opened = new AtomicInteger();
    Dataset data =
        Dataset.ofStreams(
            () -> {
              open.incrementAndGet();
              opened.incrementAndGet();
              return Stream.of(number(1), number(2), number(3)).onClose(open::decrementAndGet);
            });
    assertEquals(Dataset.UNKNOWN, data.size());
    assertEquals(single(1, 2, 3, 1, 2, 3), read(data.repeat(2)));
    assertEquals(2, opened.get());
    assertEquals(0, open.get());
    assertEquals(single(1), read(data.take(1)));
    try (DataIterator pass = data.batch(2).shuffle(2, 1).map(b -> b).prefetch(1).iterator()) {
      pass.next();
    }
    assertEquals(0, open.get(), "closed through all that is made of it");
  }

  @Test
  void generatorsNeverEnd() {
    AtomicInteger next = new AtomicInteger();
    Dataset data = Dataset.generate(() -> number(next.getAndIncrement()));
    assertEquals(Dataset.INFINITE, data.size());
    assertEquals(single(0, 1, 2), read(data.take(3)));
  }

  // ---- operations

  @Test
  void batchesStackElements() {
    assertEquals(List.of(List.of(0, 1, 2), List.of(3, 4)), read(numbers(5).batch(3)));
    assertEquals(List.of(List.of(0, 1, 2)), read(numbers(5).batch(3, true)));
    assertEquals(List.of(), read(numbers(0).batch(3)));
  }

  @Test
  void elementsThatDifferCannotBeBatched() {
    Dataset ragged =
        Dataset.from(
            () -> List.of(number(1), Batch.of(NDArray.of(new float[] {1, 2}, 2))).iterator(), 2);
    ShapeException shapes = assertThrows(ShapeException.class, () -> ragged.batch(2).toList());
    assertTrue(
        shapes.getMessage().contains("element 0 is") && shapes.getMessage().contains("(2,)"),
        shapes.getMessage());
    Dataset mixed =
        Dataset.from(() -> List.of(number(1), Batch.of(number(1).x(), number(2).x())).iterator());
    assertThrows(ShapeException.class, () -> mixed.batch(2).toList());
  }

  @Test
  void repeatsTakesSkipsConcatenatesAndZips() {
    assertEquals(single(0, 1, 0, 1), read(numbers(2).repeat(2)));
    assertEquals(single(0, 1, 0), read(numbers(2).repeat().take(3)));
    assertEquals(List.of(), read(numbers(0).repeat()), "nothing, again and again, ends");
    assertEquals(single(2, 3), read(numbers(4).skip(2)));
    assertEquals(List.of(), read(numbers(4).skip(9)));
    assertEquals(List.of(), read(numbers(4).take(0)));
    assertEquals(single(0, 1, 0), read(numbers(2).concat(numbers(1))));
    assertEquals(single(0, 0, 1), read(numbers(0).concat(numbers(1)).concat(numbers(2))));
    List<Batch> pairs =
        numbers(3).zip(numbers(2).skip(1), (one, two) -> Batch.of(one.x(), two.x())).toList();
    assertEquals(1, pairs.size());
    assertEquals(List.of(1), values((NDArray) pairs.get(0).y()));
  }

  @Test
  void sizesAreKnownWhereTheyCanBe() {
    Dataset unknown = Dataset.from(() -> numbers(3).iterator());
    Dataset endless = numbers(3).repeat();
    assertEquals(2, numbers(5).batch(3).size());
    assertEquals(1, numbers(5).batch(3, true).size());
    assertEquals(10, numbers(5).repeat(2).size());
    assertEquals(Dataset.INFINITE, endless.batch(2).shuffle(2, 1).prefetch(1).size());
    assertEquals(4, endless.take(4).size());
    assertEquals(3, numbers(5).skip(2).size());
    assertEquals(0, numbers(5).skip(7).size());
    assertEquals(5, numbers(5).take(9).map(b -> b).size());
    assertEquals(Dataset.UNKNOWN, unknown.take(2).size());
    assertEquals(Dataset.UNKNOWN, unknown.batch(2).repeat(3).size());
    assertEquals(Dataset.INFINITE, unknown.concat(endless).size());
    assertEquals(Dataset.UNKNOWN, unknown.concat(numbers(1)).size());
    assertEquals(8, numbers(5).concat(numbers(3)).size());
    assertEquals(5, numbers(5).zip(endless, (one, two) -> one).size());
    assertEquals(Dataset.UNKNOWN, unknown.zip(endless, (one, two) -> one).size());
    assertEquals(3, numbers(5).zip(numbers(3), (one, two) -> one).size());
  }

  @Test
  void nonsenseIsRefused() {
    Dataset data = numbers(2);
    assertThrows(IllegalArgumentException.class, () -> data.batch(0));
    assertThrows(IllegalArgumentException.class, () -> data.take(-1));
    assertThrows(IllegalArgumentException.class, () -> data.skip(-1));
    assertThrows(IllegalArgumentException.class, () -> data.repeat(0));
    assertThrows(IllegalArgumentException.class, () -> data.shuffle(0, 1));
    assertThrows(IllegalArgumentException.class, () -> data.prefetch(0));
    assertThrows(IllegalArgumentException.class, () -> Dataset.from(data::iterator, -3));
  }

  @Test
  void shufflesAnewInEachPassAndTheSameBySeed() {
    Dataset one = numbers(50).shuffle(20, 7);
    List<List<Integer>> first = read(one);
    List<List<Integer>> second = read(one);
    assertEquals(new TreeSet<>(flat(first)), new TreeSet<>(flat(read(numbers(50)))));
    assertEquals(50, flat(first).size());
    assertNotEquals(first, second);
    assertNotEquals(read(numbers(50)), first);
    Dataset same = numbers(50).shuffle(20, 7);
    assertEquals(first, read(same));
    assertEquals(second, read(same));
    assertNotEquals(first, read(numbers(50).shuffle(20, 8)));
    // An element cannot come before the buffer has reached it.
    for (int i = 0; i < 50; i++) {
      assertTrue(flat(first).get(i) < i + 20);
    }
  }

  private static List<Integer> flat(List<List<Integer>> elements) {
    return elements.stream().flatMap(List::stream).toList();
  }

  // ---- prefetch

  @Test
  void prefetchKeepsTheOrder() {
    assertEquals(read(numbers(100)), read(numbers(100).prefetch(3)));
    assertEquals(List.of(), read(numbers(0).prefetch(3)));
  }

  @Test
  void prefetchReadsAheadButNotFurther() throws InterruptedException {
    AtomicInteger made = new AtomicInteger();
    CountDownLatch ahead = new CountDownLatch(4);
    Dataset data =
        Dataset.generate(
            () -> {
              ahead.countDown();
              return number(made.getAndIncrement());
            });
    try (DataIterator pass = data.prefetch(2).iterator()) {
      pass.next();
      // One taken, two waiting, one in hand.
      assertTrue(ahead.await(30, TimeUnit.SECONDS));
      Thread.sleep(50);
      assertEquals(4, made.get());
    }
  }

  @Test
  void anExceptionOfTheReadingThreadComesOutInItsPlace() {
    for (Throwable failure :
        List.of(new IllegalStateException("broken"), new StackOverflowError())) {
      Dataset data =
          numbers(5)
              .map(
                  element -> {
                    if (values((NDArray) element.x()).get(0) == 2) {
                      sneak(failure);
                    }
                    return element;
                  })
              .prefetch(1);
      try (DataIterator pass = data.iterator()) {
        assertEquals(List.of(0), values((NDArray) pass.next().x()));
        assertEquals(List.of(1), values((NDArray) pass.next().x()));
        assertSame(failure, assertThrows(failure.getClass(), pass::hasNext));
        assertSame(failure, assertThrows(failure.getClass(), pass::next), "again");
      }
    }
  }

  @Test
  void aCheckedExceptionThatSlippedThroughDoesNotHang() {
    Dataset data = Dataset.generate(() -> sneak(new Exception("slipped"))).prefetch(1);
    try (DataIterator pass = data.iterator()) {
      RuntimeException e = assertThrows(RuntimeException.class, pass::next);
      assertEquals("slipped", e.getCause().getMessage());
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> Batch sneak(Throwable failure) throws T {
    throw (T) failure;
  }

  @Test
  void closingEndsTheReadingThread() throws InterruptedException {
    AtomicInteger closed = new AtomicInteger();
    AtomicInteger made = new AtomicInteger();
    Dataset data =
        Dataset.from(
            () ->
                new DataIterator() {
                  @Override
                  public boolean hasNext() {
                    return true;
                  }

                  @Override
                  public Batch next() {
                    Thread.interrupted(); // a source that loses interrupts
                    return number(made.getAndIncrement());
                  }

                  @Override
                  public void close() {
                    closed.incrementAndGet();
                  }
                });
    DataIterator pass = data.prefetch(2).iterator();
    pass.next();
    pass.close();
    assertEquals(1, closed.get());
    int then = made.get();
    Thread.sleep(50);
    assertEquals(then, made.get());
    assertFalse(
        Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().equals("keras4j-prefetch") && thread.isAlive()));
  }

  @Test
  void passesAreIndependent() {
    Dataset data = numbers(3);
    Iterator<Batch> one = data.iterator();
    one.next();
    assertEquals(single(0, 1, 2), read(data));
    assertEquals(List.of(1), values((NDArray) one.next().x()));
  }
}
