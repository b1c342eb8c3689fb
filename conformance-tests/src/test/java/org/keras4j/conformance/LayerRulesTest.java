package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.config.TypeRegistry;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;

/** Every public layer is declared, listed and tested: a forgotten step fails here. */
class LayerRulesTest {
  /** Layers that real Keras cannot make fixtures of. */
  private static final Set<String> WITHOUT_FIXTURE =
      Set.of("Lambda"); // its function is Python code there, Java code here

  @TestFactory
  Stream<DynamicTest> layers() {
    Set<String> fixtures = Set.copyOf(FixtureIndex.names("layers", ".json"));
    List<JavaClass> layers =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.keras4j.layers")
                .stream()
                .filter(type -> type.isAssignableTo(Layer.class))
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .toList();
    assertTrue(layers.size() > 80, "only " + layers.size() + " layers were found");
    return layers.stream()
        .map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> check(type, fixtures)));
  }

  private static void check(JavaClass type, Set<String> fixtures) throws Exception {
    Field field = type.reflect().getField("TYPE");
    assertTrue(Modifier.isStatic(field.getModifiers()), "TYPE is not static");
    LayerType<?> declared = (LayerType<?>) field.get(null);
    assertAll(
        () ->
            assertTrue(
                TypeRegistry.standard().types().contains(declared),
                declared + " is in no catalogue"),
        () ->
            assertTrue(
                fixtures.contains(type.getSimpleName())
                    || WITHOUT_FIXTURE.contains(type.getSimpleName()),
                "there is no fixture layers/" + type.getSimpleName() + ".json"));
  }
}
