package org.keras4j.layers.augmentation;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.SeedGenerator;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.DataFormat;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.Shape;

/**
 * A layer that changes images in training, most often at random: {@code (height, width, channels)},
 * or a batch of such. In place of the images it takes Keras' dictionary of {@code "images"}, {@code
 * "labels"}, {@code "segmentation_masks"} and {@code "bounding_boxes"} ({@code "boxes"}, {@code
 * "labels"}), and changes what belongs to the images with them. At inference it is the identity,
 * unless a subclass says otherwise.
 *
 * <p>Numbers are drawn in the order in which Keras draws them, one key for each of its draws.
 *
 * @param <T> what is drawn for a batch
 */
abstract class Augmentation<T> extends Layer {
  /** A fixed seed; null (the default) for one that depends on the layer's path. */
  public static final Arg<Integer> SEED = LayerArgs.seed();

  /** Where the channels stand; default last. */
  public static final Arg<DataFormat> DATA_FORMAT = LayerArgs.dataFormat();

  /** What the numbers of a bounding box mean; null where none are given. */
  public static final Arg<BoxFormat> BOUNDING_BOX_FORMAT =
      Arg.choice("bounding_box_format", BoxFormat.class, BoxFormat::toString, null);

  private SeedGenerator generator; // null while not built, or where nothing is drawn

  Augmentation(LayerType<?> type, Config config) {
    super(type, config);
  }

  /** A fixed seed; null for one that depends on the layer's path. */
  Integer seed() {
    return get(SEED);
  }

  /** Registers layers that this one applies, under the attributes that Keras has for them. */
  final List<Augmentation<?>> parts(Stream<Augmentation<?>> layers) {
    return layers.<Augmentation<?>>map(layer -> child(layer.type().snakeName(), layer)).toList();
  }

  /** How many keys {@link #draw} takes. */
  abstract int keys();

  /** The random numbers for a batch; null for none. */
  abstract T draw(Draws draws, Batch batch);

  /** The changed images: a batch, channels last, in the compute dtype. */
  abstract Tensor images(Tensor images, T drawn);

  /** The changed labels. */
  Tensor labels(Tensor labels, T drawn) {
    return labels;
  }

  /** The changed segmentation masks: a batch, channels last. */
  Tensor masks(Tensor masks, T drawn) {
    return masks;
  }

  /** The changed bounding boxes. */
  Boxes boxes(Boxes boxes, T drawn, Batch batch) {
    return boxes;
  }

  /** Whether the layer does at inference what it does in training. */
  boolean alwaysApplies() {
    return false;
  }

  /** Whether images have the compute dtype where nothing else happens to them. */
  boolean castsAtInference() {
    return true;
  }

  /** What happens to the images where the layer does not apply. */
  Tensor untouched(Tensor images) {
    return castsAtInference() ? DTypes.cast(images, computeDType()) : images;
  }

  /** The images in the dtype in which they are changed. */
  Tensor prepared(Tensor images) {
    return DTypes.cast(images, computeDType());
  }

  /** The changed images in the dtype of the output. */
  Tensor inOutputType(Tensor images, DType given) {
    return images;
  }

  @Override
  protected final void build(BuildContext ctx, Shape input) {
    generator = keys() > 0 ? ctx.addSeedGenerator(seed()) : null;
  }

  @Override
  protected final Object call(CallContext ctx, CallArguments arguments) {
    Sample sample = Sample.of(arguments.get(0, "data"));
    if (sample.parts().containsKey(Sample.Part.BOXES) && get(BOUNDING_BOX_FORMAT) == null) {
      throw new KerasException(
          "You passed an input with a 'bounding_boxes' key, but you didn't specify a bounding box"
              + " format. Pass a `bounding_box_format` argument to your "
              + type().className()
              + " layer, e.g. `bounding_box_format='xyxy'`.");
    }
    if (!ctx.training() && !alwaysApplies()) {
      return sample.with(Map.of(Sample.Part.IMAGES, untouched(sample.images())));
    }
    Stream<Tensor> keys =
        generator == null
            ? Stream.of()
            : Stream.generate(() -> ctx.random(generator)).limit(keys());
    return sample.with(SampleChange.of(this, keys.toList(), sample.parts()));
  }

  /** The changed part of a sample, but for boxes. */
  final Tensor changed(Sample.Part part, Tensor x, T drawn, Batch batch) {
    return switch (part) {
      case IMAGES -> {
        Tensor images = batch.toLast(prepared(x));
        yield batch.fromLast(inOutputType(images(images, drawn), x.dtype()));
      }
      case LABELS -> batch.unbatched(labels(batch.batched(x), drawn));
      case MASKS -> batch.fromLast(masks(batch.toLast(x), drawn));
      default -> x;
    };
  }

  /** As Keras writes it: without {@code bounding_box_format} where there is none. */
  @Override
  public Map<String, Object> configMap() {
    Map<String, Object> map = super.configMap();
    map.remove(BOUNDING_BOX_FORMAT.key(), null);
    return map;
  }

  /** The setters of all augmentation layers. */
  abstract static class AugmentationBuilder<
          B extends AugmentationBuilder<B, L>, L extends Augmentation<?>>
      extends LayerBuilder<B, L> {
    AugmentationBuilder(LayerType<L> type) {
      super(type);
    }

    /** A fixed seed; by default it depends on the layer's path. */
    public final B seed(int value) {
      return set(SEED, value);
    }

    /** Where the channels stand; default last. */
    public final B dataFormat(DataFormat value) {
      return set(DATA_FORMAT, value);
    }

    /** What the numbers of a bounding box mean; needed only where boxes are given. */
    public final B boundingBoxFormat(BoxFormat value) {
      return set(BOUNDING_BOX_FORMAT, value);
    }
  }
}
