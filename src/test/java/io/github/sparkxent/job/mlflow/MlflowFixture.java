// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server that answers the documented calls as MLflow does, and keeps them. */
public abstract class MlflowFixture {
  static final ObjectMapper JSON = new ObjectMapper();

  public final List<Call> calls = new ArrayList<>();

  private final Map<String, Answer> answers = new LinkedHashMap<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  private record Answer(int status, String body) {}

  record Call(String path, String query, String authorization, JsonNode body) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    answer(
        "experiments/get-by-name",
        200,
        "{\"experiment\": {\"experiment_id\": \"7\", \"lifecycle_stage\": \"active\"}}");
    answer("experiments/create", 200, "{\"experiment_id\": \"8\"}");
    answer("runs/create", 200, "{\"run\": {\"info\": {\"run_id\": \"abc\"}}}");
    answer("runs/log-batch", 200, "{}");
    answer("runs/update", 200, "{\"run_info\": {}}");
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  public void answer(String call, int status, String body) {
    answers.put(call, new Answer(status, body));
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replace("/api/2.0/mlflow/", "");
    String query = exchange.getRequestURI().getRawQuery();
    byte[] body = exchange.getRequestBody().readAllBytes();
    synchronized (calls) {
      calls.add(
          new Call(
              path,
              query == null ? null : URLDecoder.decode(query, StandardCharsets.UTF_8),
              exchange.getRequestHeaders().getFirst("Authorization"),
              body(exchange, body)));
    }
    Answer answer = answers.getOrDefault(path, new Answer(404, ""));
    if (answer.status() == 0) {
      if (!answer.body().isEmpty()) {
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write(answer.body().getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
      }
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    } else {
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private static JsonNode body(HttpExchange exchange, byte[] body) throws IOException {
    if (exchange.getRequestMethod().equals("PUT")) {
      return TextNode.valueOf(new String(body, StandardCharsets.UTF_8));
    }
    return body.length == 0 ? null : JSON.readTree(body);
  }

  public String uri() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  public List<Call> calls(String path) {
    return calls.stream().filter(call -> call.path().equals(path)).toList();
  }

  JsonNode body(String path) {
    return calls(path).get(0).body();
  }

  /** Returns what all batches hold under a name, by key. */
  Map<String, JsonNode> logged(String what) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    for (Call call : calls("runs/log-batch")) {
      assertThat(call.body().get("run_id").asText()).isEqualTo("abc");
      for (JsonNode entry : call.body().path(what)) {
        assertThat(values.put(entry.get("key").asText(), entry.get("value"))).isNull();
      }
    }
    return values;
  }
}
