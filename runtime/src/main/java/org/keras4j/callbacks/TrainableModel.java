package org.keras4j.callbacks;

import java.nio.file.Path;
import java.util.List;
import org.keras4j.graph.Variable;
import org.keras4j.layers.Layer;
import org.keras4j.metrics.Metric;
import org.keras4j.optimizers.Optimizer;

/** What callbacks see of the model that is trained. */
public interface TrainableModel {
  String name();

  /** The optimizer; null when the model was compiled without. */
  Optimizer optimizer();

  /** The layers, in Keras' order. */
  List<Layer> layers();

  /** The architecture as JSON, without weights. */
  String toJson();

  /** All metrics, the mean loss first. */
  List<Metric> metrics();

  /** All variables, in Keras' order. */
  List<Variable> weights();

  /** The variables that training changes. */
  List<Variable> trainableWeights();

  /** Saves the whole model. */
  void save(Path path);

  /** Saves the weights. */
  void saveWeights(Path path);

  /** Replaces the weights by those of a file. */
  void loadWeights(Path path);
}
