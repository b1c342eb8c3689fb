package org.keras4j.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.Layer;
import org.keras4j.layers.core.Dense;
import org.keras4j.layers.merging.Add;
import org.keras4j.layers.merging.Concatenate;
import org.keras4j.ops.MathOps;
import org.keras4j.tensor.DType;

/** Layers stand in the order in which Keras has those of the same graph, whatever built it. */
class LayerOrderTest {
  private static Layer dense(String name) {
    return Dense.units(3).name(name).build();
  }

  @Test
  void farthestFromTheOutputsFirst() {
    Tensor x = Input.of("x", DType.FLOAT32, 3);
    Tensor y = Input.of("y", DType.FLOAT32, 3);
    Layer shared = dense("shared");
    Tensor a = dense("short").apply(x);
    Tensor b = dense("long2").apply(dense("long1").apply(x));
    Layer add = Add.TYPE.create(Config.of(Add.TYPE.args(), Map.of(Layer.NAME, "sum")));
    Tensor sum = add.apply(List.of(a, b));
    Tensor join =
        Concatenate.axis(-1)
            .name("join")
            .build()
            .apply(List.of(shared.apply(sum), shared.apply(y), MathOps.multiply(a, 2)));
    Functional model =
        Functional.of(
            List.of(y, x),
            List.of(dense("head1").apply(join), dense("head0").apply(shared.apply(a))));
    // What Keras 3.15.1 gives for the same lines.
    assertEquals(
        List.of("x", "long1", "short", "long2", "sum", "y", "shared", "join", "head1", "head0"),
        model.layers().stream().map(Layer::name).toList());
  }
}
