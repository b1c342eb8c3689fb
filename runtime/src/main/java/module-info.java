/** Tensors, ops, autodiff, layers, models, execution plans and the CPU backend of Keras4J. */
module org.keras4j.runtime {
  requires static jdk.incubator.vector;
}
