// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import scala.util.Properties;

/** Runs the shaded jar as a user does: Spark's own spark-submit in a process of its own. */
public final class SparkSubmit {
  /** For a JVM that runs for seconds: it spends them compiling, and without C2 ends much sooner. */
  public static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  static final String MAIN = "io.github.sparkxent.cli.Main";

  private final List<String> options = new ArrayList<>();
  private final List<String> extraClassPath = new ArrayList<>();
  private final Map<String, String> variables = new HashMap<>();
  private final Path logs;
  private String resource = jar();
  private String mainClass = MAIN;
  private Path home;

  /**
   * Prepares a submission.
   *
   * @param logs a directory for what the process prints
   */
  public SparkSubmit(Path logs) {
    this.logs = logs;
  }

  /**
   * What came of it.
   *
   * @param exitCode the exit code of the process
   * @param out its stdout
   * @param err its stderr
   */
  public record Result(int exitCode, String out, String err) {
    /**
     * Returns what this software said on stderr, without Spark's log.
     *
     * @return the lines
     */
    public List<String> ownErrors() {
      return err.lines().filter(line -> line.startsWith("spark-xent: ")).toList();
    }
  }

  /**
   * Adds options of spark-submit.
   *
   * @param more the options
   * @return this
   */
  public SparkSubmit with(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /**
   * Takes the program from a repository, by its coordinates.
   *
   * @param coordinates group, artifact and version
   * @return this
   */
  public SparkSubmit ofPackage(String coordinates) {
    resource = "spark-internal";
    return with("--packages", coordinates);
  }

  /**
   * Runs another program, whose class is on Spark's own class path.
   *
   * @param name the name of the class with its main method
   * @return this
   */
  public SparkSubmit ofClass(String name) {
    resource = "spark-internal";
    mainClass = name;
    return this;
  }

  /**
   * Puts classes on Spark's own class path, as an administrator does with a file system.
   *
   * @param directory the classes
   * @return this
   */
  public SparkSubmit withClasses(Path directory) {
    extraClassPath.add(File.pathSeparator + directory);
    return this;
  }

  /**
   * Returns the jar that the build made.
   *
   * @return its path
   */
  public static String jar() {
    return System.getProperty("sparkxent.jar");
  }

  /**
   * Runs the program.
   *
   * @param args its arguments
   * @return what came of it
   * @throws IOException if the process cannot be started
   * @throws InterruptedException if the wait is interrupted
   */
  public Result run(String... args) throws IOException, InterruptedException {
    Path out = Files.createTempFile(logs, "out", ".txt");
    Path err = Files.createTempFile(logs, "err", ".txt");
    Process process = start(out, err, args);
    try {
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        throw new IllegalStateException("no end after 5 minutes: " + Files.readString(err));
      }
    } finally {
      List<ProcessHandle> started = process.descendants().toList();
      process.destroyForcibly();
      started.forEach(ProcessHandle::destroyForcibly);
    }
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /**
   * Starts the program and does not wait for its end.
   *
   * @param out where its stdout goes
   * @param err where its stderr goes
   * @param args its arguments
   * @return the process
   * @throws IOException if the process cannot be started
   * @throws InterruptedException if the wait for the archive of classes is interrupted
   */
  public Process start(Path out, Path err, String... args)
      throws IOException, InterruptedException {
    List<String> command = SparkClasses.java();
    command.addAll(List.of("-cp", classPath()));
    command.add("org.apache.spark.deploy.SparkSubmit");
    command.addAll(List.of("--master", "local[2]", "--conf", "spark.ui.enabled=false"));
    command.addAll(options);
    command.addAll(List.of("--class", mainClass, resource));
    command.addAll(Arrays.asList(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    if (home != null) {
      builder.environment().putAll(environment(home));
    }
    builder.environment().putAll(variables);
    return builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }

  /**
   * Returns what a process of a cluster is told of its Spark.
   *
   * @param home the directory of Spark
   * @return environment variables
   */
  public static Map<String, String> environment(Path home) {
    return Map.of(
        "SPARK_HOME",
        home.toString(),
        "SPARK_SCALA_VERSION",
        Properties.versionNumberString().replaceFirst("\\.\\d+$", ""),
        "SPARK_LOCAL_IP",
        "127.0.0.1");
  }

  /**
   * Sets an environment variable.
   *
   * @param name the variable
   * @param value its value
   * @return this
   */
  public SparkSubmit withVariable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /**
   * Runs the Spark of a directory instead of that of the tests.
   *
   * @param directory as SPARK_HOME names it
   * @return this
   */
  public SparkSubmit ofHome(Path directory) {
    home = directory;
    return this;
  }

  private String classPath() {
    return (home == null ? SparkClasses.path() : home.resolve("jars") + "/*")
        + String.join("", extraClassPath);
  }
}
