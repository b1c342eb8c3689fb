/** Tensors, ops, autodiff, layers, models, execution plans and the CPU backend of Keras4J. */
module org.keras4j.runtime {
  requires static jdk.incubator.vector;
  requires ejml.core;
  requires ejml.ddense;

  exports org.keras4j.activations;
  exports org.keras4j.autodiff;
  exports org.keras4j.backend;
  exports org.keras4j.backend.reference;
  exports org.keras4j.config;
  exports org.keras4j.constraints;
  exports org.keras4j.graph;
  exports org.keras4j.initializers;
  exports org.keras4j.layers;
  exports org.keras4j.layers.activations;
  exports org.keras4j.layers.applications;
  exports org.keras4j.layers.attention;
  exports org.keras4j.layers.convolutional;
  exports org.keras4j.layers.core;
  exports org.keras4j.layers.merging;
  exports org.keras4j.layers.normalization;
  exports org.keras4j.layers.pooling;
  exports org.keras4j.layers.preprocessing;
  exports org.keras4j.layers.regularization;
  exports org.keras4j.layers.reshaping;
  exports org.keras4j.layers.rnn;
  exports org.keras4j.models;
  exports org.keras4j.op;
  exports org.keras4j.operations;
  exports org.keras4j.ops;
  exports org.keras4j.plan;
  exports org.keras4j.regularizers;
  exports org.keras4j.saving;
  exports org.keras4j.tensor;

  uses org.keras4j.backend.BackendProvider;
  uses org.keras4j.config.TypeCatalog;
  uses org.keras4j.models.ModelFormat;
  uses org.keras4j.models.ModelOpener;

  provides org.keras4j.backend.BackendProvider with
      org.keras4j.backend.cpu.CpuBackendProvider;
  provides org.keras4j.config.TypeCatalog with
      org.keras4j.saving.BuiltinTypes;
}
