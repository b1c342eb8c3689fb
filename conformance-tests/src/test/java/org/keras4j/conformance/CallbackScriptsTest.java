package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.callbacks.CSVLogger;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.CallbackType;
import org.keras4j.callbacks.Callbacks;
import org.keras4j.callbacks.EarlyStopping;
import org.keras4j.callbacks.LearningRateScheduler;
import org.keras4j.callbacks.Logs;
import org.keras4j.callbacks.ModelCheckpoint;
import org.keras4j.callbacks.ProgbarLogger;
import org.keras4j.callbacks.TrainingRun;
import org.keras4j.config.Config;
import org.keras4j.config.ReadContext;
import org.keras4j.formats.json.JsonReader;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.tensor.KerasException;

/** The callbacks decide, write and print for scripted logs what Keras' own do. */
class CallbackScriptsTest {
  private static final String FILE = "callbacks.json";
  private static final Map<String, Object> FIXTURE = load();

  @TempDir private Path folder;

  private static Map<String, Object> load() {
    return map(JsonReader.read(Fixture.resource(FILE), FILE, ReadLimits.defaults()));
  }

  private static Map<String, Object> map(Object json) {
    return ReadContext.configMap(FILE, json);
  }

  private static List<Map<String, Object>> maps(Object json) {
    return ((List<?>) json).stream().map(CallbackScriptsTest::map).toList();
  }

  @TestFactory
  Stream<DynamicTest> decisions() {
    return maps(FIXTURE.get("monitors")).stream()
        .map(
            script ->
                DynamicTest.dynamicTest(
                    script.get("class") + " " + script.get("name"), () -> replay(script)));
  }

  private static void replay(Map<String, Object> script) {
    Map<String, Object> expected = map(script.get("expected"));
    Callback callback;
    try {
      callback = create((String) script.get("class"), map(script.get("args")));
    } catch (KerasException e) {
      assertEquals(expected.get("refused"), e.getMessage());
      return;
    }
    assertEquals(null, expected.get("refused"));
    ScriptedRun run = new ScriptedRun(number(script.get("learning_rate")));
    run.drive(callback, maps(script.get("epochs")));
    Map<String, Object> actual = run.result();
    // Ours say more: what there is instead.
    actual.computeIfPresent(
        "error", (key, error) -> ((String) error).replaceAll("\\. Available: .*", ""));
    if (callback instanceof EarlyStopping stopping) {
      actual.put("best", stopping.best());
      actual.put("best_epoch", stopping.bestEpoch());
      actual.put("stopped_epoch", stopping.stoppedEpoch());
    }
    if (callback instanceof ModelCheckpoint checkpoint) {
      actual.put("best", checkpoint.best());
    }
    assertEquals(
        ScriptedRun.text(expected, actual.keySet()), ScriptedRun.text(actual, actual.keySet()));
  }

  private static Callback create(String className, Map<String, Object> args) {
    CallbackType<?> type =
        Callbacks.types().stream()
            .filter(candidate -> candidate.className().equals(className))
            .findFirst()
            .orElseThrow();
    return type.factory().apply(Config.read(className, type.args(), args, ReadContext.standard()));
  }

  private static double number(Object json) {
    return ScriptedRun.number(json);
  }

  @TestFactory
  Stream<DynamicTest> schedules() {
    return maps(FIXTURE.get("schedules")).stream()
        .map(
            script ->
                DynamicTest.dynamicTest(
                    "verbose=" + script.get("verbose"),
                    () -> {
                      ScriptedRun run = new ScriptedRun(0.1);
                      List<Map<String, Object>> epochs = new ArrayList<>();
                      for (int i = 1; i <= 5; i++) {
                        epochs.add(Map.of("logs", Map.of("loss", (double) i)));
                      }
                      run.drive(
                          LearningRateScheduler.of((epoch, rate) -> epoch < 2 ? rate : rate * 0.5)
                              .verbose(((Number) script.get("verbose")).intValue()),
                          epochs);
                      Map<String, Object> actual = run.result();
                      actual.remove("warnings");
                      assertEquals(
                          ScriptedRun.text(map(script.get("expected")), actual.keySet()),
                          ScriptedRun.text(actual, actual.keySet()));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> csvFiles() {
    return maps(FIXTURE.get("csv")).stream()
        .map(
            script ->
                DynamicTest.dynamicTest((String) script.get("name"), () -> compareCsv(script)));
  }

  private void compareCsv(Map<String, Object> script) throws IOException {
    Path file = folder.resolve("log.csv");
    Files.deleteIfExists(file);
    Map<String, Object> args = map(script.get("args"));
    CSVLogger logger =
        CSVLogger.to(file)
            .separator(((String) args.getOrDefault("separator", ",")).charAt(0))
            .append((Boolean) args.getOrDefault("append", false));
    List<Map<String, Object>> epochs =
        maps(script.get("epochs")).stream()
            .map(logs -> Map.<String, Object>of("logs", logs))
            .toList();
    for (Object text : (List<?>) script.get("texts")) {
      new ScriptedRun(0.1).drive(logger, epochs);
      assertEquals(text, Files.readString(file));
    }
  }

  @TestFactory
  Stream<DynamicTest> progressLines() {
    return maps(FIXTURE.get("progress")).stream()
        .map(
            script ->
                DynamicTest.dynamicTest(
                    (String) script.get("name"), () -> compareProgress(script)));
  }

  private static void compareProgress(Map<String, Object> script) {
    List<Map<String, Object>> epochs = maps(script.get("epochs"));
    boolean isTerminal = epochs.stream().noneMatch(epoch -> epoch.containsKey("plain"));
    double[] now = {1000};
    StringBuilder output = new StringBuilder();
    Object steps = script.get("steps");
    TrainingRun run =
        new TrainingRun(
            new ScriptedRun(0.1),
            0,
            epochs.size(),
            steps == null ? TrainingRun.UNKNOWN : ((Number) steps).longValue(),
            ((Number) script.get("verbose")).intValue(),
            output::append);
    Callback logger = ProgbarLogger.of(() -> now[0], isTerminal);
    logger.onTrainBegin(run);
    for (int i = 0; i < epochs.size(); i++) {
      logger.onEpochBegin(run, i);
      List<Map<String, Object>> batches = maps(epochs.get(i).get("batches"));
      for (int step = 0; step < batches.size(); step++) {
        now[0] += number(batches.get(step).get("time"));
        logger.onTrainBatchEnd(run, step, logs(batches.get(step)));
      }
      logger.onEpochEnd(run, i, logs(epochs.get(i)));
    }
    logger.onTrainEnd(run, new Logs());
    assertEquals(readable(script.get("output")), readable(output));
  }

  private static Logs logs(Map<String, Object> step) {
    return ScriptedRun.logs(map(step.get("logs")));
  }

  private static String readable(Object text) {
    return text.toString()
        .replace("\u001b", "<esc>")
        .replace("\b", "<")
        .replace("\r", "<return>")
        .replace("\n", "\\n\n");
  }

  @Test
  void fileNamesAreFormattedAsInPython() {
    Map<String, Object> formats = map(FIXTURE.get("formats"));
    Map<String, String> actual = new LinkedHashMap<>();
    map(formats.get("texts"))
        .keySet()
        .forEach(pattern -> actual.put(pattern, formatted(pattern, formats)));
    assertEquals(map(formats.get("texts")), actual);
  }

  /** What the checkpoint's path becomes, which has to end as models do. */
  private static String formatted(String pattern, Map<String, Object> formats) {
    ScriptedRun run = new ScriptedRun(0.1);
    Map<String, Object> values = new LinkedHashMap<>(map(formats.get("values")));
    int epoch = ((Number) values.remove("epoch")).intValue() - 1;
    TrainingRun training = new TrainingRun(run, epoch, epoch + 1, 1, 0);
    Callback checkpoint = ModelCheckpoint.to(pattern + ".keras").monitor("loss");
    checkpoint.onTrainBegin(training);
    checkpoint.onEpochBegin(training, epoch);
    checkpoint.onEpochEnd(training, epoch, ScriptedRun.logs(values));
    String path = run.lastSaved();
    return path.substring(0, path.length() - ".keras".length());
  }

  @Test
  void numbersAreWrittenAsInPython() throws IOException {
    Path file = folder.resolve("numbers.csv");
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    for (Map<String, Object> number : maps(FIXTURE.get("numbers"))) {
      double value = Double.parseDouble(javaText((String) number.get("value")));
      expected.add(
          number.get("value") + " " + number.get("fixed") + " " + number.get("scientific"));
      CSVLogger logger = CSVLogger.to(file);
      TrainingRun run = new TrainingRun(new ScriptedRun(0.1), 0, 1, 1, 0);
      Logs logs = new Logs();
      logs.put("value", value);
      logger.onTrainBegin(run);
      logger.onEpochEnd(run, 0, logs);
      String row = Files.readAllLines(file, StandardCharsets.UTF_8).get(1);
      ScriptedRun model = new ScriptedRun(0.1);
      TrainingRun training = new TrainingRun(model, 0, 1, 1, 0);
      Callback checkpoint = ModelCheckpoint.to("{value:.4f} {value:.4e}.keras").monitor("loss");
      checkpoint.onEpochEnd(training, 0, logs);
      String path = model.lastSaved();
      actual.add(row.split(",")[1] + " " + path.substring(0, path.length() - ".keras".length()));
    }
    assertEquals(String.join("\n", expected), String.join("\n", actual));
  }

  private static String javaText(String python) {
    return python.replace("nan", "NaN").replace("inf", "Infinity");
  }
}
