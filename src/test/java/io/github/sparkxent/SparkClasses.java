// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * Spark's jars as the class path of a process of its own, and an archive of the classes that an
 * evaluation loads from there: with it a process starts in half the processor time. The first
 * process of a build that wants the archive makes it, another one waits for it.
 */
public final class SparkClasses {
  /** The classes of the project and its libraries are in the jar, not on Spark's class path. */
  private static final List<String> IN_THE_JAR =
      List.of("picocli", "jackson-dataformat-yaml", "snakeyaml", "sketches-java");

  private static final int MINUTES = 5;

  private SparkClasses() {}

  /** Returns the class path, which must come first for the archive to be used. */
  public static String path() {
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      String name = Path.of(entry).getFileName().toString();
      if (name.endsWith(".jar") && IN_THE_JAR.stream().noneMatch(name::startsWith)) {
        jars.add(entry);
      }
    }
    return String.join(File.pathSeparator, jars);
  }

  /** Returns the beginning of a command that starts Java, with Spark's options and the archive. */
  public static synchronized List<String> java() throws IOException, InterruptedException {
    Path directory = Path.of(SparkSubmit.jar()).getParent();
    String name = "spark-classes-" + Integer.toHexString(path().hashCode());
    Path archive = directory.resolve(name + ".archive");
    if (!Files.exists(archive)) {
      try (FileChannel file =
              FileChannel.open(
                  directory.resolve(name + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = file.lock()) {
        assertThat(lock.isValid()).isTrue();
        if (!Files.exists(archive)) {
          make(archive);
        }
      }
    }
    // A JVM that cannot use the archive goes without, and says nothing of it on stdout.
    return Files.size(archive) == 0
        ? command()
        : command("-XX:SharedArchiveFile=" + archive, "-Xlog:disable");
  }

  private static List<String> command(String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(JavaModuleOptions.defaultModuleOptions().trim().split("\\s+")));
    command.addAll(List.of(SparkSubmit.QUICK_START, "-Xmx1g"));
    command.addAll(List.of(options));
    return command;
  }

  /** Makes the archive, or an empty file, so that nobody tries again, if that fails. */
  private static void make(Path archive) throws IOException, InterruptedException {
    Path aside = Files.createTempDirectory(archive.getParent(), "spark-classes-");
    Path made = aside.resolve("archive");
    List<String> command = command("-XX:ArchiveClassesAtExit=" + made, "-cp", path());
    command.add("org.apache.spark.deploy.SparkSubmit");
    command.addAll(List.of("--master", "local[2]", "--conf", "spark.ui.enabled=false"));
    command.addAll(List.of("--class", SparkSubmit.MAIN, SparkSubmit.jar()));
    command.addAll(List.of("evaluate", "conf/mnist.yaml", "--output", aside.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(aside.resolve("log").toFile())
            .start();
    if (process.waitFor(MINUTES, TimeUnit.MINUTES) && Files.exists(made)) {
      Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
    } else {
      process.destroyForcibly();
      Files.createFile(archive);
    }
  }
}
