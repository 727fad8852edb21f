/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.InputManifest;
import io.github.sparkxent.report.JsonReport;
import io.github.sparkxent.report.RunInfo;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the command line says without Spark: help, version, and mistakes found before it starts. */
class CommandLineTest {
  private static final String METRICS =
      new JsonReport()
          .render(
              new EvaluationReport(
                  new RunInfo(
                      "7",
                      "mnist-mlp",
                      Instant.EPOCH,
                      Instant.EPOCH,
                      Map.of(),
                      Map.of(),
                      new InputManifest(List.of(), null, null),
                      List.of()),
                  List.of(),
                  List.of()));

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = commandLine.execute(args);
    return code;
  }

  @Test
  void help_goes_to_stdout_and_names_the_exit_codes() {
    assertThat(run("evaluate", "--help")).isZero();
    assertThat(out.toString()).contains("--set", "Exit codes: 0 done", "CONFIG.yaml");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void what_nobody_foresaw_is_exit_1_with_its_stack_trace() {
    StringWriter err = new StringWriter();
    CommandLine command = Main.commandLine().setErr(new PrintWriter(err, true));

    int code = Failures.ofExecution(new IllegalStateException("unforeseen"), command, null);

    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("spark-xent: internal error, please report it")
        .contains("IllegalStateException: unforeseen", "\tat ");
  }

  @Test
  void version_is_that_of_the_jar() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("spark-xent ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | no command, expected evaluate, pack or report (see spark-xent --help)",
        "evaluat | Unmatched argument at index 0: 'evaluat'",
        "evaluate --frobnicate | Unknown option: '--frobnicate' (see spark-xent evaluate --help)",
        "evaluate no-such.yaml | configuration no-such.yaml does not exist",
        "evaluate | options: no input, expected input.path, input.splits, input.table or input.query",
        "pack --input x | Missing required option: '--output=DIR' (see spark-xent pack --help)",
        "pack --output x | Missing required option: '--input=PATH' (see spark-xent pack --help)",
        "pack --input= --output x | --input is empty, expected a name",
        "pack --input x --output y --logits= | --logits is empty, expected a name",
        "evaluate --input x --set gatess=1 | options: unknown key gatess, expected one of classes, columns,",
        "evaluate --input x --set quality.max_splits | quality.max_splits",
        "evaluate --input x --run-id ../x | options: run_id is \"../x\", expected a plain file name",
        "evaluate --input x --set gates=[{metric:1}] | options:"
      })
  void a_mistake_is_one_line_on_stderr_and_exit_2(String args, String message) {
    int code = run(args.isEmpty() ? new String[0] : args.split(" "));

    assertThat(code).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString()).startsWith("spark-xent: ").contains(message);
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void a_report_that_is_not_there_or_none_is_a_mistake(@TempDir Path directory) throws Exception {
    Path none = directory.resolve("metrics.json");

    assertThat(run("report", none.toString())).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString()).contains("metrics.json does not exist");
    Files.writeString(none, "{}");
    assertThat(run("report", none.toString())).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString()).contains("metrics.json is no report: ");
  }

  @Test
  void a_report_is_rendered_again_without_spark(@TempDir Path directory) throws Exception {
    Path metrics = directory.resolve("metrics.json");
    Path html = directory.resolve("report.html");
    Files.writeString(metrics, METRICS);

    assertThat(run("report", metrics.toString())).isZero();
    assertThat(out.toString()).contains("mnist-mlp", "run 7");
    assertThat(run("report", metrics.toString(), "--format", "html", "--output", html.toString()))
        .isZero();
    assertThat(html).content().contains("<html", "mnist-mlp");
    assertThat(run("report", metrics.toString(), "--format", "pdf"))
        .isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString())
        .contains("--format is \"pdf\", expected one of json, html, junit, prometheus, console");
  }

  @Test
  void a_mistake_in_a_file_names_the_file(@TempDir Path directory) throws Exception {
    Path config = directory.resolve("mine.yaml");
    Files.writeString(config, "input: {path: x}\nquality: {invalid_rows: drop}\n");

    assertThat(run("evaluate", config.toString())).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString())
        .contains("mine.yaml: quality.invalid_rows is \"drop\", expected one of fail, skip");
  }
}
