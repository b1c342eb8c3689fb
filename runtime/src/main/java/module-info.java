/** Tensors, ops, autodiff, layers, models, execution plans and the CPU backend of Keras4J. */
module org.keras4j.runtime {
  requires static jdk.incubator.vector;
  requires ejml.core;
  requires ejml.ddense;

  exports org.keras4j.activations;
  exports org.keras4j.autodiff;
  exports org.keras4j.backend;
  exports org.keras4j.backend.reference;
  exports org.keras4j.callbacks;
  exports org.keras4j.config;
  exports org.keras4j.constraints;
  exports org.keras4j.data;
  exports org.keras4j.graph;
  exports org.keras4j.initializers;
  exports org.keras4j.layers;
  exports org.keras4j.layers.activations;
  exports org.keras4j.layers.applications;
  exports org.keras4j.layers.attention;
  exports org.keras4j.layers.augmentation;
  exports org.keras4j.layers.convolutional;
  exports org.keras4j.layers.core;
  exports org.keras4j.layers.legacy;
  exports org.keras4j.layers.merging;
  exports org.keras4j.layers.normalization;
  exports org.keras4j.layers.pooling;
  exports org.keras4j.layers.preprocessing;
  exports org.keras4j.layers.regularization;
  exports org.keras4j.layers.reshaping;
  exports org.keras4j.layers.rnn;
  exports org.keras4j.losses;
  exports org.keras4j.metrics;
  exports org.keras4j.models;
  exports org.keras4j.op;
  exports org.keras4j.operations;
  exports org.keras4j.ops;
  exports org.keras4j.optimizers;
  exports org.keras4j.optimizers.schedules;
  exports org.keras4j.plan;
  exports org.keras4j.quantizers;
  exports org.keras4j.regularizers;
  exports org.keras4j.tensor;
  exports org.keras4j.text;
  exports org.keras4j.training;

  uses org.keras4j.backend.BackendProvider;
  uses org.keras4j.config.TypeCatalog;
  uses org.keras4j.models.ModelFormat;
  uses org.keras4j.models.ModelOpener;

  provides org.keras4j.backend.BackendProvider with
      org.keras4j.backend.cpu.CpuBackendProvider;
  provides org.keras4j.config.TypeCatalog with
      org.keras4j.models.Models,
      org.keras4j.layers.core.CoreLayers,
      org.keras4j.layers.activations.ActivationLayers,
      org.keras4j.layers.merging.MergingLayers,
      org.keras4j.layers.reshaping.ReshapingLayers,
      org.keras4j.layers.regularization.RegularizationLayers,
      org.keras4j.layers.pooling.PoolingLayers,
      org.keras4j.layers.convolutional.ConvolutionalLayers,
      org.keras4j.layers.normalization.NormalizationLayers,
      org.keras4j.layers.rnn.RnnLayers,
      org.keras4j.layers.attention.AttentionLayers,
      org.keras4j.layers.preprocessing.PreprocessingLayers,
      org.keras4j.layers.augmentation.AugmentationLayers,
      org.keras4j.layers.applications.ApplicationLayers,
      org.keras4j.layers.legacy.LegacyLayers,
      org.keras4j.activations.Activations,
      org.keras4j.initializers.Initializers,
      org.keras4j.regularizers.Regularizers,
      org.keras4j.constraints.Constraints,
      org.keras4j.quantizers.QuantizedPolicies,
      org.keras4j.quantizers.QuantizationConfigs,
      org.keras4j.quantizers.Quantizers,
      org.keras4j.optimizers.Optimizers,
      org.keras4j.optimizers.schedules.LearningRateSchedules,
      org.keras4j.losses.Losses,
      org.keras4j.metrics.Metrics,
      org.keras4j.operations.Operations;
}
