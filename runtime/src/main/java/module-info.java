/** Tensors, ops, autodiff, layers, models, execution plans and the CPU backend of Keras4J. */
module org.keras4j.runtime {
  exports org.keras4j.tensor;
  exports org.keras4j.graph;

  requires static jdk.incubator.vector;
}
