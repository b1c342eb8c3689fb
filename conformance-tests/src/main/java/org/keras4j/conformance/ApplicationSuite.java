package org.keras4j.conformance;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.backend.Backend;

/**
 * Models of real size: those of {@code keras.applications} and the workloads of the benchmarks. The
 * system property {@code keras4j.models} (names with commas between) picks some.
 */
public abstract class ApplicationSuite {
  /** The backend under test. */
  protected abstract Backend backend();

  @TestFactory
  Stream<DynamicTest> applications() {
    return tests("applications");
  }

  @TestFactory
  Stream<DynamicTest> workloads() {
    return tests("workloads");
  }

  private Stream<DynamicTest> tests(String folder) {
    String picked = System.getProperty("keras4j.models");
    return FixtureIndex.names(folder, ".json.gz").stream()
        .filter(name -> picked == null || List.of(picked.split(",")).contains(name))
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name, () -> LargeModel.load(folder + "/" + name).check(backend())));
  }
}
