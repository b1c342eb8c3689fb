package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.callbacks.History;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerSource;
import org.keras4j.layers.Structures;
import org.keras4j.layers.Trace;
import org.keras4j.layers.augmentation.AugMix;
import org.keras4j.layers.augmentation.BoxFormat;
import org.keras4j.layers.augmentation.CutMix;
import org.keras4j.layers.augmentation.MixUp;
import org.keras4j.layers.augmentation.RandAugment;
import org.keras4j.layers.augmentation.RandomBrightness;
import org.keras4j.layers.augmentation.RandomCrop;
import org.keras4j.layers.augmentation.RandomFlip;
import org.keras4j.layers.augmentation.RandomRotation;
import org.keras4j.layers.augmentation.RandomTranslation;
import org.keras4j.layers.augmentation.Sampling;
import org.keras4j.layers.convolutional.Conv2D;
import org.keras4j.layers.core.Dense;
import org.keras4j.layers.core.InputLayer;
import org.keras4j.layers.pooling.GlobalAveragePooling2D;
import org.keras4j.models.Model;
import org.keras4j.models.Sequential;
import org.keras4j.optimizers.SGD;
import org.keras4j.plan.Executable;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.training.CompileOptions;
import org.keras4j.training.FitOptions;

/** What random image layers promise beyond single values, which the layers' fixtures compare. */
class AugmentationTest {
  private static final int IMAGES = 400;

  @Test
  void aboutHalfOfTheImagesAreFlipped() {
    NDArray images = rising(IMAGES, 2, 3);
    float[] given = images.floats();
    float[] found = run(flip(5), images).get(0).floats();
    int flipped = 0;
    for (int i = 0; i < IMAGES; i++) {
      float[] image = Arrays.copyOfRange(given, 6 * i, 6 * i + 6);
      float[] mirrored = {image[2], image[1], image[0], image[5], image[4], image[3]};
      float[] result = Arrays.copyOfRange(found, 6 * i, 6 * i + 6);
      boolean changed = Arrays.equals(result, mirrored);
      assertTrue(changed || Arrays.equals(result, image), () -> Arrays.toString(result));
      flipped += changed ? 1 : 0;
    }
    assertTrue(Math.abs(flipped - IMAGES / 2) < 60, flipped + " of " + IMAGES); // six deviations
  }

  @Test
  void brightnessIsUniform() {
    Layer layer = RandomBrightness.factor(0.5).valueRange(-10, 10).seed(4).build();
    float[] found =
        run(layer, NDArray.zeros(DType.FLOAT32, Shape.of(IMAGES, 1, 1, 1))).get(0).floats();
    int[] quarters = new int[4];
    for (float value : found) {
      assertTrue(value >= -10 && value < 10, "" + value);
      quarters[(int) ((value + 10) / 5)]++;
    }
    for (int count : quarters) {
      assertTrue(Math.abs(count - IMAGES / 4) < 52, Arrays.toString(quarters)); // six deviations
    }
  }

  @Test
  void seedsDecide() {
    NDArray images = rising(IMAGES, 2, 3);
    assertArrayEquals(run(flip(5), images).get(0).floats(), run(flip(5), images).get(0).floats());
    assertFalse(
        Arrays.equals(run(flip(5), images).get(0).floats(), run(flip(6), images).get(0).floats()));
  }

  /** Image i is all i, and its label one-hot: a mixed image is the mean that its label says. */
  @Test
  void mixedLabelsBelongToMixedImages() {
    int count = 8;
    float[] images = new float[count * 4];
    float[] labels = new float[count * count];
    for (int i = 0; i < count; i++) {
      Arrays.fill(images, 4 * i, 4 * i + 4, i);
      labels[i * count + i] = 1;
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("images", NDArray.of(images, count, 2, 2, 1));
    data.put("labels", NDArray.of(labels, count, count));
    List<NDArray> mixed = run(MixUp.alpha(0.8).seed(3).build(), data);
    int changed = 0;
    for (int i = 0; i < count; i++) {
      float sum = 0;
      float mean = 0;
      for (int k = 0; k < count; k++) {
        sum += mixed.get(1).floats()[i * count + k];
        mean += k * mixed.get(1).floats()[i * count + k];
      }
      assertEquals(1, sum, 1e-6);
      assertEquals(mean, mixed.get(0).floats()[4 * i], 1e-5);
      changed += Math.abs(mean - i) > 1e-3 ? 1 : 0;
    }
    assertTrue(changed > 2, changed + " images were mixed");
    assertEquals(Shape.of(count, count), run(CutMix.factor(0, 1).build(), data).get(1).shape());
  }

  @Test
  void masksMoveWithTheirImages() {
    NDArray images = rising(6, 4, 5);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("images", images);
    data.put("segmentation_masks", images);
    for (LayerSource layer :
        List.of(
            flip(5),
            RandomCrop.of(2, 3).seed(2),
            RandomTranslation.factors(0.9, 0.9).interpolation(Sampling.NEAREST))) {
      List<NDArray> moved = run(layer.layer(), data);
      assertArrayEquals(moved.get(0).floats(), moved.get(1).floats(), layer.layer().toString());
      assertFalse(Arrays.equals(images.floats(), moved.get(0).floats()));
    }
  }

  @Test
  void boxesThatWouldStayBehindAreRefused() {
    Map<String, Object> boxes = new LinkedHashMap<>();
    boxes.put("boxes", NDArray.of(new float[4], 1, 1, 4));
    boxes.put("labels", NDArray.of(new float[1], 1, 1));
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("images", rising(1, 4, 4));
    data.put("bounding_boxes", boxes);
    KerasException none = assertThrows(KerasException.class, () -> run(flip(1), data));
    assertTrue(
        none.getMessage().contains("Pass a `bounding_box_format` argument to your RandomFlip"));
    Layer layer = RandomRotation.factor(0.1).boundingBoxFormat(BoxFormat.XYXY).build();
    KerasException moves = assertThrows(KerasException.class, () -> run(layer, data));
    assertTrue(
        moves.getMessage().contains("RandomRotation moves images and does not move bounding boxes"),
        moves.getMessage());
  }

  /** In training the batches differ in size, and images in each step; predictions never change. */
  @Test
  void modelsTrainWithThem() {
    LayerSource[] layers = {
      InputLayer.batchShape(Shape.of(Shape.UNKNOWN, 6, 6, 3)),
      flip(1),
      RandomRotation.factor(0.2),
      RandAugment.numOps(2).valueRange(0, 1),
      AugMix.numChains(2).valueRange(0, 1),
      RandomCrop.of(5, 5),
      Conv2D.filters(4).kernelSize(3, 3),
      GlobalAveragePooling2D.builder(),
      Dense.units(1)
    };
    Model model = Sequential.of(layers);
    List<LayerSource> plain = new ArrayList<>(List.of(layers[0]));
    plain.addAll(
        List.of(
            Conv2D.filters(4).kernelSize(3, 3), GlobalAveragePooling2D.builder(), Dense.units(1)));
    Model same = Sequential.of(plain.toArray(LayerSource[]::new));
    NDArray x = unit(10, 6, 6, 3);
    float[] targets = new float[10];
    Arrays.fill(targets, 2);
    model.compile(CompileOptions.optimizer(SGD.builder().learningRate(0.1)).loss("mse"));
    History history =
        model.fit(x, NDArray.of(targets, 10, 1), FitOptions.epochs(12).batchSize(4).verbose(0));
    List<Double> losses = history.get("loss");
    assertTrue(losses.get(11) < 0.5 * losses.get(0), losses.toString());
    for (int i = 0; i < same.weights().size(); i++) {
      same.weights().get(i).assign(model.weights().get(i).value());
    }
    assertArrayEquals(same.predict(x).floats(), model.predict(x).floats(), 1e-6f);
  }

  private static Layer flip(int seed) {
    return RandomFlip.of(RandomFlip.Mode.HORIZONTAL).seed(seed).build();
  }

  /** Images of one channel in which no two values are the same. */
  private static NDArray rising(int count, int height, int width) {
    float[] values = new float[count * height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + 1;
    }
    return NDArray.of(values, count, height, width, 1);
  }

  private static NDArray unit(int... dims) {
    float[] values = new float[Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.5 + 0.5 * Math.sin(1.7 * i));
    }
    return NDArray.of(values, dims);
  }

  /** What a layer makes of an array, or of arrays in dictionaries, in training. */
  private static List<NDArray> run(Layer layer, Object data) {
    List<Tensor> inputs = new ArrayList<>();
    List<NDArray> values = new ArrayList<>();
    Object symbolic =
        Structures.map(
            data,
            NDArray.class,
            array -> {
              Tensor input = Placeholder.of("in_" + inputs.size(), array.spec());
              inputs.add(input);
              values.add(array);
              return input;
            });
    Trace trace = Trace.training();
    Object outputs = trace.call(layer, CallArguments.of(symbolic));
    return Executable.of(GraphFunction.of(inputs, Structures.tensors(outputs))).run(values);
  }
}
