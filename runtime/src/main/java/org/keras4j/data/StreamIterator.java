package org.keras4j.data;

import java.util.Iterator;
import java.util.stream.Stream;

/** The elements of a stream, which is closed at the end. */
final class StreamIterator implements DataIterator {
  private final Stream<Batch> stream;
  private final Iterator<Batch> elements;

  StreamIterator(Stream<Batch> stream) {
    this.stream = stream;
    this.elements = stream.iterator();
  }

  @Override
  public boolean hasNext() {
    boolean more = elements.hasNext();
    if (!more) {
      stream.close();
    }
    return more;
  }

  @Override
  public Batch next() {
    return elements.next();
  }

  @Override
  public void close() {
    stream.close();
  }
}
