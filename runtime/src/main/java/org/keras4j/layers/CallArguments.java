package org.keras4j.layers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.keras4j.graph.Tensor;

/**
 * The arguments of one call of a layer, as in Python: positional and by keyword. Values are
 * tensors, lists and maps of them, or plain values.
 */
public record CallArguments(List<Object> positional, Map<String, Object> keywords) {
  public CallArguments {
    positional = Collections.unmodifiableList(new java.util.ArrayList<>(positional));
    keywords = Collections.unmodifiableMap(new LinkedHashMap<>(keywords));
  }

  /** A call on positional arguments only. */
  public static CallArguments of(Object... positional) {
    return new CallArguments(Structures.list(positional), Map.of());
  }

  /** The first argument: what Keras calls {@code inputs}. */
  public Object inputs() {
    return positional.isEmpty() ? keywords.get("inputs") : positional.get(0);
  }

  /** Argument {@code name}, which stands at {@code index} if it is positional; null if absent. */
  public Object get(int index, String name) {
    return index < positional.size() ? positional.get(index) : keywords.get(name);
  }

  /** Argument {@code name} as a tensor; null if absent. */
  public Tensor tensor(int index, String name) {
    return (Tensor) get(index, name);
  }

  /** Keyword {@code name} as a flag. */
  public boolean flag(String name, boolean defaultValue) {
    return keywords.get(name) instanceof Boolean b ? b : defaultValue;
  }

  public List<Tensor> tensors() {
    return Structures.tensors(asStructure());
  }

  /** The same call with every tensor replaced. */
  public CallArguments mapTensors(Function<Tensor, ?> change) {
    List<?> changed = (List<?>) Structures.mapTensors(asStructure(), change);
    @SuppressWarnings("unchecked")
    Map<String, Object> changedKeywords = (Map<String, Object>) changed.get(1);
    @SuppressWarnings("unchecked")
    List<Object> changedPositional = (List<Object>) changed.get(0);
    return new CallArguments(changedPositional, changedKeywords);
  }

  private List<Object> asStructure() {
    return List.of(positional, keywords);
  }
}
