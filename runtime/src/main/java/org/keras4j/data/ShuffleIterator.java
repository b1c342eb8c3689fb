package org.keras4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/** Draws each element at random from a buffer of the next ones. */
final class ShuffleIterator implements DataIterator {
  private final DataIterator elements;
  private final int bufferSize;
  private final List<Batch> buffer;
  private final SplittableRandom random;

  ShuffleIterator(DataIterator elements, int bufferSize, long seed) {
    this.elements = elements;
    this.bufferSize = bufferSize;
    this.buffer = new ArrayList<>();
    this.random = new SplittableRandom(seed);
  }

  @Override
  public boolean hasNext() {
    while (buffer.size() < bufferSize && elements.hasNext()) {
      buffer.add(elements.next());
    }
    return !buffer.isEmpty();
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int drawn = random.nextInt(buffer.size());
    Batch element = buffer.get(drawn);
    Batch last = buffer.remove(buffer.size() - 1);
    if (drawn < buffer.size()) {
      buffer.set(drawn, last);
    }
    return element;
  }

  @Override
  public void close() {
    elements.close();
  }
}
