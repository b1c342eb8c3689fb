package org.keras4j.callbacks;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.tensor.NDArray;

/**
 * Posts the logs of each epoch to a server. Keras: {@code keras.callbacks.RemoteMonitor}.
 *
 * <p>The logs are JSON with {@code epoch} first, in a field of a form or as the whole body. A
 * server that cannot be reached is a warning, and training goes on; what the server answers is not
 * looked at.
 */
public final class RemoteMonitor extends ConfiguredCallback<RemoteMonitor> {
  static final Arg<String> ROOT = Arg.string("root", "http://localhost:9000");
  static final Arg<String> PATH = Arg.string("path", "/publish/epoch/end/");
  static final Arg<String> FIELD = Arg.string("field", "data");
  static final Arg<Object> HEADERS = Arg.optional("headers", Codecs.ANY, null);
  static final Arg<Boolean> SEND_AS_JSON = Arg.bool("send_as_json", false);

  static final CallbackType<RemoteMonitor> TYPE =
      CallbackType.of(
          "RemoteMonitor", RemoteMonitor::new, ROOT, PATH, FIELD, HEADERS, SEND_AS_JSON);

  /** So that a server that is silent does not hold up training for ever. */
  private static final int TIMEOUT_MILLISECONDS = 10_000;

  private RemoteMonitor(Config config) {
    super(TYPE, config);
  }

  /** Posts to a server, such as {@code "http://localhost:9000"}. */
  public static RemoteMonitor to(String root) {
    return TYPE.create(ROOT, root);
  }

  /** What follows the root in the address; default {@code "/publish/epoch/end/"}. */
  public RemoteMonitor path(String value) {
    return with(PATH, value);
  }

  /** Name of the form's field; default {@code "data"}. */
  public RemoteMonitor field(String value) {
    return with(FIELD, value);
  }

  /** Further headers of the request; default none. */
  public RemoteMonitor headers(Map<String, String> values) {
    return with(HEADERS, Map.copyOf(values));
  }

  /** Whether JSON is the whole body; default false: a form. */
  public RemoteMonitor sendAsJson(boolean value) {
    return with(SEND_AS_JSON, value);
  }

  @Override
  public void onEpochEnd(TrainingRun run, int epoch, Logs logs) {
    String json = json(epoch, logs);
    try {
      if (get(SEND_AS_JSON)) {
        post("application/json", json);
      } else {
        String form = URLEncoder.encode(get(FIELD), StandardCharsets.UTF_8);
        post(
            "application/x-www-form-urlencoded",
            form + "=" + URLEncoder.encode(json, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      warn("Could not reach RemoteMonitor root server at " + get(ROOT) + ": " + e);
    }
  }

  private void post(String contentType, String body) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) new URL(get(ROOT) + get(PATH)).openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLISECONDS);
    connection.setReadTimeout(TIMEOUT_MILLISECONDS);
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", contentType);
    if (get(HEADERS) instanceof Map<?, ?> headers) {
      headers.forEach(
          (name, value) -> connection.setRequestProperty((String) name, (String) value));
    }
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    }
    connection.getResponseCode();
    connection.disconnect();
  }

  private static String json(int epoch, Logs logs) {
    StringJoiner entries = new StringJoiner(", ", "{", "}");
    entries.add("\"epoch\": " + epoch);
    for (String name : logs.names()) {
      entries.add(string(name) + ": " + value(logs.array(name)));
    }
    return entries.toString();
  }

  private static String value(NDArray array) {
    if (array.size() == 1) {
      return number(array.getDouble(0));
    }
    StringJoiner items = new StringJoiner(", ", "[", "]");
    for (int i = 0; i < array.size(); i++) {
      items.add(number(array.getDouble(i)));
    }
    return items.toString();
  }

  private static String number(double value) {
    if (Double.isFinite(value)) {
      return PythonText.repr(value);
    }
    return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  }

  /** As Python writes strings in JSON: everything beyond ASCII escaped. */
  private static String string(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
