package org.keras4j.training;

import java.util.Map;
import org.keras4j.callbacks.TrainingRun;
import org.keras4j.data.Batch;
import org.keras4j.data.DataIterator;
import org.keras4j.data.Dataset;

/** Batches of a dataset. */
final class DatasetEpochs implements EpochData {
  private final Dataset dataset;
  private final Integer stepsPerEpoch;
  private final Map<Integer, Double> classWeight;
  private DataIterator pass;
  private long step;
  private long stepsSeen = TrainingRun.UNKNOWN;

  /**
   * Epochs over a dataset.
   *
   * @param stepsPerEpoch null for a pass an epoch; else an epoch goes on where the last ended
   * @param classWeight null for none
   */
  DatasetEpochs(Dataset dataset, Integer stepsPerEpoch, Map<Integer, Double> classWeight) {
    if (dataset.size() == Dataset.INFINITE && stepsPerEpoch == null) {
      throw new TrainingException(
          "When passing an infinitely repeating dataset, please specify a `steps_per_epoch` value"
              + " so that epoch level callbacks continue to work. The value can be arbitrary, or a"
              + " number that you think correctly defines the size of an epoch.");
    }
    this.dataset = dataset;
    this.stepsPerEpoch = stepsPerEpoch;
    this.classWeight = classWeight;
  }

  @Override
  public long steps() {
    if (stepsPerEpoch != null) {
      return stepsPerEpoch;
    }
    return dataset.size() >= 0 ? dataset.size() : stepsSeen;
  }

  @Override
  public void beginEpoch() {
    step = 0;
    if (stepsPerEpoch == null || pass != null && !pass.hasNext()) {
      close();
    }
    if (pass == null) {
      pass = dataset.iterator();
    }
  }

  @Override
  public Batch next() {
    if (stepsPerEpoch != null && step >= stepsPerEpoch) {
      return null;
    }
    if (!pass.hasNext()) {
      ended();
      return null;
    }
    step++;
    Batch batch = pass.next();
    return classWeight == null ? batch : ClassWeights.apply(batch, classWeight);
  }

  private void ended() {
    if (stepsPerEpoch == null) {
      stepsSeen = step;
      return;
    }
    EpochData.warnOutOfData();
  }

  @Override
  public void close() {
    if (pass != null) {
      pass.close();
      pass = null;
    }
  }
}
