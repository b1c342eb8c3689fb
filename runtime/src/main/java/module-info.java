/** Tensors, ops, autodiff, layers, models, execution plans and the CPU backend of Keras4J. */
module org.keras4j.runtime {
  exports org.keras4j.tensor;
  exports org.keras4j.graph;
  exports org.keras4j.backend;
  exports org.keras4j.plan;

  uses org.keras4j.backend.BackendProvider;
  exports org.keras4j.op;
  exports org.keras4j.ops;
  exports org.keras4j.autodiff;
  exports org.keras4j.backend.reference;

  requires static jdk.incubator.vector;
}
