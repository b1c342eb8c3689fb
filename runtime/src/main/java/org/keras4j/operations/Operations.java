package org.keras4j.operations;

import java.util.List;
import java.util.stream.Stream;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;

/** The catalogue of operations that may be nodes of a functional model. */
public final class Operations implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return OperationLayer.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return Stream.of(
            NnOperations.activations(),
            NnOperations.others(),
            NnWindowOperations.types(),
            NumpyElementwiseOperations.arithmetic(),
            NumpyElementwiseOperations.trigonometric(),
            NumpyLogicOperations.types(),
            NumpyReductionOperations.types(),
            NumpyReductionOperations.ofNumbersOnly(),
            NumpyShapeOperations.types(),
            NumpyIndexOperations.types(),
            NumpyMatrixOperations.types(),
            NumpyCreationOperations.types(),
            CoreOperations.types(),
            TensorFlowOperations.types(),
            MathOperations.types(),
            LinalgOperations.types(),
            ImageOperations.types())
        .<ObjectType<?>>flatMap(List::stream)
        .toList();
  }
}
