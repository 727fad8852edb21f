// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A project that holds nothing but the launcher, with a java, a mvn and a spark-submit that only
 * write down how they were called. So what the launcher does with a command line is seen in
 * milliseconds.
 */
final class ScratchProject {
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      { echo "java in $PWD"; printf '%s\\n' "$@"; } >>"$CALLS"
      printf '%s' "${JAVA_SAYS:-}" >&2
      [[ -z ${JAVA_SAYS_LOCALE:-} ]] || echo "LC_CTYPE is ${LC_CTYPE:-none}" >&2
      for option; do
        case $option in
          */ModuleOptions.java) echo "-Dmodule=options"; exit ;;
          -XX:ArchiveClassesAtExit=* | -XX:AOTCacheOutput=*)
            echo archive >"${option#*=}"
            exit "${ARCHIVE_EXIT:-0}" ;;
        esac
      done
      if [[ -n ${JAVA_SECONDS:-} ]]; then
        trap 'echo "java got TERM" >>"$CALLS"; exit 143' TERM
        trap 'echo "java got INT" >>"$CALLS"; exit 130' INT
        echo started >&2
        sleep "$JAVA_SECONDS" & wait
      fi
      exit "${JAVA_EXIT:-0}"
      """;

  private static final String MVN =
      """
      #!/usr/bin/env bash
      { echo "mvn"; printf '%s\\n' "$@"; } >>"$CALLS"
      sleep "${MVN_SECONDS:-0}"
      for option; do
        case $option in
          */pom.xml) target=${option%/pom.xml}/target ;;
          package) mkdir "$target"; echo io/github/sparkxent/shaded/ >"$target/spark-xent-1.jar" ;;
          -Dmdep.outputFile=*) printf %s "$SPARK_JAR" >"${option#*=}" ;;
        esac
      done
      echo "Downloaded from central: some.jar"
      if [[ ${MVN_EXIT:-0} != 0 ]]; then
        printf '\\e[31m[ERROR]\\e[0m no such plugin for %s\\n\\e[0m' "$JAVA_HOME"
      fi
      exit "${MVN_EXIT:-0}"
      """;

  private static final String SPARK_SUBMIT =
      """
      #!/usr/bin/env bash
      { echo "spark-submit"; printf '%s\\n' "$@"; } >>"$CALLS"
      exit "${JAVA_EXIT:-0}"
      """;

  final Path home;
  final Path elsewhere;
  final Path sparkJar;
  final Map<String, String> environment = new HashMap<>();
  private final Path calls;

  /** What one call of the launcher did: the calls that it made, each with its arguments. */
  record Result(int exitCode, String err, List<List<String>> calls) {
    /** The call that the launcher became in the end. */
    List<String> last() {
      return calls.get(calls.size() - 1);
    }

    long count(String program) {
      return calls.stream().filter(call -> call.get(0).startsWith(program)).count();
    }
  }

  ScratchProject(Path directory) throws IOException {
    home = Files.createDirectories(directory.toRealPath().resolve("a project"));
    elsewhere = Files.createDirectories(home.resolveSibling("else where"));
    sparkJar = Files.writeString(home.resolveSibling("spark.jar"), "");
    calls = home.resolveSibling("calls");
    Files.createDirectories(home.resolve("scripts"));
    Files.copy(Path.of("scripts/spark-xent"), launcher());
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    write("src/main/java/Main.java", "class Main {}");
    script("mvn/mvn", MVN);
    script("spark/bin/spark-submit", SPARK_SUBMIT);
    environment.put("JAVA_HOME", javaHome("17.0.15").toString());
    environment.put("PATH", home.resolveSibling("mvn") + ":" + System.getenv("PATH"));
    environment.put("CALLS", calls.toString());
    environment.put("SPARK_JAR", sparkJar.toString());
    environment.put("SPARK_XENT_ARCHIVE", "off");
  }

  Path launcher() {
    return home.resolve("scripts/spark-xent");
  }

  Path sparkHome() {
    return home.resolveSibling("spark");
  }

  /** A Java of that version, as its release file says. */
  Path javaHome(String version) throws IOException {
    Path java = script("java-" + version + "/bin/java", JAVA).getParent().getParent();
    Files.writeString(java.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return java;
  }

  void write(String path, String text) throws IOException {
    Path file = home.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Writes a program beside the project. */
  Path script(String path, String text) throws IOException {
    Path file = home.resolveSibling(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
    return file;
  }

  Result run(String... arguments) throws IOException, InterruptedException {
    return finish(start(launcher(), arguments));
  }

  /** Starts the launcher without waiting for it. */
  Process start(Path launcher, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(elsewhere.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(SPARK|HADOOP|YARN)_.*|MASTER"));
    builder.environment().putAll(environment);
    return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** Waits, and takes the list of calls since the last time. */
  Result finish(Process process) throws IOException, InterruptedException {
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("the launcher does not end");
    }
    List<List<String>> made = new ArrayList<>();
    if (Files.exists(calls)) {
      for (String line : Files.readAllLines(calls)) {
        if (line.matches("mvn|spark-submit|java in .*")) {
          made.add(new ArrayList<>());
        }
        made.get(made.size() - 1).add(line);
      }
      Files.delete(calls);
    }
    return new Result(process.exitValue(), err, made);
  }
}
