package org.keras4j.data;

import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Reads elements ahead on a thread of its own, which ends with the pass or when this is closed. */
final class PrefetchIterator implements DataIterator {
  private static final long CLOSE_MILLISECONDS = 5000;

  /** What the reading thread hands over: an element, an exception, or the end. */
  private record Item(Batch element, Throwable failure) {
    static final Item END = new Item(null, null);
  }

  private final DataIterator elements;
  private final BlockingQueue<Item> queue;
  private final Thread reader;
  private volatile boolean isClosed;
  private Item next;

  PrefetchIterator(DataIterator elements, int count) {
    this.elements = elements;
    this.queue = new ArrayBlockingQueue<>(count);
    this.reader = new Thread(this::read, "keras4j-prefetch");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    Item last = Item.END;
    try (elements) {
      while (!isClosed && elements.hasNext()) {
        queue.put(new Item(elements.next(), null));
      }
    } catch (InterruptedException closed) {
      return;
    } catch (Throwable failure) {
      // Whatever it is, whoever waits for the next element must hear of it.
      last = new Item(null, failure);
    }
    try {
      queue.put(last);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      try {
        next = queue.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while waiting for data", e);
      }
    }
    if (next.failure instanceof RuntimeException failure) {
      throw failure;
    }
    if (next.failure instanceof Error failure) {
      throw failure;
    }
    if (next.failure != null) {
      throw new IllegalStateException("Reading data failed: " + next.failure, next.failure);
    }
    return next != Item.END;
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Batch element = next.element;
    next = null;
    return element;
  }

  /** Waits a while for an element that is being made, so that the source is closed after this. */
  @Override
  public void close() {
    isClosed = true;
    queue.clear();
    reader.interrupt();
    try {
      reader.join(CLOSE_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
