package org.keras4j.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.keras4j.activations.Activation;
import org.keras4j.config.TypeRegistry;
import org.keras4j.constraints.Constraint;
import org.keras4j.initializers.Initializer;
import org.keras4j.losses.Loss;
import org.keras4j.metrics.Metric;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.optimizers.OptimizerMap;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.regularizers.Regularizer;

/** Writes {@code docs/keras-coverage.md}: what of Keras is here, and what it is compared with. */
public final class CoverageReport {
  private static final Map<String, Class<?>> OBJECTS =
      new TreeMap<>(
          Map.of(
              "activations", Activation.class,
              "constraints", Constraint.class,
              "initializers", Initializer.class,
              "optimizers", Optimizer.class,
              "regularizers", Regularizer.class,
              "schedules", LearningRateSchedule.class));

  private static final Set<String> ABSTRACT =
      Set.of("Constraint", "Initializer", "LearningRateSchedule", "Optimizer", "Regularizer");

  private final Signatures signatures = Signatures.load();
  private final LayerCoverage layers = new LayerCoverage(signatures);
  private final OperationCoverage operations = new OperationCoverage(signatures);
  private final NamedCoverage losses = new NamedCoverage(signatures, "losses", Loss.class);
  private final NamedCoverage metrics = new NamedCoverage(signatures, "metrics", Metric.class);
  private final StringBuilder text = new StringBuilder();

  private CoverageReport() {}

  /** Writes the report to the file that is given. */
  public static void main(String[] args) throws IOException {
    Files.writeString(Path.of(args[0]), text());
  }

  /** The report, in Markdown. */
  static String text() {
    CoverageReport report = new CoverageReport();
    report.write();
    return report.text.toString();
  }

  private void write() {
    text.append("# What of Keras is here\n\n");
    text.append("Made by `CoverageReport` from the catalogues, from the signatures of Keras ")
        .append(signatures.kerasVersion())
        .append(
            " and from the fixtures;\n`CoverageReportTest` fails where this file is out of date.")
        .append(
            "\nA case is a call by real Keras with its numbers; every case of what is here is a test.\n\n");
    writeTotals();
    section("Layers", layers.table());
    section("Operations", operations.table());
    section("Losses", losses.table());
    section("Metrics", metrics.table());
    section("Optimizers, schedules, and what weights are given", ObjectCoverage.table(signatures));
    section("Models", models());
    section("Missing", missing());
  }

  private void section(String title, String body) {
    text.append("\n## ").append(title).append("\n\n").append(body);
  }

  private void writeTotals() {
    MarkdownTable table = new MarkdownTable("", "Keras", "here");
    table.row("layers", layers.wanted(), layers.here());
    table.row("operations as nodes of models", operations.wanted(), operations.here());
    table.row("losses", losses.wanted(), losses.here());
    table.row("metrics", metrics.wanted(), metrics.here());
    OBJECTS.forEach(
        (namespace, kind) -> {
          Set<String> names = names(namespace);
          Set<String> here = new TreeSet<>(names);
          here.removeIf(name -> !isKnown(kind, name));
          table.row(namespace, names.size(), here.size());
        });
    text.append(table);
  }

  private Set<String> names(String namespace) {
    Set<String> names = new TreeSet<>();
    signatures.entries(namespace).forEach(entry -> names.add(entry.name()));
    names.removeAll(ABSTRACT);
    return names;
  }

  private static boolean isKnown(Class<?> kind, String name) {
    return TypeRegistry.standard().find(kind, name).isPresent()
        || name.equals(OptimizerMap.TYPE.className()); // an argument of MultiOptimizer
  }

  private static String models() {
    MarkdownTable table = new MarkdownTable("models", "number", "which");
    for (String folder : List.of("applications", "workloads")) {
      List<String> names = FixtureIndex.names(folder, ".json.gz");
      table.row(folder, names.size(), String.join(", ", names));
    }
    List<String> saved = FixtureIndex.names("models", ".keras");
    table.row("saved by Keras", saved.size(), String.join(", ", saved));
    return table.toString();
  }

  private String missing() {
    MarkdownTable table = new MarkdownTable("kind", "name", "why");
    layers.missing().forEach((name, why) -> table.row("layer", "`" + name + "`", why));
    layers.untested().forEach(name -> table.row("fixture", "`" + name + "`", "not yet"));
    operations.missing().forEach((name, why) -> table.row("operation", "`" + name + "`", why));
    losses.missing().forEach(name -> table.row("loss", "`" + name + "`", "not yet"));
    metrics.missing().forEach(name -> table.row("metric", "`" + name + "`", "not yet"));
    OBJECTS.forEach(
        (namespace, kind) ->
            names(namespace).stream()
                .filter(name -> !isKnown(kind, name))
                .forEach(name -> table.row(namespace, "`" + name + "`", "not yet")));
    return table.toString();
  }
}
