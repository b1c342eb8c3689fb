package org.keras4j.models;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.graph.Variable;

/** Keras' {@code summary()} table. */
final class ModelSummary {
  static final int DEFAULT_LINE_LENGTH = 80;

  private final Model model;

  private ModelSummary(Model model) {
    this.model = model;
  }

  static ModelSummary of(Model model) {
    return new ModelSummary(model);
  }

  String print(int lineLength) {
    List<String> lines = new ArrayList<>();
    lines.add("Model: \"" + model.name() + "\"");
    model.layers().forEach(l -> lines.add(l.name() + " (" + l.type().className() + ") " + l.countParams()));
    lines.add(" Total params: " + model.weights().stream().map(Variable::shape).mapToLong(s -> s.size()).sum());
    return String.join("\n", lines);
  }
}
