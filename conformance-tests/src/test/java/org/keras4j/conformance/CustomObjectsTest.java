package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectCodec;
import org.keras4j.config.ReadContext;
import org.keras4j.config.TypeRegistry;
import org.keras4j.config.UnknownTypeException;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.core.Dense;
import org.keras4j.layers.core.Lambda;
import org.keras4j.layers.core.LambdaFunction;
import org.keras4j.models.Functional;
import org.keras4j.models.Input;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.Model;
import org.keras4j.models.Sequential;
import org.keras4j.ops.MathOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Names in files that mean a caller's own types. */
class CustomObjectsTest {
  /** A layer that is called as one of Keras', in a package of its own. */
  private static final class OwnDense extends Layer {
    static final LayerType<OwnDense> TYPE = LayerType.custom("mine>Dense", OwnDense::new);

    private OwnDense(Config config) {
      super(TYPE, config);
    }

    @Override
    protected Tensor call(CallContext ctx, Tensor x) {
      return x;
    }
  }

  private final TypeRegistry registry = TypeRegistry.standard().with(OwnDense.TYPE);

  @Test
  void packageKeepsNamesApart() {
    assertSame(Dense.TYPE, registry.find(Layer.class, "Dense").orElseThrow());
    assertSame(OwnDense.TYPE, registry.find(Layer.class, "mine>Dense").orElseThrow());
  }

  @Test
  void withoutPackageTheCallerWins() {
    LayerType<OwnDense> plain = LayerType.custom("Dense", config -> OwnDense.TYPE.create());
    TypeRegistry own = TypeRegistry.standard().with(plain);
    assertSame(plain, own.find(Layer.class, "Dense").orElseThrow());
  }

  @Test
  void unknownLayerNamesTheNearest() {
    UnknownTypeException e =
        assertThrows(
            UnknownTypeException.class,
            () -> ReadContext.standard().type(Layer.class, "Densee", "keras.layers", null));
    assertTrue(e.getMessage().contains("Unknown layer: 'Densee'"), e.toString());
    assertTrue(e.getMessage().contains("Did you mean 'Dense'"), e.toString());
    assertTrue(e.getMessage().contains("LoadOptions.withCustomObjects"), e.toString());
  }

  @Test
  void wholeModel() {
    Model model =
        Model.load(
            Fixture.resource("dialects/keras-3.15.1/subclassed.keras"), DialectTypes.options());
    assertInstanceOf(DialectTypes.SubM.class, model);
    assertTrue(model.isBuilt());
    assertEquals(model.predict(NDArray.of(new float[8], 2, 4)).shape(), Shape.of(2, 3));
  }

  @Test
  void lambdaOfOwnFunction() {
    LambdaFunction sum =
        LambdaFunction.ofList("mine>sum", tensors -> MathOps.add(tensors.get(0), tensors.get(1)));
    Layer layer = Lambda.function(sum).build();
    Tensor a = Input.of("a", DType.FLOAT32, 3);
    Tensor b = Input.of("b", DType.FLOAT32, 3);
    Model model = Functional.of(List.of(a, b), layer.apply(List.of(a, b)));
    NDArray x = NDArray.of(new float[] {1, 2, 3}, 1, 3);
    assertEquals(NDArray.of(new float[] {2, 4, 6}, 1, 3), model.predict(List.of(x, x)).get(0));
  }

  @Test
  void lambdaIsWrittenByName() {
    LambdaFunction twice = LambdaFunction.of("mine>twice", x -> MathOps.multiply(x, 2));
    Model model = Sequential.of(Input.shape(2), Lambda.function(twice));
    LoadOptions options = LoadOptions.standard().customObjects(twice.type());
    Model copy =
        Model.fromConfig(
            ObjectCodec.describe(model),
            new ReadContext(options.registry(), ReadContext.CURRENT_KERAS));
    NDArray x = NDArray.of(new float[] {1, -3}, 1, 2);
    assertEquals(NDArray.of(new float[] {2, -6}, 1, 2), copy.predict(x));
  }
}
