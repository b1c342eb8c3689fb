package org.keras4j.formats.keras.dialect;

/**
 * What is known of a tensor, and what makes a padded one ragged.
 *
 * @param mask a tensor (batch, places) of truth values: the places that hold values, the first ones
 *     of each row; null of a tensor that is not ragged
 * @param rank of the padded tensor
 * @param dtype of its numbers
 * @param flat whether the file takes it as the rows one after another, without the batch axis
 */
record Rows(Object mask, int rank, String dtype, boolean flat) {
  Rows mask(Object other) {
    return new Rows(other, rank, dtype, flat);
  }

  Rows rank(int other) {
    return new Rows(mask, other, dtype, flat);
  }

  Rows dtype(String other) {
    return new Rows(mask, rank, other, flat);
  }

  Rows flat(boolean value) {
    return new Rows(mask, rank, dtype, value);
  }
}
