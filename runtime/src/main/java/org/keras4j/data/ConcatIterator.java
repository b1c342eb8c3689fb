package org.keras4j.data;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Passes over several datasets, one after another; each is opened when it is its turn. */
final class ConcatIterator implements DataIterator {
  private final Iterator<Dataset> datasets;
  private DataIterator pass;

  ConcatIterator(List<Dataset> datasets) {
    this.datasets = datasets.iterator();
  }

  @Override
  public boolean hasNext() {
    while (pass == null || !pass.hasNext()) {
      if (!datasets.hasNext()) {
        return false;
      }
      close();
      pass = datasets.next().iterator();
    }
    return true;
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return pass.next();
  }

  @Override
  public void close() {
    if (pass != null) {
      pass.close();
    }
  }
}
