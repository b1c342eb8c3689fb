package org.keras4j.data;

import java.util.NoSuchElementException;

/** Passes over a dataset, one after another. */
final class RepeatIterator implements DataIterator {
  private final Dataset dataset;
  private long passesLeft;
  private DataIterator pass;
  private boolean isPassEmpty;

  RepeatIterator(Dataset dataset, long count) {
    this.dataset = dataset;
    this.passesLeft = count;
  }

  @Override
  public boolean hasNext() {
    while (pass == null || !pass.hasNext()) {
      // A dataset without elements would be asked for ever.
      if (passesLeft == 0 || pass != null && isPassEmpty) {
        return false;
      }
      close();
      passesLeft--;
      pass = dataset.iterator();
      isPassEmpty = true;
    }
    return true;
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    isPassEmpty = false;
    return pass.next();
  }

  @Override
  public void close() {
    if (pass != null) {
      pass.close();
    }
  }
}
