// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The few calls of MLflow's REST API 2.0 that logging a run takes. Each call ends within the
 * time-out, answered or not.
 */
final class MlflowClient {
  private static final String API = "/api/2.0/mlflow/";
  private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;
  private static final int REDIRECTION = 300;
  private static final int MAX_ANSWER = 1 << 20;
  private static final int MESSAGE_LENGTH = 300;

  private final HttpClient http;
  private final String server;
  private final Duration timeout;

  /** The server's token, or null. Never shown. */
  private final String token;

  /**
   * Makes a client.
   *
   * @throws IOException if the token cannot go into a header; the message does not hold it
   */
  MlflowClient(String server, Duration timeout, String token) throws IOException {
    this.server = server.replaceAll("/+$", "");
    this.timeout = timeout;
    this.token = token == null || token.isBlank() ? null : token.strip();
    if (this.token != null && !this.token.matches("[ -~]+")) {
      throw new IOException("the token has characters other than printable ASCII");
    }
    // Follows no redirections: the token is for this server alone.
    http = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  /** An answer other than success. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;

    Refused(String message, String code) {
      super(message);
      this.code = code;
    }

    /** Tells whether this is the error of that name. */
    boolean is(String errorCode) {
      return errorCode.equals(code);
    }
  }

  /** Returns the id of an experiment, which is created if there is none of the name. */
  String experiment(String name) throws IOException {
    try {
      return existing(name);
    } catch (Refused e) {
      if (!e.is("RESOURCE_DOES_NOT_EXIST")) {
        throw e;
      }
    }
    try {
      JsonNode created = post("experiments/create", Map.of("name", name));
      return text(created.path("experiment_id"), "experiment_id");
    } catch (Refused e) {
      if (!e.is("RESOURCE_ALREADY_EXISTS")) {
        throw e;
      }
      // Another run created it meanwhile.
      return existing(name);
    }
  }

  private String existing(String name) throws IOException {
    String query = "?experiment_name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    JsonNode found =
        send("experiments/get-by-name", request("experiments/get-by-name" + query).GET());
    JsonNode experiment = found.path("experiment");
    if (experiment.path("lifecycle_stage").asText().equals("deleted")) {
      throw new IOException(
          "the experiment \"" + name + "\" is deleted, expected one that is active");
    }
    return text(experiment.path("experiment_id"), "experiment.experiment_id");
  }

  /**
   * A run of MLflow.
   *
   * @param id its id
   * @param artifacts where its artifacts belong; empty if the server does not say
   */
  record Run(String id, String artifacts) {}

  /** Creates a run. */
  Run createRun(Map<String, ?> run) throws IOException {
    JsonNode info = post("runs/create", run).path("run").path("info");
    return new Run(
        text(info.path("run_id"), "run.info.run_id"), info.path("artifact_uri").asText());
  }

  /**
   * Stores a file with the server.
   *
   * @param path where, below the server's store of artifacts
   */
  void upload(String path, String type, String content) throws IOException {
    StringBuilder encoded = new StringBuilder(ARTIFACTS);
    for (String name : path.split("/")) {
      encoded
          .append('/')
          .append(URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
    }
    HttpRequest.Builder request =
        to(encoded.toString())
            .header("Content-Type", type)
            .PUT(HttpRequest.BodyPublishers.ofString(content));
    send("mlflow-artifacts/artifacts", request);
  }

  /**
   * Makes a call of another part of the server's API.
   *
   * @param path its path on the server
   * @return the answer
   */
  JsonNode postTo(String path, Map<String, ?> body) throws IOException {
    return post(path.replaceAll("^/api/[^/]*/", ""), to(path), body);
  }

  /**
   * Puts a text where an address that the server has signed says. The token does not go there.
   *
   * @param address the address, a secret
   * @param headers what the server says must go with it
   */
  void putSigned(URI address, Map<String, String> headers, String content) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).PUT(HttpRequest.BodyPublishers.ofString(content));
    headers.forEach(request::header);
    String call = "the upload to the address that the server signed";
    int status = answer(call, request).statusCode();
    if (status < OK || status >= REDIRECTION) {
      throw new IOException(call + " was answered with status " + status);
    }
  }

  void logBatch(Map<String, ?> batch) throws IOException {
    post("runs/log-batch", batch);
  }

  void updateRun(Map<String, ?> run) throws IOException {
    post("runs/update", run);
  }

  private static String text(JsonNode value, String name) throws IOException {
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw new IOException("the answer has no " + name);
    }
    return value.textValue();
  }

  private JsonNode post(String call, Map<String, ?> body) throws IOException {
    return post(call, request(call), body);
  }

  private JsonNode post(String call, HttpRequest.Builder request, Map<String, ?> body)
      throws IOException {
    String json = JSON.writeValueAsString(body);
    return send(
        call,
        request
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  private HttpRequest.Builder request(String call) {
    return to(API + call);
  }

  private HttpRequest.Builder to(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private JsonNode send(String call, HttpRequest.Builder request) throws IOException {
    return read(call, answer(call, request));
  }

  /** Sends a request and awaits the answer whole: the client's own time-out ends at its header. */
  private HttpResponse<String> answer(String call, HttpRequest.Builder request) throws IOException {
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request.build(), answered -> new BoundedBody(MAX_ANSWER));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException(call + ": no answer within " + timeout.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      String what =
          cause instanceof ConnectException ? "cannot connect" : cause.getClass().getSimpleName();
      String reason = cause.getMessage() == null ? "" : ": " + hidden(cause.getMessage());
      throw new IOException(call + ": " + what + reason, cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(call + ": interrupted", e);
    } finally {
      answer.cancel(true);
    }
  }

  private JsonNode read(String call, HttpResponse<String> answer) throws IOException {
    JsonNode body;
    try {
      body = JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      body = JSON.missingNode();
    }
    if (answer.statusCode() != OK) {
      String code = body.path("error_code").asText();
      String message = body.path("message").asText();
      String said = (code + " " + message).isBlank() ? "" : ": " + (code + " " + message).strip();
      throw new Refused(
          call + " was answered with status " + answer.statusCode() + hidden(said), code);
    }
    if (!body.isObject()) {
      throw new IOException(call + " was answered with something other than a JSON object");
    }
    return body;
  }

  /** Returns a server's answer in one line, without the token if it is in there. */
  private String hidden(String message) {
    String line = message.replaceAll("\\s+", " ");
    String shown = token == null ? line : line.replace(token, "***");
    return shown.length() <= MESSAGE_LENGTH ? shown : shown.substring(0, MESSAGE_LENGTH) + "...";
  }
}
