package org.keras4j.training;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.keras4j.callbacks.Callback;
import org.keras4j.data.Batch;
import org.keras4j.data.Dataset;

/**
 * One call of {@code fit}: an immutable value. Keras: the arguments of {@code Model.fit}.
 *
 * <pre>{@code
 * FitOptions.epochs(5).batchSize(32).validationSplit(0.1).callbacks(EarlyStopping.monitor("val_loss"))
 * }</pre>
 */
public final class FitOptions {
  /** What {@link #verbose} is by default: a progress bar on a terminal, nothing elsewhere. */
  public static final int AUTO = -1;

  private int epochs = 1;
  private Integer batchSize;
  private int verbose = AUTO;
  private List<Callback> callbacks = List.of();
  private double validationSplit;
  private Batch validationArrays;
  private Dataset validationDataset;
  private Shuffle shuffle = Shuffle.ALL;
  private long seed;
  private Map<Integer, Double> classWeight;
  private Object sampleWeight;
  private int initialEpoch;
  private Integer stepsPerEpoch;
  private Integer validationSteps;
  private Integer validationBatchSize;
  private int validationFrequency = 1;
  private Set<Integer> validationEpochs;

  /** How the samples of arrays are put in order for each epoch. Datasets shuffle themselves. */
  public enum Shuffle {
    /** As they are. */
    NONE,
    /** All of them at random. */
    ALL,
    /** At random within batches of consecutive samples. Keras: {@code shuffle="batch"}. */
    WITHIN_BATCHES
  }

  private FitOptions() {}

  private FitOptions with(Consumer<FitOptions> change) {
    FitOptions copy = new FitOptions();
    copy.epochs = epochs;
    copy.batchSize = batchSize;
    copy.verbose = verbose;
    copy.callbacks = callbacks;
    copy.validationSplit = validationSplit;
    copy.validationArrays = validationArrays;
    copy.validationDataset = validationDataset;
    copy.shuffle = shuffle;
    copy.seed = seed;
    copy.classWeight = classWeight;
    copy.sampleWeight = sampleWeight;
    copy.initialEpoch = initialEpoch;
    copy.stepsPerEpoch = stepsPerEpoch;
    copy.validationSteps = validationSteps;
    copy.validationBatchSize = validationBatchSize;
    copy.validationFrequency = validationFrequency;
    copy.validationEpochs = validationEpochs;
    change.accept(copy);
    return copy;
  }

  /** Options for this many epochs. */
  public static FitOptions epochs(int epochs) {
    if (epochs < 0) {
      throw new IllegalArgumentException("epochs must not be negative. Received: " + epochs);
    }
    return new FitOptions().with(copy -> copy.epochs = epochs);
  }

  private static int positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1. Received: " + value);
    }
    return value;
  }

  // ---- what is set

  /** Samples in a step; default 32. Not for datasets, which have batches of their own. */
  public FitOptions batchSize(int value) {
    positive("batchSize", value);
    return with(copy -> copy.batchSize = value);
  }

  /** 0 for nothing, 1 for a progress bar, 2 for one line an epoch; default {@link #AUTO}. */
  public FitOptions verbose(int value) {
    if (value < AUTO || value > 2) {
      throw new IllegalArgumentException("verbose must be 0, 1, 2 or AUTO. Received: " + value);
    }
    return with(copy -> copy.verbose = value);
  }

  public FitOptions callbacks(Callback... values) {
    return callbacks(List.of(values));
  }

  public FitOptions callbacks(List<? extends Callback> values) {
    return with(copy -> copy.callbacks = List.copyOf(values));
  }

  /** The part of the arrays, from their end, that is kept for validation: 0 to 1. */
  public FitOptions validationSplit(double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "`validation_split` must be at least 0 and less than 1. Received: " + value);
    }
    return with(copy -> copy.validationSplit = value);
  }

  /** Arrays, or lists or maps of arrays, to evaluate after epochs. */
  public FitOptions validationData(Object x, Object y) {
    return validationData(Batch.of(x, y));
  }

  public FitOptions validationData(Object x, Object y, Object weights) {
    return validationData(Batch.of(x, y, weights));
  }

  private FitOptions validationData(Batch arrays) {
    return with(
        copy -> {
          copy.validationArrays = arrays;
          copy.validationDataset = null;
        });
  }

  /** Batches to evaluate after epochs. */
  public FitOptions validationData(Dataset batches) {
    Objects.requireNonNull(batches, "batches");
    return with(
        copy -> {
          copy.validationDataset = batches;
          copy.validationArrays = null;
        });
  }

  /** Whether samples of arrays come in random order, another one each epoch; default true. */
  public FitOptions shuffle(boolean value) {
    return shuffle(value ? Shuffle.ALL : Shuffle.NONE);
  }

  public FitOptions shuffle(Shuffle value) {
    return with(copy -> copy.shuffle = Objects.requireNonNull(value, "shuffle"));
  }

  /** Which random order: the same seed gives the same training; default 0. */
  public FitOptions seed(long value) {
    return with(copy -> copy.seed = value);
  }

  /** Factors of the loss by class, for models of one output; 1 for classes that are not there. */
  public FitOptions classWeight(Map<Integer, Double> value) {
    return with(copy -> copy.classWeight = Map.copyOf(value));
  }

  /** A factor of the loss for each sample, in the structure of the outputs; for arrays. */
  public FitOptions sampleWeight(Object value) {
    return with(copy -> copy.sampleWeight = value);
  }

  /** Number of the first epoch: to go on where an earlier call ended. */
  public FitOptions initialEpoch(int value) {
    return with(copy -> copy.initialEpoch = value);
  }

  /** Steps in an epoch; by default until the data ends. A dataset goes on where it was. */
  public FitOptions stepsPerEpoch(int value) {
    positive("stepsPerEpoch", value);
    return with(copy -> copy.stepsPerEpoch = value);
  }

  /** Steps of each validation; by default until the data ends. */
  public FitOptions validationSteps(int value) {
    positive("validationSteps", value);
    return with(copy -> copy.validationSteps = value);
  }

  /** Samples in a validation step; by default as in training. */
  public FitOptions validationBatchSize(int value) {
    positive("validationBatchSize", value);
    return with(copy -> copy.validationBatchSize = value);
  }

  /** Validates after every {@code value}th epoch; default 1. */
  public FitOptions validationFrequency(int value) {
    positive("validationFrequency", value);
    return with(
        copy -> {
          copy.validationFrequency = value;
          copy.validationEpochs = null;
        });
  }

  /** Validates after these epochs, counted from 1. Keras: a list as {@code validation_freq}. */
  public FitOptions validationEpochs(Set<Integer> epochsFromOne) {
    return with(copy -> copy.validationEpochs = Set.copyOf(epochsFromOne));
  }

  // ---- what was set

  public int epochs() {
    return epochs;
  }

  /** Null where the caller left it open. */
  public Integer batchSize() {
    return batchSize;
  }

  public int verbose() {
    return verbose;
  }

  public List<Callback> callbacks() {
    return callbacks;
  }

  public double validationSplit() {
    return validationSplit;
  }

  /** Null for none. */
  public Batch validationArrays() {
    return validationArrays;
  }

  /** Null for none. */
  public Dataset validationDataset() {
    return validationDataset;
  }

  public Shuffle shuffle() {
    return shuffle;
  }

  public long seed() {
    return seed;
  }

  /** Null for none. */
  public Map<Integer, Double> classWeight() {
    return classWeight;
  }

  /** Null for none. */
  public Object sampleWeight() {
    return sampleWeight;
  }

  public int initialEpoch() {
    return initialEpoch;
  }

  /** Null where the caller left it open. */
  public Integer stepsPerEpoch() {
    return stepsPerEpoch;
  }

  /** Null where the caller left it open. */
  public Integer validationSteps() {
    return validationSteps;
  }

  /** Null where the caller left it open. */
  public Integer validationBatchSize() {
    return validationBatchSize;
  }

  /** Whether to validate after an epoch, counted from 0. */
  public boolean validatesAfter(int epoch) {
    return validationEpochs != null
        ? validationEpochs.contains(epoch + 1)
        : (epoch + 1) % validationFrequency == 0;
  }
}
