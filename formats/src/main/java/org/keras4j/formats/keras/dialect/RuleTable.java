package org.keras4j.formats.keras.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Rules of one dialect: those for every object, and those for objects of a class. */
final class RuleTable {
  /** A change to one object. */
  @FunctionalInterface
  interface Rule {
    void apply(ConfigObject object);
  }

  private final List<Rule> common;
  private final Map<String, List<Rule>> byClass;

  private RuleTable(List<Rule> common, Map<String, List<Rule>> byClass) {
    this.common = List.copyOf(common);
    this.byClass = Map.copyOf(byClass);
  }

  static Builder builder() {
    return new Builder();
  }

  void apply(ConfigObject object) {
    // Rules may rename the class; those of the old name have all been found before.
    List<Rule> own = byClass.getOrDefault(object.className(), List.of());
    common.forEach(rule -> rule.apply(object));
    own.forEach(rule -> rule.apply(object));
  }

  static Rule drop(String... keys) {
    return object -> object.drop(keys);
  }

  static Rule rename(String from, String to) {
    return object -> object.rename(from, to);
  }

  static Rule convert(String key, UnaryOperator<Object> conversion) {
    return object -> object.convert(key, conversion);
  }

  static Rule className(String name) {
    return object -> object.className(name);
  }

  /** Sets {@code key} where the file does not: for defaults that were others then. */
  static Rule defaultValue(String key, Object value) {
    return object -> object.config().putIfAbsent(key, value);
  }

  static final class Builder {
    private final List<Rule> common = new ArrayList<>();
    private final Map<String, List<Rule>> byClass = new LinkedHashMap<>();

    /** Rules for every object. */
    Builder all(Rule... rules) {
      common.addAll(List.of(rules));
      return this;
    }

    /** Rules for objects of a class. */
    Builder on(String className, Rule... rules) {
      return on(List.of(className), rules);
    }

    /** Rules for objects of some classes. */
    Builder on(List<String> classNames, Rule... rules) {
      for (String name : classNames) {
        byClass.computeIfAbsent(name, key -> new ArrayList<>()).addAll(List.of(rules));
      }
      return this;
    }

    RuleTable build() {
      return new RuleTable(common, byClass);
    }
  }
}
