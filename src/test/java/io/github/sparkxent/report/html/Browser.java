// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A headless Chromium, driven by the WebDriver protocol of a chromedriver on this machine. */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Quiet: a new browser would look for updates. The driver gives it an empty profile. */
  private static final List<String> ARGUMENTS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--hide-scrollbars");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process driver;
  private final String server;
  private final String session;

  Browser(String chromedriver) throws Exception {
    int port = freePort();
    driver =
        new ProcessBuilder(chromedriver, "--port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    server = "http://127.0.0.1:" + port;
    awaitDriver();
    Map<String, Object> options = Map.of("args", ARGUMENTS);
    Map<String, Object> capabilities =
        Map.of("goog:chromeOptions", options, "goog:loggingPrefs", Map.of("browser", "ALL"));
    JsonNode started =
        post("/session", Map.of("capabilities", Map.of("alwaysMatch", capabilities)));
    session = "/session/" + started.get("sessionId").asText();
  }

  void open(Path page) throws Exception {
    post(session + "/url", Map.of("url", page.toUri().toString()));
  }

  /** Shows pages at a width, in light or dark. */
  void look(int width, String scheme) throws Exception {
    look(width, scheme, "screen");
  }

  /** Shows pages at a width, in light or dark, as on a screen or as printed. */
  void look(int width, String scheme, String media) throws Exception {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    command("Emulation.setEmulatedMedia", Map.of("media", media, "features", List.of(feature)));
  }

  /** Keeps what is in the window as a picture. */
  void picture(Path file) throws Exception {
    Files.write(file, Base64.getDecoder().decode(get(session + "/screenshot").asText()));
  }

  /** Prints the page on A4. */
  byte[] print() throws Exception {
    return Base64.getDecoder()
        .decode(
            post(
                    session + "/print",
                    Map.of("page", Map.of("width", 21.0, "height", 29.7), "background", true))
                .asText());
  }

  /** Runs a script in the page, which the page's own policy does not hinder. */
  JsonNode run(String script) throws Exception {
    return post(session + "/execute/sync", Map.of("script", script, "args", List.of()));
  }

  /** Returns what the browser had to say of the pages since the last call. */
  JsonNode complaints() throws Exception {
    return post(session + "/se/log", Map.of("type", "browser"));
  }

  @Override
  public void close() throws Exception {
    try {
      send(HttpRequest.newBuilder(URI.create(server + session)).DELETE().build());
    } finally {
      driver.destroy();
    }
  }

  private void command(String name, Map<String, Object> parameters) throws Exception {
    post(session + "/goog/cdp/execute", Map.of("cmd", name, "params", parameters));
  }

  private void awaitDriver() throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        send(HttpRequest.newBuilder(URI.create(server + "/status")).build());
        return;
      } catch (IOException e) {
        if (System.nanoTime() > end || !driver.isAlive()) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }

  private JsonNode post(String path, Object body) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(server + path))
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .timeout(PATIENCE)
            .build());
  }

  private JsonNode send(HttpRequest request) throws Exception {
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    JsonNode value = JSON.readTree(response.body()).get("value");
    if (response.statusCode() != 200) {
      throw new IllegalStateException(request.uri() + " answered " + value);
    }
    return value;
  }

  private JsonNode get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(server + path)).timeout(PATIENCE).build());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
