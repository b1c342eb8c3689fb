package org.keras4j.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table in {@code docs/architecture.md} that says which package may import which. */
final class PackageTable {
  static final String ROOT = "org.keras4j.";

  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| ([^|]*) \\|");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  private final Map<String, Integer> levels = new LinkedHashMap<>();

  private PackageTable() {}

  /** The table in the text of the document. */
  static PackageTable parse(String markdown) {
    PackageTable table = new PackageTable();
    for (Matcher row = ROW.matcher(markdown); row.find(); ) {
      int level = Integer.parseInt(row.group(1));
      for (Matcher name = NAME.matcher(row.group(2)); name.find(); ) {
        table.levels.put(name.group(1), level);
      }
    }
    return table;
  }

  /** Names without the root, with the level of each. */
  Map<String, Integer> levels() {
    return levels;
  }

  /** The level of a package: its own row, else that of {@code parent.*}. */
  OptionalInt level(String packageName) {
    String name = packageName.substring(ROOT.length());
    Integer level = levels.get(name);
    if (level == null && name.contains(".")) {
      level = levels.get(name.substring(0, name.lastIndexOf('.')) + ".*");
    }
    return level == null ? OptionalInt.empty() : OptionalInt.of(level);
  }
}
