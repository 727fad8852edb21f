// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherPreparationTest {
  private ScratchProject project;

  @BeforeEach
  void makeProject(@TempDir Path directory) throws IOException {
    project = new ScratchProject(directory);
  }

  private List<String> cache() throws IOException {
    try (Stream<Path> entries = Files.list(project.home.resolve("target/launcher"))) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  @Nested
  class Java {
    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_452", "11.0.27", "16"})
    void before_17_is_refused_in_one_line(String version) throws Exception {
      Path java = project.javaHome(version);
      project.environment.put("JAVA_HOME", java.toString());

      ScratchProject.Result result = project.run("evaluate");

      assertThat(result.exitCode()).isEqualTo(5);
      assertThat(result.err())
          .isEqualTo(
              "spark-xent: Java 17 or later is needed, but "
                  + java
                  + "/bin/java is Java "
                  + version
                  + "\n");
      assertThat(result.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "17.0.15", "21-ea", "25"})
    void from_17_on_is_taken(String version) throws Exception {
      project.environment.put("JAVA_HOME", project.javaHome(version).toString());

      assertThat(project.run("evaluate").exitCode()).isZero();
    }

    @Test
    void on_the_path_that_is_a_stub_without_a_java_behind_it_is_said_in_one_line()
        throws Exception {
      Path stub =
          project.script(
              "stub/java",
              "#!/bin/sh\necho 'Unable to locate a Java Runtime.' >&2\necho more >&2\nexit 1\n");
      project.environment.put("JAVA_HOME", "");
      project.environment.put("PATH", stub.getParent() + ":" + project.environment.get("PATH"));

      ScratchProject.Result result = project.run("evaluate");

      assertThat(result.exitCode()).isEqualTo(5);
      assertThat(result.err())
          .isEqualTo(
              "spark-xent: no usable Java: "
                  + stub
                  + " says \"Unable to locate a Java Runtime.\"; install Java 17 or later, or set"
                  + " JAVA_HOME\n");
    }

    @Test
    void on_the_path_without_a_release_file_is_asked_where_and_what_it_is() throws Exception {
      Path found =
          project.script(
              "found/java",
              "#!/bin/sh\necho '    java.home = /opt/found' >&2\n"
                  + "echo '    java.version = 17.0.9' >&2\nexit 0\n");
      project.environment.put("JAVA_HOME", "");
      project.environment.put("PATH", found.getParent() + ":" + project.environment.get("PATH"));
      project.environment.put("MVN_EXIT", "1");

      assertThat(project.run("evaluate").err()).contains("[ERROR] no such plugin for /opt/found\n");
    }

    @Test
    void that_is_missing_is_said_in_one_line() throws Exception {
      project.environment.put("JAVA_HOME", "/none");

      ScratchProject.Result result = project.run("evaluate");

      assertThat(result.exitCode()).isEqualTo(5);
      assertThat(result.err()).isEqualTo("spark-xent: JAVA_HOME is /none, which has no bin/java\n");
    }
  }

  @Nested
  class Build {
    @Test
    void is_made_by_the_first_call_only() throws Exception {
      ScratchProject.Result first = project.run("evaluate");
      ScratchProject.Result second = project.run("evaluate");

      assertThat(first.err()).startsWith("spark-xent: building spark-xent (first call only; ");
      assertThat(first.calls().get(0)).startsWith("mvn").contains("package");
      assertThat(second.err()).isEmpty();
      assertThat(second.calls()).hasSize(1);
      assertThat(second.last()).isEqualTo(first.last());
      assertThat(cache()).hasSize(3).contains("build.log", "lock");
    }

    @Test
    void is_told_where_the_commit_is_if_the_project_is_a_checkout() throws Exception {
      String checkout = "-Pcheckout -Dgit.directory=" + project.home.resolve(".git");
      assertThat(String.join(" ", project.run("evaluate").calls().get(0))).doesNotContain(checkout);

      project.write(".git/HEAD", "");
      project.write("pom.xml", "changed");

      assertThat(String.join(" ", project.run("evaluate").calls().get(0))).contains(checkout);
    }

    @Test
    void is_not_needed_while_the_jar_in_target_is_newer_than_the_sources() throws Exception {
      project.write("target/spark-xent-1.jar", "built: io/github/sparkxent/shaded/");

      ScratchProject.Result result = project.run("evaluate");

      assertThat(result.calls().get(0)).startsWith("mvn").doesNotContain("package");
      assertThat(madeJar()).hasContent("built: io/github/sparkxent/shaded/");
    }

    @Test
    void does_not_take_a_jar_that_is_not_shaded_yet() throws Exception {
      project.write("target/spark-xent-1.jar", "half made");

      assertThat(project.run("evaluate").calls().get(0)).contains("package");
      assertThat(madeJar()).content().doesNotContain("half made");
    }

    @ParameterizedTest
    @CsvSource({"src/main/java/Main.java", "src/main/resources/new.txt", "pom.xml"})
    void is_made_again_when_a_source_has_changed(String source) throws Exception {
      project.run("evaluate");
      project.write(source, "changed");

      assertThat(project.run("evaluate").count("mvn")).isEqualTo(1);
      assertThat(project.run("evaluate").count("mvn")).isZero();
    }

    @Test
    void is_made_again_when_a_jar_of_spark_is_gone() throws Exception {
      project.run("evaluate");
      project.environment.put(
          "SPARK_JAR", Files.move(project.sparkJar, project.home.resolve("moved.jar")).toString());

      assertThat(project.run("evaluate").count("mvn")).isEqualTo(1);
      assertThat(project.run("evaluate").count("mvn")).isZero();
    }

    @Test
    void that_fails_leaves_nothing_behind() throws Exception {
      project.environment.put("MVN_EXIT", "1");

      ScratchProject.Result result = project.run("evaluate");

      assertThat(result.exitCode()).isEqualTo(5);
      assertThat(result.err())
          .contains(
              "[ERROR] no such plugin for "
                  + project.environment.get("JAVA_HOME")
                  + "\nspark-xent: the build failed, Maven says why above and in ");
      assertThat(result.count("java")).isZero();
      assertThat(cache()).containsExactly("build.log", "lock");
    }

    @Test
    void in_a_directory_with_marks_of_the_shell_runs_nothing_of_its_name() throws Exception {
      Path marked =
          Files.move(project.home, project.home.resolveSibling("o'$(touch pwned)'neil \"`x`"));
      project.environment.remove("SPARK_XENT_ARCHIVE");

      ScratchProject.Result result =
          project.finish(project.start(marked.resolve("scripts/spark-xent"), "evaluate"));

      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(project.elsewhere).isEmptyDirectory();
      assertThat(result.last()).anyMatch(option -> option.startsWith("-XX:SharedArchiveFile="));
    }

    @Test
    void in_a_directory_with_a_colon_is_refused_for_no_class_path_can_hold_it() throws Exception {
      Path colon = Files.move(project.home, project.home.resolveSibling("a:b"));

      ScratchProject.Result result =
          project.finish(project.start(colon.resolve("scripts/spark-xent"), "evaluate"));

      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err()).startsWith("spark-xent: spark-xent is in " + colon).hasLineCount(1);
    }

    @Test
    void without_maven_is_refused_in_one_line() throws Exception {
      Path bin = Files.createDirectories(project.home.resolveSibling("bin"));
      String tools =
          "bash cat cp dirname find flock grep head ln mkdir mktemp rm sha256sum sort xargs";
      for (String tool : tools.split(" ")) {
        project.script("bin/" + tool, "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
      }
      project.environment.put("PATH", bin.toString());

      ScratchProject.Result result = project.run("evaluate");

      assertThat(result.exitCode()).isEqualTo(5);
      assertThat(result.err())
          .endsWith(
              "spark-xent: no mvn on the PATH: the first call builds with Maven 3.6.3 or later\n");
    }

    @Test
    void is_made_once_by_two_calls_at_the_same_time() throws Exception {
      project.environment.put("MVN_SECONDS", "1");
      Process first = project.start(project.launcher(), "evaluate");
      Process second = project.start(project.launcher(), "evaluate");
      assertThat(second.waitFor()).isZero();
      ScratchProject.Result both = project.finish(first);

      assertThat(both.exitCode()).as(both.err()).isZero();
      assertThat(both.count("mvn")).isEqualTo(1);
      assertThat(cache()).hasSize(3);
    }

    private Path madeJar() throws IOException {
      return project.home.resolve("target/launcher/" + cache().get(2) + "/spark-xent.jar");
    }
  }

  @Nested
  class Archive {
    @BeforeEach
    void on() {
      project.environment.remove("SPARK_XENT_ARCHIVE");
    }

    private Stream<String> uses(ScratchProject.Result result) {
      return result.last().stream().filter(option -> option.endsWith("/classes.archive"));
    }

    @ParameterizedTest
    @CsvSource({
      "17, -XX:ArchiveClassesAtExit=, -XX:SharedArchiveFile=",
      "25, -XX:AOTCacheOutput=, -XX:AOTCache="
    })
    void is_made_by_the_first_call_and_used_from_then_on(String version, String make, String use)
        throws Exception {
      project.environment.put("JAVA_HOME", project.javaHome(version).toString());

      ScratchProject.Result first = project.run("evaluate");
      ScratchProject.Result second = project.run("evaluate");

      assertThat(first.err()).contains("making an archive of classes for quicker starts");
      assertThat(first.calls()).anyMatch(call -> call.stream().anyMatch(o -> o.startsWith(make)));
      assertThat(second.calls()).hasSize(1);
      assertThat(uses(first)).singleElement().asString().startsWith(use);
      assertThat(uses(second)).singleElement().asString().startsWith(use);
    }

    @Test
    void that_cannot_be_made_is_done_without_and_not_tried_again() throws Exception {
      project.environment.put("ARCHIVE_EXIT", "1");

      ScratchProject.Result first = project.run("evaluate");
      ScratchProject.Result second = project.run("evaluate");

      assertThat(first.exitCode()).isZero();
      assertThat(uses(first)).isEmpty();
      assertThat(second.calls()).hasSize(1);
      assertThat(uses(second)).isEmpty();
    }

    @Test
    void that_another_call_is_making_is_not_waited_for() throws Exception {
      project.environment.put("SPARK_XENT_ARCHIVE", "off");
      project.run("evaluate");
      project.environment.remove("SPARK_XENT_ARCHIVE");
      project.write("target/launcher/" + cache().get(2) + "/classes.archive.lock/x", "");

      ScratchProject.Result result = project.run("evaluate");

      assertThat(result.calls()).hasSize(1);
      assertThat(uses(result)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "--master spark://host:7077 evaluate",
          "--master local-cluster[2,1,1024] evaluate",
          "--conf spark.master=spark://host:7077 evaluate",
          "--driver-class-path x.jar evaluate",
          "--driver-java-options -Da=b evaluate",
          "--help"
        })
    void is_not_made_for_a_cluster_or_a_jvm_of_the_callers_own(String arguments) throws Exception {
      ScratchProject.Result result = project.run(arguments.split(" "));

      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(result.err()).doesNotContain("archive");
      assertThat(uses(result)).isEmpty();
    }

    @Test
    void is_made_anew_for_other_sources_or_another_java() throws Exception {
      project.run("evaluate");
      project.write("src/main/java/Main.java", "changed");
      assertThat(project.run("evaluate").err()).contains("archive");
      project.environment.put("JAVA_HOME", project.javaHome("21.0.1").toString());
      assertThat(project.run("evaluate").err()).contains("archive");
      assertThat(project.run("evaluate").err()).isEmpty();
    }
  }
}
