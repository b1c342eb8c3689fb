package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.config.Config;
import org.keras4j.formats.FormatException;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerSource;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.core.Dense;
import org.keras4j.layers.normalization.BatchNormalization;
import org.keras4j.models.Input;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.Model;
import org.keras4j.models.Sequential;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Weights that do not fit: what is said, all at once, and what the model's weights are then. */
class WeightMismatchTest {
  private static final String OLD = "dialects/tf.keras-2.10.0/custom_w.h5";
  private static final String NEW = "dialects/tf.keras-2.13.1/subclassed.weights.h5";

  /** The first layer of the model that {@link #NEW} has the weights of. */
  private static final class FirstLayer extends Model {
    static final LayerType<FirstLayer> TYPE = LayerType.custom("FirstLayer", FirstLayer::new);
    private final Layer dense1 = child("dense1", Dense.units(6).build());

    private FirstLayer(Config config) {
      super(TYPE, config);
    }

    @Override
    protected Tensor call(CallContext ctx, Tensor inputs) {
      return ctx.call(dense1, inputs);
    }
  }

  private static Sequential model(LayerSource... layers) {
    return Sequential.of(layers);
  }

  private static LayerSource dense(String name, int units) {
    return Dense.units(units).name(name);
  }

  private static FormatException refused(Model model, String file, LoadOptions options) {
    List<NDArray> before = values(model);
    FormatException e =
        assertThrows(
            FormatException.class, () -> model.loadWeights(Fixture.resource(file), options));
    assertEquals(before, values(model), "a refused file must not change a weight");
    return e;
  }

  private static List<NDArray> values(Model model) {
    return model.weights().stream().map(weight -> weight.value()).toList();
  }

  private static void says(FormatException e, String... fragments) {
    for (String fragment : fragments) {
      assertTrue(e.getMessage().contains(fragment), fragment + "\nis not in\n" + e.getMessage());
    }
  }

  @Test
  void allProblemsOfPathsAtOnce() {
    // The file has dense1 (5, 6), bn (6), blocks/dense (6, 4), blocks/dense_1 (4, 3).
    Model model = DialectTypes.subclassed().build(Shape.of(Shape.UNKNOWN, 7));
    says(
        refused(model, NEW, LoadOptions.standard()),
        "A total of 1 objects could not be loaded",
        "variable.shape=(7, 6), Received: value.shape=(5, 6)");
  }

  @Test
  void unexpectedAndMissing() {
    Model model = model(Input.shape(5), dense("a", 6), dense("b", 4));
    FormatException e = refused(model, NEW, LoadOptions.standard());
    says(
        e,
        "Layer 'a' expected 2 variables, but received 0",
        "Layer 'b' expected 2 variables, but received 0",
        "The file has 2 variables at 'dense1'",
        "The file has 4 variables at 'bn'",
        "The file has 2 variables at 'blocks/dense_1'");
  }

  /** As Keras: what no layer asks for is passed over. */
  @Test
  void unusedWeightsAreLeftOut() {
    Model whole = DialectTypes.subclassed().build(Shape.of(Shape.UNKNOWN, 5));
    whole.loadWeights(Fixture.resource(NEW), LoadOptions.standard());
    Model part = FirstLayer.TYPE.create().build(Shape.of(Shape.UNKNOWN, 5));
    says(
        refused(part, NEW, LoadOptions.standard().refuseUnusedWeights(true)),
        "Objects in the file that the model does not have",
        "The file has 4 variables at 'bn'");
    part.loadWeights(Fixture.resource(NEW), LoadOptions.standard());
    assertEquals(values(whole).subList(0, 2), values(part));
  }

  @Test
  void notBuilt() {
    says(
        refused(DialectTypes.subclassed(), NEW, LoadOptions.standard()),
        "You are loading weights into a model that has not yet been built");
  }

  @Test
  void layerCount() {
    says(
        refused(model(Input.shape(5), dense("a", 4)), OLD, LoadOptions.standard()),
        "Layer count mismatch when loading weights from file. Model expected 1 layers, found 3",
        "Expected: [a]",
        "Found: '[dense, scale, dense_1]'");
  }

  @Test
  void allProblemsInOrderAtOnce() {
    Model model =
        model(Input.shape(5), dense("a", 3), BatchNormalization.builder().name("n"), dense("b", 7));
    says(
        refused(model, OLD, LoadOptions.standard()),
        "Shape mismatch in layer #0 (named a) for weight",
        "expects shape (5, 3). Received saved weight with shape (5, 4)",
        "Weight count mismatch for layer #1 (named n in the current model, scale in the save file)."
            + " Layer expects 4 weight(s). Received 2 saved weight(s)",
        "Shape mismatch in layer #2 (named b) for weight",
        "expects shape (3, 7). Received saved weight with shape (3, 2)");
  }

  @Test
  void byName() {
    Model model = model(Input.shape(5), dense("dense", 4), dense("other", 2));
    List<NDArray> before = values(model);
    model.loadWeights(Fixture.resource(OLD), LoadOptions.standard().byName(true));
    List<NDArray> after = values(model);
    assertTrue(!before.get(0).equals(after.get(0)), "dense is in the file");
    assertEquals(before.subList(2, 4), after.subList(2, 4), "`other` is not");
  }

  @Test
  void byNameSkippingMismatch() {
    Model model = model(Input.shape(5), dense("dense", 3), dense("dense_1", 2));
    LoadOptions options = LoadOptions.standard().byName(true);
    says(refused(model, OLD, options), "Shape mismatch in layer #0 (named dense) for weight");
    List<NDArray> before = values(model);
    model.loadWeights(Fixture.resource(OLD), options.skipMismatch(true));
    List<NDArray> after = values(model);
    assertEquals(before.subList(0, 2), after.subList(0, 2));
    assertTrue(!before.get(2).equals(after.get(2)), "the kernel of dense_1 fits");
  }

  @Test
  void byNameNeedsNames() {
    Model model = DialectTypes.subclassed().build(Shape.of(Shape.UNKNOWN, 5));
    says(
        refused(model, NEW, LoadOptions.standard().byName(true)),
        "`byName` only supports loading legacy '.h5' or '.hdf5' files");
  }

  @Test
  void skipMismatch() {
    Model model = DialectTypes.subclassed().build(Shape.of(Shape.UNKNOWN, 7));
    List<NDArray> before = values(model);
    model.loadWeights(Fixture.resource(NEW), LoadOptions.standard().skipMismatch(true));
    List<NDArray> after = values(model);
    assertEquals(before.get(0), after.get(0), "the first kernel does not fit");
    assertTrue(!before.get(2).equals(after.get(2)), "the others do");
  }
}
