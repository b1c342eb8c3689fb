package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.keras4j.callbacks.CallbackType;
import org.keras4j.callbacks.Callbacks;
import org.keras4j.config.Arg;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ReadContext;

/** Callbacks, their arguments and defaults are those of Keras' signatures. */
class CallbackSignaturesTest {
  /** Callbacks that need no arguments as these do, or are not meant for a JVM. */
  private static final Set<String> OTHERS =
      Set.of(
          // The protocol, and lists and functions of it.
          "Callback",
          "CallbackList",
          "LambdaCallback",
          // Without arguments in Keras, too.
          "History",
          "ProgbarLogger",
          // Checkpoints of a Python library, in a format of its own.
          "OrbaxCheckpoint");

  /** Arguments of Keras that are left out, each with the reason. */
  private static final Map<String, Set<String>> LEFT_OUT =
      Map.of(
          // TensorFlow's profiler.
          "TensorBoard", Set.of("profile_batch"),
          // Python's **kwargs, of which Keras uses none.
          "ReduceLROnPlateau", Set.of("kwargs"));

  @Test
  void argumentsAreThoseOfKeras() {
    Map<String, String> expected = new LinkedHashMap<>();
    Map<String, String> actual = new LinkedHashMap<>();
    for (Signatures.Entry entry : Signatures.load().classes("callbacks")) {
      if (OTHERS.contains(entry.name())) {
        continue;
      }
      Map<String, Object> args = new LinkedHashMap<>(entry.args());
      LEFT_OUT.getOrDefault(entry.name(), Set.of()).forEach(args::remove);
      expected.put(entry.name(), "missing [], extra [], other defaults []");
      actual.put(entry.name(), compare(entry.name(), args));
    }
    assertEquals(expected, actual);
  }

  private static String compare(String name, Map<String, Object> keras) {
    List<CallbackType<?>> found =
        Callbacks.types().stream().filter(type -> type.className().equals(name)).toList();
    if (found.isEmpty()) {
      return "unknown";
    }
    Set<String> missing = new TreeSet<>(keras.keySet());
    Set<String> extra = new TreeSet<>();
    List<String> other = new ArrayList<>();
    for (Arg<?> arg : found.get(0).args()) {
      if (!missing.remove(arg.key())) {
        extra.add(arg.key());
      } else if (!isSameDefault(arg, keras.get(arg.key()))) {
        other.add(arg.key());
      }
    }
    return "missing " + missing + ", extra " + extra + ", other defaults " + other;
  }

  private static <T> boolean isSameDefault(Arg<T> arg, Object keras) {
    if (arg.isRequired() || Signatures.REQUIRED.equals(keras)) {
      return arg.isRequired() && Signatures.REQUIRED.equals(keras);
    }
    try {
      T read = arg.read(Map.of(), ReadContext.standard());
      Map<String, Object> given = new LinkedHashMap<>();
      given.put(arg.key(), keras);
      T theirs = arg.read(given, ReadContext.standard());
      return read == null ? theirs == null : read.equals(theirs);
    } catch (ConfigException e) {
      return false;
    }
  }
}
