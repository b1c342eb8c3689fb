/** Tensors, ops, autodiff, layers, models, execution plans and the CPU backend of Keras4J. */
module org.keras4j.runtime {
  exports org.keras4j.tensor;
  exports org.keras4j.graph;
  exports org.keras4j.backend;
  exports org.keras4j.plan;

  uses org.keras4j.backend.BackendProvider;

  requires static jdk.incubator.vector;
}
