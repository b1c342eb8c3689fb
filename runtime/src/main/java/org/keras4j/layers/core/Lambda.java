package org.keras4j.layers.core;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ReadContext;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;

/**
 * Any computation without weights, given as a function. Keras: {@code keras.layers.Lambda}.
 *
 * <p>A file's function is Python code, and never run: see {@link LambdaFunction}. A layer made here
 * is written with its function's name, under which Python has to register one before it loads the
 * file.
 */
public final class Lambda extends Layer {
  public static final Arg<LambdaFunction> FUNCTION = Arg.required("function", LambdaFunction.CODEC);

  /** The output's shape, which is not needed here; taken, and written again. */
  public static final Arg<Object> OUTPUT_SHAPE = Arg.optional("output_shape", Codecs.ANY, null);

  /** Masks go through where this is given, as Keras asks for it. */
  public static final Arg<Object> MASK = Arg.optional("mask", Codecs.ANY, null);

  /** Further arguments of the function. */
  public static final Arg<Object> ARGUMENTS = Arg.optional("arguments", Codecs.ANY, null);

  public static final LayerType<Lambda> TYPE =
      LayerType.of("keras.layers", "Lambda", Lambda::new, FUNCTION, OUTPUT_SHAPE, MASK, ARGUMENTS);

  private Lambda(Config config) {
    super(TYPE, config);
  }

  /** A builder for a layer that computes this function. */
  public static LayerBuilder.Generic<Lambda> function(LambdaFunction function) {
    return TYPE.builder().set(FUNCTION, function);
  }

  @Override
  protected Object call(CallContext ctx, CallArguments arguments) {
    Map<String, Object> further = ReadContext.configMap("arguments", get(ARGUMENTS));
    return get(FUNCTION).call(arguments.inputs(), further);
  }
}
