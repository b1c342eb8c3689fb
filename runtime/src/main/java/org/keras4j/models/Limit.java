package org.keras4j.models;

/** A bound on what a file may make its reader do, with its default. */
public enum Limit {
  /** Bytes taken from an {@code InputStream}, whose length is not known beforehand. */
  STREAM_BYTES(Integer.MAX_VALUE - 8L),
  /** Members of a zip archive. */
  ARCHIVE_ENTRIES(10_000),
  /** Bytes produced by inflating members of one archive, all together. */
  INFLATED_BYTES(Integer.MAX_VALUE - 8L),
  /** How many times its stored size a member of more than 256 MiB may inflate to. */
  INFLATION_RATIO(100),
  /** Groups and datasets looked at in one HDF5 file. */
  OBJECTS(1_000_000),
  /** Groups inside groups. Sequential models nested 150 deep make 300 levels. */
  GROUP_DEPTH(1_024),
  /** Levels of a B-tree. */
  BTREE_DEPTH(32),
  /** Bytes of one HDF5 object header, continuation blocks included. */
  HEADER_BYTES(16L << 20),
  /** Bytes of headers, indexes, names and attribute values of one HDF5 file, all together. */
  METADATA_BYTES(256L << 20),
  /** Bytes of one string or attribute value. */
  STRING_BYTES(64L << 20),
  /** Bytes of a name of a group, dataset, attribute or archive member. */
  NAME_BYTES(1_024),
  /** Dimensions of an array. */
  RANK(32),
  /** Layers, initializers and other objects in one model's config. Each costs about 20 KB once. */
  CONFIG_OBJECTS(100_000),
  /** Bytes of vocabularies among one archive's assets, all together. */
  VOCABULARY_BYTES(16L << 20),
  /** Lines of these vocabularies, all together. Each costs up to 100 bytes besides its text. */
  VOCABULARY_TOKENS(1_000_000),
  /** Bytes of a JSON document. */
  JSON_BYTES(64L << 20),
  /** Arrays and objects inside each other in a JSON document. */
  JSON_DEPTH(512),
  /** Tokens of a JSON document. */
  JSON_TOKENS(5_000_000),
  /** Characters of a number in a JSON document. */
  JSON_NUMBER_CHARS(64);

  private final long defaultValue;

  Limit(long defaultValue) {
    this.defaultValue = defaultValue;
  }

  /** The bound that {@link LoadPolicy#strict()} sets. */
  public long defaultValue() {
    return defaultValue;
  }
}
