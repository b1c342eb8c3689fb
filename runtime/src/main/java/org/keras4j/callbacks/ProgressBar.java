package org.keras4j.callbacks;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.keras4j.tensor.NDArray;

/** Keras' progress line: steps, bar, time, metrics. Keras: {@code keras.utils.Progbar}. */
final class ProgressBar {
  private static final int WIDTH = 20;
  private static final double INTERVAL_SECONDS = 0.05;
  private static final String BOLD = "\u001b[1m";
  private static final String GREEN = "\u001b[32m";
  private static final String WHITE = "\u001b[37m";
  private static final String PLAIN = "\u001b[0m";
  private static final String BLOCK = "\u2501";
  private static final int SECONDS_PER_MINUTE = 60;
  private static final int SECONDS_PER_HOUR = 3600;

  private final int verbose;
  private final boolean rewritesLine;
  private final Consumer<String> output;
  private final DoubleSupplier seconds;
  private final double start;
  private final Map<String, Double> means = new LinkedHashMap<>();
  private long target;
  private Double afterFirstStep;
  private double lastShown = Double.NEGATIVE_INFINITY;
  private int shownWidth;

  /**
   * A progress bar.
   *
   * @param target number of steps; negative when nobody knows
   * @param rewritesLine whether the output can go back to the beginning of its line
   * @param seconds the time
   */
  ProgressBar(
      long target,
      int verbose,
      boolean rewritesLine,
      Consumer<String> output,
      DoubleSupplier seconds) {
    this.target = target;
    this.verbose = verbose;
    this.rewritesLine = rewritesLine;
    this.output = output;
    this.seconds = seconds;
    this.start = seconds.getAsDouble();
  }

  void setTarget(long steps) {
    target = steps;
  }

  /** Shows that {@code current} steps are done, if it is time for that. */
  void update(long current, Logs logs, boolean isLast) {
    double now = seconds.getAsDouble();
    double perStep = secondsPerStep(current, now);
    if (verbose == 1) {
      if (now - lastShown < INTERVAL_SECONDS && !isLast) {
        return;
      }
      show(current, logs, isLast, now, perStep);
    } else if (verbose == 2 && isLast && target > 0) {
      output.accept(
          count(current)
              + " - "
              + PythonText.fixed(now - start, 0)
              + "s -"
              + perStep(perStep)
              + metrics(logs)
              + "\n");
    }
    lastShown = now;
  }

  private void show(long current, Logs logs, boolean isLast, double now, double perStep) {
    String bar = target > 0 ? bar(current) : String.format(Locale.ROOT, "%7d/Unknown", current);
    String time =
        target > 0 && !isLast
            ? duration(perStep * (target - current))
            : PythonText.fixed(now - start, 0) + "s";
    String info = " " + BOLD + time + PLAIN + perStep(perStep) + metrics(logs);
    int width = bar.length() + info.length() - invisible(bar) - invisible(info);
    output.accept(
        (rewritesLine ? "\b".repeat(shownWidth) + "\r" : "\n")
            + bar
            + info
            + " ".repeat(Math.max(0, shownWidth - width))
            + (isLast ? "\n" : ""));
    shownWidth = width;
  }

  private String count(long current) {
    int digits = String.valueOf(target).length();
    return String.format(Locale.ROOT, "%" + digits + "d/%d", current, target);
  }

  private String bar(long current) {
    int done = (int) (WIDTH * ((double) current / target));
    return BOLD
        + count(current)
        + PLAIN
        + " "
        + (done > 0 ? GREEN + BLOCK.repeat(done) + PLAIN : "")
        + WHITE
        + BLOCK.repeat(Math.max(0, WIDTH - done))
        + PLAIN;
  }

  private static int invisible(String text) {
    int count = 0;
    for (String code : new String[] {BOLD, GREEN, WHITE, PLAIN}) {
      for (int at = text.indexOf(code); at >= 0; at = text.indexOf(code, at + 1)) {
        count += code.length();
      }
    }
    return count;
  }

  private static String duration(double time) {
    long all = (long) time;
    if (time > SECONDS_PER_HOUR) {
      return String.format(
          Locale.ROOT,
          "%d:%02d:%02d",
          all / SECONDS_PER_HOUR,
          all % SECONDS_PER_HOUR / SECONDS_PER_MINUTE,
          all % SECONDS_PER_MINUTE);
    }
    return time > SECONDS_PER_MINUTE
        ? String.format(Locale.ROOT, "%d:%02d", all / SECONDS_PER_MINUTE, all % SECONDS_PER_MINUTE)
        : all + "s";
  }

  private static String perStep(double time) {
    if (time >= 1 || time == 0) {
      return " " + PythonText.fixed(time, 0) + "s/step";
    }
    return time >= 1e-3
        ? " " + PythonText.fixed(time * 1e3, 0) + "ms/step"
        : " " + PythonText.fixed(time * 1e6, 0) + "us/step";
  }

  /** Each name's last value, also of names that are no longer in the logs. */
  private String metrics(Logs logs) {
    for (String name : logs.names()) {
      means.put(name, mean(logs.array(name)));
    }
    StringBuilder text = new StringBuilder();
    means.forEach(
        (name, mean) -> {
          // Negative values are written with an exponent in the form of one line an epoch.
          boolean isPlain = verbose == 1 ? Math.abs(mean) > 1e-3 : mean > 1e-3;
          text.append(" - ").append(name).append(": ");
          text.append(isPlain ? PythonText.fixed(mean, 4) : PythonText.scientific(mean, 4));
        });
    return text.toString();
  }

  private static double mean(NDArray array) {
    double sum = 0;
    for (int i = 0; i < array.size(); i++) {
      sum += array.getDouble(i);
    }
    return sum / array.size();
  }

  /** The first step is left out where there are more: it compiles. */
  private double secondsPerStep(long current, double now) {
    if (current == 0) {
      return 0;
    }
    double perStep =
        afterFirstStep != null && current > 1
            ? (now - afterFirstStep) / (current - 1)
            : (now - start) / current;
    if (current == 1) {
      afterFirstStep = now;
    }
    return perStep;
  }
}
