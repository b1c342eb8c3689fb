package org.keras4j.models;

import java.util.Objects;

/**
 * How a model is saved: an immutable value.
 *
 * @param ending what decides on the format, such as {@code .keras} or {@code .h5}; null for the
 *     ending of the file's name, and where there is no name for {@code .keras}, or {@code
 *     .weights.h5} when only weights are saved
 * @param overwrite whether a file that exists is replaced; otherwise it is an error. Keras: {@code
 *     overwrite}
 * @param includeOptimizer whether the optimizer's state is saved with a model that is compiled.
 *     Keras: {@code include_optimizer}
 * @param maxShardSize how large each file of {@code .weights.json} may become, in GiB. Keras:
 *     {@code max_shard_size}
 * @param durable whether saving to a path ends only when everything is on the disk, as it does by
 *     default. Without, it ends when the system has the bytes, several times sooner: a process that
 *     is killed still leaves the older or the newer file, a machine that loses its power may not
 */
public record SaveOptions(
    String ending,
    boolean overwrite,
    boolean includeOptimizer,
    double maxShardSize,
    boolean durable) {
  /** The ending that stands for an unzipped {@code .keras} folder. Keras: {@code zipped=False}. */
  public static final String FOLDER = "/";

  private static final double DEFAULT_SHARD_SIZE = 5;

  public SaveOptions {
    if (!(maxShardSize > 0)) {
      throw new ModelException("`max_shard_size` must be above 0. Received: " + maxShardSize);
    }
  }

  /** By the file's name, replacing an older file, with the optimizer, in shards of 5 GiB. */
  public static SaveOptions standard() {
    return new SaveOptions(null, true, true, DEFAULT_SHARD_SIZE, true);
  }

  /** The format that files of this ending have, whatever the name. */
  public static SaveOptions format(String ending) {
    return standard().ending(ending);
  }

  /** A folder that holds what a {@code .keras} archive would. Keras: {@code zipped=False}. */
  public static SaveOptions unzipped() {
    return format(FOLDER);
  }

  public SaveOptions ending(String value) {
    Objects.requireNonNull(value, "ending");
    return new SaveOptions(value, overwrite, includeOptimizer, maxShardSize, durable);
  }

  public SaveOptions overwrite(boolean value) {
    return new SaveOptions(ending, value, includeOptimizer, maxShardSize, durable);
  }

  public SaveOptions includeOptimizer(boolean value) {
    return new SaveOptions(ending, overwrite, value, maxShardSize, durable);
  }

  public SaveOptions maxShardSize(double gibibytes) {
    return new SaveOptions(ending, overwrite, includeOptimizer, gibibytes, durable);
  }

  public SaveOptions durable(boolean value) {
    return new SaveOptions(ending, overwrite, includeOptimizer, maxShardSize, value);
  }
}
