package org.keras4j.activations;

import java.util.List;
import java.util.stream.Stream;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;
import org.keras4j.op.UnaryOp;

/** Keras' activation functions, and their catalogue. Keras: {@code keras.activations}. */
public final class Activations implements TypeCatalog {
  public static final Activation LINEAR = Activation.builtin("linear", x -> x);
  public static final Activation RELU = Activation.builtin("relu", x -> UnaryOp.RELU.on(x));
  public static final Activation SIGMOID =
      Activation.builtin("sigmoid", x -> UnaryOp.SIGMOID.on(x));
  public static final Activation TANH = Activation.builtin("tanh", x -> UnaryOp.TANH.on(x));

  @Override
  public List<ObjectType<?>> types() {
    return Stream.of(LINEAR, RELU, SIGMOID, TANH).<ObjectType<?>>map(Activation::type).toList();
  }
}
