package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keras4j.callbacks.Logs;
import org.keras4j.callbacks.RemoteMonitor;
import org.keras4j.callbacks.TrainingRun;
import org.keras4j.tensor.NDArray;

/** A server on this machine gets what Keras' callback posts. */
class RemoteMonitorTest {
  private static final String JSON =
      "{\"epoch\": 3, \"loss\": 0.5, \"a \\\"b\\\" \\u00e9\": NaN, \"f1\": [0.25, 1.0]}";

  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private String root;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    root = "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort();
    server.createContext(
        "/",
        exchange -> {
          requests.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Content-Type")
                  + " "
                  + exchange.getRequestHeaders().getFirst("X-Token")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(requests.size() == 1 ? 500 : 204, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static void send(RemoteMonitor monitor) {
    Logs logs = new Logs();
    logs.put("loss", 0.5);
    logs.put("a \"b\" \u00e9", Double.NaN);
    logs.put("f1", NDArray.of(new float[] {0.25f, 1}, 2));
    monitor.onEpochEnd(new TrainingRun(new ScriptedRun(0.1), 0, 5, 1, 0), 3, logs);
  }

  @Test
  void postsAForm() {
    send(RemoteMonitor.to(root));
    String request = requests.get(0);
    String head = "POST /publish/epoch/end/ application/x-www-form-urlencoded null data=";
    assertEquals(head, request.substring(0, head.length()));
    assertEquals(JSON, URLDecoder.decode(request.substring(head.length()), StandardCharsets.UTF_8));
  }

  @Test
  void postsJsonWithHeaders() {
    RemoteMonitor monitor =
        RemoteMonitor.to(root).path("/here").sendAsJson(true).headers(Map.of("X-Token", "abc"));
    send(monitor);
    assertEquals(List.of("POST /here application/json abc " + JSON), requests);
  }

  @Test
  void aServerThatIsAwayDoesNotEndTraining() throws IOException {
    int unused;
    try (ServerSocket socket = new ServerSocket(0)) {
      unused = socket.getLocalPort();
    }
    send(RemoteMonitor.to("http://127.0.0.1:" + unused));
    assertEquals(List.of(), requests);
  }
}
