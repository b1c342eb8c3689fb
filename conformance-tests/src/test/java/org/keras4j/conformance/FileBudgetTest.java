package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files stay small: one file, one job. */
class FileBudgetTest {
  private static final String[] MODULES = {"runtime", "formats", "cli", "conformance-tests"};

  private static final int LINES = 500;

  /** Lines of code of a layer: without Javadoc, imports and blank lines. */
  private static final int LAYER_LINES = 120;

  /** Layers that need more, and why. */
  private static final Map<String, Integer> LARGER =
      Map.ofEntries(
          Map.entry("Layer", 300), // the protocol of all layers
          Map.entry("BatchNormalization", 130), // two ways to compute, moving statistics
          Map.entry("EinsumShapes", 140), // parses equations
          Map.entry("PathPattern", 140), // parses regular expressions
          Map.entry("ConvLSTMCell", 140), // four gates, each with two convolutions
          Map.entry("HeadAttention", 240), // projections, heads and masks of multi-head layers
          Map.entry("SequenceAttention", 130), // scores, masks and both outputs of dot-like layers
          Map.entry("Bidirectional", 160), // two copies of a layer, their states and masks
          Map.entry("RecurrentLayer", 210), // the protocol of all recurrent layers
          Map.entry("Normalization", 160), // mean and variance given, loaded or learned
          Map.entry("Discretization", 140), // boundaries given, loaded or learned
          Map.entry("MelSpectrogram", 140), // thirteen arguments
          Map.entry("STFTSpectrogram", 140), // ten arguments, two of them of its initializer
          Map.entry("LookupState", 140), // what a vocabulary may become
          Map.entry("IndexLookup", 200), // the protocol of lookups: learning, calls, files
          Map.entry("TextVectorization", 250)); // the same API again, for texts

  @Test
  void noFileIsLong() {
    List<String> longer = new ArrayList<>();
    for (Path file : SourceTree.mainFiles(MODULES)) {
      long lines = SourceTree.read(file).lines().count();
      if (lines > LINES) {
        longer.add(SourceTree.root().relativize(file) + ": " + lines + " lines");
      }
    }
    assertEquals(List.of(), longer, "files of more than " + LINES + " lines; split them");
  }

  @Test
  void noLayerIsLong() {
    List<String> longer = new ArrayList<>();
    int layers = 0;
    for (Path file : SourceTree.mainFiles("runtime")) {
      if (file.toString().replace('\\', '/').contains("/org/keras4j/layers/")) {
        layers++;
        String name = file.getFileName().toString().replace(".java", "");
        long lines = code(SourceTree.read(file)).count();
        if (lines > LARGER.getOrDefault(name, LAYER_LINES)) {
          longer.add(name + ": " + lines + " lines of code");
        }
      }
    }
    assertEquals(List.of(), longer, "layers of more than " + LAYER_LINES + " lines of code");
    assertEquals(true, layers > 150, "only " + layers + " layers were read");
  }

  private static Stream<String> code(String source) {
    return source
        .replaceAll("(?s)/\\*\\*.*?\\*/", "")
        .lines()
        .filter(line -> !line.isBlank())
        .filter(line -> !line.startsWith("import ") && !line.startsWith("package "));
  }
}
