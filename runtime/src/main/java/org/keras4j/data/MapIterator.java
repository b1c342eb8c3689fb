package org.keras4j.data;

import java.util.function.UnaryOperator;

/** Each element changed. */
final class MapIterator implements DataIterator {
  private final DataIterator elements;
  private final UnaryOperator<Batch> change;

  MapIterator(DataIterator elements, UnaryOperator<Batch> change) {
    this.elements = elements;
    this.change = change;
  }

  @Override
  public boolean hasNext() {
    return elements.hasNext();
  }

  @Override
  public Batch next() {
    return change.apply(elements.next());
  }

  @Override
  public void close() {
    elements.close();
  }
}
