// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.SparkSubmit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.apache.spark.launcher.JavaModuleOptions;

/** A daemon of a cluster in a process of its own, ended with the test. */
final class ClusterProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Path log;

  private ClusterProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Returns the directory of links to jars that scripts/test-clusters.sh made. */
  static Path home(String name) {
    return Path.of(System.getProperty("sparkxent.clusters")).resolve(name);
  }

  /**
   * Copies one class of the tests to a class path of its own, for processes that have Spark's jars
   * and not those of the tests.
   */
  static Path copyOf(Class<?> type, Path directory) throws IOException {
    String file = type.getName().replace('.', '/') + ".class";
    Path copy = directory.resolve(file);
    Files.createDirectories(copy.getParent());
    try (var in = type.getClassLoader().getResourceAsStream(file)) {
      Files.copy(in, copy);
    }
    return directory;
  }

  static ClusterProcess start(Path home, Path work, String mainClass, String... args)
      throws IOException {
    return start(home.resolve("jars") + "/*", home, work, mainClass, args);
  }

  static ClusterProcess start(
      String classPath, Path home, Path work, String mainClass, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(JavaModuleOptions.defaultModuleOptions().trim().split("\\s+")));
    command.addAll(List.of(SparkSubmit.QUICK_START, "-Xmx768m", "-cp", classPath, mainClass));
    command.addAll(Arrays.asList(args));
    Path log = Files.createTempFile(work, "daemon", ".log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    builder.environment().putAll(SparkSubmit.environment(home));
    builder.environment().put("SPARK_WORKER_DIR", work.resolve("worker").toString());
    ClusterProcess started =
        new ClusterProcess(
            builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
    Runtime.getRuntime().addShutdownHook(new Thread(started::kill));
    return started;
  }

  /** Waits until the process has logged a line that matches. */
  ClusterProcess await(String pattern) throws InterruptedException {
    Pattern wanted = Pattern.compile(pattern);
    return await(() -> wanted.matcher(log()).find());
  }

  /** Waits until the process has written a file. */
  ClusterProcess awaitFile(Path file) throws InterruptedException {
    return await(() -> file.toFile().length() > 0);
  }

  private ClusterProcess await(BooleanSupplier done) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    boolean ready = false;
    try {
      while (!done.getAsBoolean()) {
        assertThat(process.isAlive()).as("still alive: %s", log()).isTrue();
        assertThat(Instant.now()).as("not ready in time: %s", log()).isBefore(deadline);
        Thread.sleep(200);
      }
      ready = true;
    } finally {
      if (!ready) {
        kill();
      }
    }
    return this;
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a port that nobody listens on just now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Kills the process and all that it started. */
  private void kill() {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("the process has ended").isTrue();
  }
}
