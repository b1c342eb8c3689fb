package org.keras4j.formats.hdf5;

import java.util.List;

/** A named value attached to a group or dataset. */
public interface Hdf5Attribute {
  /** The attribute's name. */
  String name();

  /** Type of the elements. */
  Hdf5Type type();

  /** Dimensions; none for a single value. */
  long[] shape();

  /** How many elements there are: 1 for a single value. */
  long elementCount();

  /**
   * The elements as text, decoded as UTF-8 whatever the file declares. An empty array gives an
   * empty list whatever its type: Keras stores an empty list of names as an array of no doubles.
   *
   * @throws Hdf5Exception when the elements are not strings
   */
  List<String> strings();

  /**
   * The elements as numbers.
   *
   * @throws Hdf5Exception when the elements are not numbers
   */
  double[] doubles();

  /**
   * The elements as whole numbers.
   *
   * @throws Hdf5Exception when the elements are not whole numbers
   */
  long[] longs();

  /**
   * The only element, as text.
   *
   * @throws Hdf5Exception when there is not exactly one string
   */
  String string();
}
