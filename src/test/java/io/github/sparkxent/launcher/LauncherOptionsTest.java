// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherOptionsTest {
  private static final String MAIN = "io.github.sparkxent.cli.Main";
  private static final String SUBMIT = "org.apache.spark.deploy.SparkSubmit";

  private ScratchProject project;

  @BeforeEach
  void makeProject(@TempDir Path directory) throws IOException {
    project = new ScratchProject(directory);
  }

  @Test
  void without_arguments_the_help_is_shown() throws Exception {
    assertThat(project.run().last()).endsWith(MAIN, "--help");
    assertThat(project.run("--help").last()).endsWith(MAIN, "--help").doesNotContain(SUBMIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"help evaluate", "generate-completion", "report m.json --format html"})
  void what_needs_no_spark_starts_none(String command) throws Exception {
    assertThat(project.run(command.split(" ")).last())
        .containsSubsequence(MAIN, command.split(" ")[0])
        .doesNotContain(SUBMIT);
  }

  @Test
  void options_of_spark_submit_stand_before_the_command_and_all_others_are_the_commands()
      throws Exception {
    ScratchProject.Result result =
        project.run("--master", "local[1]", "--conf=a=b", "-v", "evaluate", "x y", "--name", "z");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.last())
        .containsSubsequence(SUBMIT, "--class", MAIN)
        .endsWith(
            "--master",
            "local[1]",
            "--conf",
            "a=b",
            "-v",
            "spark-internal",
            "evaluate",
            "x y",
            "--name",
            "z");
  }

  @Test
  void the_jvm_gets_sparks_module_options_and_defaults_that_properties_can_override()
      throws Exception {
    assertThat(project.run("evaluate").last())
        .contains(
            "-Dspark.ui.enabled=false",
            "-Dspark.ui.showConsoleProgress=false",
            "-Dio.netty.jfr.enabled=false",
            "-Dlog4j2.configurationFile=" + project.home.resolve("conf/log4j2.properties"))
        .anyMatch(option -> option.matches("@.*/java\\.options"))
        .noneMatch(option -> option.startsWith("-Xmx"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--driver-memory 3g",
        "--driver-memory=3g",
        "--conf spark.driver.memory=3g",
        "-c spark.driver.memory=3g",
        "--properties-file PROPERTIES",
        "--properties-file=PROPERTIES"
      })
  void the_drivers_memory_becomes_the_heap(String options) throws Exception {
    Files.writeString(project.elsewhere.resolve("PROPERTIES"), "spark.driver.memory  3g\n");

    assertThat(project.run((options + " evaluate").split(" ")).last()).contains("-Xmx3g");
  }

  @ParameterizedTest
  @CsvSource({"spark.driver.memory 1g", "spark.driver.memory=1g", "spark.driver.memory : 1g"})
  void an_option_wins_over_the_properties_file(String line) throws Exception {
    Files.writeString(project.elsewhere.resolve("p"), "# spark.driver.memory 9g\n" + line);
    ScratchProject.Result file = project.run("--properties-file", "p", "evaluate");
    ScratchProject.Result both =
        project.run("--driver-memory", "3g", "--properties-file", "p", "evaluate");

    assertThat(file.last()).contains("-Xmx1g").doesNotContain("-Xmx9g");
    assertThat(both.last()).contains("-Xmx3g").doesNotContain("-Xmx1g");
  }

  @Test
  void the_drivers_java_options_are_split_as_a_shell_would_and_come_after_our_own()
      throws Exception {
    assertThat(project.run("--driver-java-options", "-Da=1 -Db='x y'", "evaluate").last())
        .containsSubsequence("-Dspark.ui.enabled=false", "-Da=1", "-Db=x y", SUBMIT);
  }

  @Test
  void a_class_path_of_the_driver_comes_first_and_configuration_directories_last()
      throws Exception {
    project.environment.put("HADOOP_CONF_DIR", "/etc/hadoop");

    assertThat(project.run("--driver-class-path", "first.jar", "evaluate").last())
        .anyMatch(
            option ->
                option.startsWith("first.jar:")
                    && option.endsWith("/spark-xent.jar:" + project.sparkJar + ":/etc/hadoop"));
  }

  @ParameterizedTest
  @CsvSource({"LC_CTYPE=, C.UTF-8", "LC_ALL=C, none", "LC_CTYPE=C, C", "LANG=C, none"})
  void java_names_files_in_utf8_where_no_locale_is_set(String locale, String expected)
      throws Exception {
    for (String name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
      project.environment.put(name, "");
    }
    project.environment.put(locale.split("=")[0], locale.replaceAll(".*=", ""));
    project.environment.put("JAVA_SAYS_LOCALE", "yes");

    assertThat(project.run("evaluate").err()).contains("LC_CTYPE is " + expected);
  }

  @Test
  void a_cluster_gets_the_jar() throws Exception {
    assertThat(project.run("--master", "spark://host:7077", "evaluate").last())
        .containsSubsequence("spark://host:7077", "evaluate")
        .doesNotContain("spark-internal")
        .anyMatch(option -> option.matches("/.*/spark-xent\\.jar"));
  }

  @ParameterizedTest
  @CsvSource({
    "--input x evaluate, --input is no option of spark-submit",
    "--class Other evaluate, --class is no option of spark-submit",
    "--master, option --master needs a value"
  })
  void other_options_before_the_command_are_refused_with_exit_code_2(
      String arguments, String message) throws Exception {
    ScratchProject.Result result = project.run(arguments.split(" "));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith("spark-xent: " + message).hasLineCount(1);
    assertThat(result.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 5})
  void the_exit_code_is_the_applications(int exitCode) throws Exception {
    project.environment.put("JAVA_EXIT", Integer.toString(exitCode));

    assertThat(project.run("evaluate").exitCode()).isEqualTo(exitCode);
  }

  @Test
  void it_runs_through_links_in_the_callers_working_directory() throws Exception {
    Path link = project.elsewhere.resolve("link");
    Files.createSymbolicLink(link, Path.of("second"));
    Files.createSymbolicLink(project.elsewhere.resolve("second"), project.launcher());

    ScratchProject.Result result = project.finish(project.start(link, "evaluate", "my.yaml"));

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.last()).startsWith("java in " + project.elsewhere).endsWith("my.yaml");
  }

  @Test
  void with_spark_home_its_spark_submit_gets_options_jar_and_command() throws Exception {
    project.environment.put("SPARK_HOME", project.sparkHome().toString());
    project.write("target/spark-xent-1.jar", "io/github/sparkxent/shaded/");

    ScratchProject.Result result = project.run("--master", "yarn", "evaluate", "my.yaml");

    assertThat(result.calls()).hasSize(1);
    assertThat(result.last())
        .containsExactly(
            "spark-submit",
            "--class",
            MAIN,
            "--master",
            "yarn",
            project.home.resolve("target/spark-xent-1.jar").toString(),
            "evaluate",
            "my.yaml");
  }

  @Test
  void in_an_image_which_has_no_sources_the_jar_beside_it_is_taken() throws Exception {
    project.environment.put("SPARK_HOME", project.sparkHome().toString());
    project.write("spark-xent.jar", "");
    Files.delete(project.home.resolve("pom.xml"));

    ScratchProject.Result result = project.run("evaluate", "--input", "rows");

    assertThat(result.err()).isEmpty();
    assertThat(result.last())
        .endsWith(project.home.resolve("spark-xent.jar").toString(), "evaluate", "--input", "rows");
  }

  @Test
  void a_spark_home_without_spark_submit_is_refused() throws Exception {
    project.environment.put("SPARK_HOME", "/none");

    ScratchProject.Result result = project.run("evaluate");

    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(result.err())
        .isEqualTo("spark-xent: SPARK_HOME is /none, which has no bin/spark-submit\n");
  }

  @Test
  void the_jvms_word_on_its_incubator_module_is_kept_from_the_user_and_nothing_else()
      throws Exception {
    String word = "WARNING: Using incubator modules: jdk.incubator.vector\n";
    String before = "Picked up JAVA_TOOL_OPTIONS: -Da=b\n";
    String after = "a line\n" + word + "\nno line feed";
    project.run("evaluate");

    project.environment.put("JAVA_SAYS", before + word + after);
    assertThat(project.run("evaluate").err()).isEqualTo(before + after);
    project.environment.put("JAVA_SAYS", after);
    assertThat(project.run("evaluate").err()).isEqualTo(after);
    project.environment.put("JAVA_SAYS", "no line feed");
    assertThat(project.run("evaluate").err()).isEqualTo("no line feed");
  }

  @Test
  void a_request_to_end_reaches_java_and_its_exit_code_comes_back() throws Exception {
    project.run("evaluate");
    project.environment.put("JAVA_SECONDS", "60");
    Process process = project.start(project.launcher(), "evaluate");
    while (process.getErrorStream().read() != 'd') {
      // Waits for the end of the word "started".
    }

    process.destroy();

    assertThat(process.waitFor()).isEqualTo(143);
  }
}
