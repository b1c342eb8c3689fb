package org.keras4j.conformance;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.config.TypeRegistry;
import org.keras4j.layers.Layer;

/** Every layer that has a fixture, against real Keras: forward, masks, updates, gradients. */
public abstract class LayerSuite {
  /** What runs the graphs. */
  protected abstract Evaluator evaluator();

  /**
   * Every case of every fixture of a layer that the registry knows; the system property {@code
   * keras4j.layers} (names with commas between) picks some.
   */
  @TestFactory
  Stream<DynamicContainer> layers() {
    String picked = System.getProperty("keras4j.layers");
    return FixtureIndex.names("layers", ".json").stream()
        .filter(name -> TypeRegistry.standard().find(Layer.class, name).isPresent())
        .filter(name -> picked == null || List.of(picked.split(",")).contains(name))
        .map(name -> DynamicContainer.dynamicContainer(name, cases(name)));
  }

  private List<DynamicTest> cases(String layer) {
    Fixture fixture = Fixture.load("layers/" + layer);
    return fixture.cases().stream()
        .map(
            json ->
                DynamicTest.dynamicTest(
                    layer + "." + json.get("name"),
                    () -> new LayerCase(fixture, json, evaluator()).run()))
        .toList();
  }
}
