package org.keras4j.callbacks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/**
 * Writes the logs of each epoch as a line of a CSV file. Keras: {@code keras.callbacks.CSVLogger}.
 *
 * <p>The columns are {@code epoch} and the names of the first epoch's logs in alphabetical order;
 * where none is of validation, columns for it follow. A value that is not there is {@code NA}, an
 * array one quoted field.
 */
public final class CSVLogger extends ConfiguredCallback<CSVLogger> {
  static final Arg<String> FILENAME = Arg.required("filename", Codecs.STRING);
  static final Arg<String> SEPARATOR =
      Arg.string("separator", ",").that(text -> text.length() == 1, "one character");
  static final Arg<Boolean> APPEND = Arg.bool("append", false);

  static final CallbackType<CSVLogger> TYPE =
      CallbackType.of("CSVLogger", CSVLogger::new, FILENAME, SEPARATOR, APPEND);

  private static final String VALIDATION = "val_";

  private List<String> names;
  private boolean needsHeader;

  private CSVLogger(Config config) {
    super(TYPE, config);
  }

  /** Writes to a file, which is overwritten. */
  public static CSVLogger to(Path file) {
    return TYPE.create(FILENAME, file.toString());
  }

  /** What stands between two fields; default a comma. */
  public CSVLogger separator(char value) {
    return with(SEPARATOR, String.valueOf(value));
  }

  /** Whether a file that exists is continued; default false. */
  public CSVLogger append(boolean value) {
    return with(APPEND, value);
  }

  @Override
  public void onTrainBegin(TrainingRun run) {
    names = null;
    Path file = Path.of(get(FILENAME));
    try {
      needsHeader = !(get(APPEND) && Files.exists(file) && Files.size(file) > 0);
    } catch (IOException e) {
      throw failed(e);
    }
    if (!get(APPEND)) {
      write("", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }
  }

  @Override
  public void onEpochEnd(TrainingRun run, int epoch, Logs logs) {
    if (names == null) {
      names = columns(logs);
    }
    StringBuilder lines = new StringBuilder();
    if (needsHeader) {
      lines.append(line("epoch", names));
      needsHeader = false;
    }
    lines.append(line(String.valueOf(epoch), names.stream().map(n -> text(logs, n)).toList()));
    write(lines.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static List<String> columns(Logs logs) {
    List<String> columns = new ArrayList<>(logs.names().stream().sorted().toList());
    if (columns.stream().noneMatch(name -> name.startsWith(VALIDATION))) {
      columns.addAll(columns.stream().map(name -> VALIDATION + name).toList());
    }
    return columns;
  }

  private static String text(Logs logs, String name) {
    if (!logs.contains(name)) {
      return "NA";
    }
    NDArray value = logs.array(name);
    if (value.shape().rank() == 0) {
      return PythonText.repr(value.getDouble(0));
    }
    return IntStream.range(0, value.size())
        .mapToObj(i -> element(value, i))
        .collect(Collectors.joining(", ", "\"[", "]\""));
  }

  private static String element(NDArray array, int at) {
    double value = array.getDouble(at);
    return array.dtype() == DType.FLOAT64 ? PythonText.repr(value) : PythonText.repr((float) value);
  }

  private String line(String first, List<String> others) {
    List<String> fields = new ArrayList<>(List.of(first));
    fields.addAll(others);
    return fields.stream()
        .map(this::quoted)
        .collect(Collectors.joining(get(SEPARATOR), "", "\r\n"));
  }

  /** As Python's "excel" dialect quotes: only where it must. */
  private String quoted(String field) {
    boolean isSpecial =
        field.contains(get(SEPARATOR))
            || field.contains("\"")
            || field.contains("\n")
            || field.contains("\r");
    return isSpecial ? "\"" + field.replace("\"", "\"\"") + "\"" : field;
  }

  private void write(String text, OpenOption... options) {
    try {
      Files.writeString(Path.of(get(FILENAME)), text, StandardCharsets.UTF_8, options);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private CallbackException failed(IOException e) {
    return new CallbackException("Cannot write the log file " + get(FILENAME) + ": " + e, e);
  }
}
