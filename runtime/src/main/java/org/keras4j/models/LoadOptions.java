package org.keras4j.models;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeRegistry;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.core.LambdaFunction;
import org.keras4j.layers.preprocessing.SplitFunction;
import org.keras4j.layers.preprocessing.StandardizeFunction;
import org.keras4j.layers.preprocessing.VocabularyFile;

/**
 * How a model is loaded: an immutable value.
 *
 * @param registry the types that files may name
 * @param policy what the file may do to this program: its limits, and whether its source is trusted
 * @param skipMismatch whether weights that do not fit are left out instead of refused, when only
 *     weights are loaded. Keras: {@code skip_mismatch}
 * @param byName whether weights of a legacy {@code .h5} file go to the layers of the same names,
 *     and others are left out, instead of in order. Keras: {@code by_name}
 * @param verifySamples whether a model is run on the samples stored with it, and refused when its
 *     numbers differ from those that Keras stored
 * @param compile whether a model that was saved compiled is compiled again, with the optimizer's
 *     state; default true. Keras: {@code compile}
 * @param refuseUnusedWeights whether a file is refused that has weights which no layer of the model
 *     asks for; default false: they are logged, where Keras says nothing
 */
public record LoadOptions(
    TypeRegistry registry,
    LoadPolicy policy,
    boolean skipMismatch,
    boolean byName,
    boolean verifySamples,
    boolean compile,
    boolean refuseUnusedWeights) {
  public LoadOptions {
    Objects.requireNonNull(registry, "registry");
    Objects.requireNonNull(policy, "policy");
  }

  /** Built-in types, untrusted source. */
  public static LoadOptions standard() {
    return new LoadOptions(
        TypeRegistry.standard(), LoadPolicy.strict(), false, false, false, true, false);
  }

  /** Built-in types and the caller's own. Keras: {@code custom_objects}. */
  public static LoadOptions withCustomObjects(ObjectType<?>... types) {
    return standard().customObjects(types);
  }

  /** These options and more types. */
  public LoadOptions customObjects(ObjectType<?>... types) {
    return registry(registry.with(types));
  }

  /**
   * These options and what a {@code Lambda} layer of the file computes; its Python code is never
   * run.
   *
   * @param name of the layer in the file, or of its function: {@code Package>name}
   */
  public LoadOptions lambda(String name, UnaryOperator<Tensor> function) {
    return customObjects(LambdaFunction.of(name, function).type());
  }

  /** As {@link #lambda}, for a layer of several inputs. */
  public LoadOptions lambdaOfList(String name, Function<List<Tensor>, Tensor> function) {
    return customObjects(LambdaFunction.ofList(name, function).type());
  }

  /**
   * These options and what a file holds that configs name as a vocabulary. It is not read from
   * there: the caller who trusts the name reads it.
   *
   * @param file exactly as the config has it
   * @param lines one token a line
   */
  public LoadOptions vocabulary(String file, List<String> lines) {
    return customObjects(VocabularyFile.of(file, lines).type());
  }

  /**
   * These options and what a {@code TextVectorization} layer of the file does to a text before it
   * splits it; the Python function is never run.
   *
   * @param name of the function: {@code Package>name}
   */
  public LoadOptions standardize(String name, UnaryOperator<String> function) {
    return customObjects(StandardizeFunction.of(name, function).type());
  }

  /** As {@link #standardize}, for what the layer splits a text into. */
  public LoadOptions split(String name, Function<String, List<String>> function) {
    return customObjects(SplitFunction.of(name, function).type());
  }

  /** These options with other types. */
  public LoadOptions registry(TypeRegistry types) {
    return new LoadOptions(
        types, policy, skipMismatch, byName, verifySamples, compile, refuseUnusedWeights);
  }

  /** These options under another policy. */
  public LoadOptions policy(LoadPolicy newPolicy) {
    return new LoadOptions(
        registry, newPolicy, skipMismatch, byName, verifySamples, compile, refuseUnusedWeights);
  }

  /**
   * Whether the file comes from a trusted source; only then are HDF5 layouts read that Keras itself
   * never writes (repacked, compressed).
   */
  public LoadOptions trusted(boolean value) {
    return policy(policy.trusting(value));
  }

  /** Whether weights of a legacy file are matched by the layers' names. Keras: {@code by_name}. */
  public LoadOptions byName(boolean value) {
    return new LoadOptions(
        registry, policy, skipMismatch, value, verifySamples, compile, refuseUnusedWeights);
  }

  public LoadOptions skipMismatch(boolean value) {
    return new LoadOptions(
        registry, policy, value, byName, verifySamples, compile, refuseUnusedWeights);
  }

  /**
   * Runs a loaded model on the samples stored with it, in the archive or beside the file, and
   * refuses it when its numbers differ from Keras'. A model without samples is refused too.
   */
  public LoadOptions verifySamples(boolean value) {
    return new LoadOptions(
        registry, policy, skipMismatch, byName, value, compile, refuseUnusedWeights);
  }

  /** Whether the model is compiled as it was saved, with the optimizer's state. */
  public LoadOptions compile(boolean value) {
    return new LoadOptions(
        registry, policy, skipMismatch, byName, verifySamples, value, refuseUnusedWeights);
  }

  /**
   * Whether a file is refused that has weights which no layer of the model asks for, as a file of
   * another model has.
   */
  public LoadOptions refuseUnusedWeights(boolean value) {
    return new LoadOptions(registry, policy, skipMismatch, byName, verifySamples, compile, value);
  }
}
