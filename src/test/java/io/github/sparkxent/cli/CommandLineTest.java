// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.job.failure.ExitCode;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.InputManifest;
import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.json.JsonReport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
        "'' | no command, expected evaluate, check, pack, report, merge, states, history, runs, accept, reject or help (see spark-xent --help)",
        "evalute | unknown command evalute; did you mean evaluate? (see spark-xent --help)",
        "evaluate --frobnicate | unknown option --frobnicate (see spark-xent evaluate --help)",
        "evaluate --ouput=x | unknown option --ouput; did you mean --output? (see",
        "evaluate a.yaml b.yaml | found b.yaml, expected no such argument (see spark-xent evaluate",
        "evaluate --master local | --master is an option of spark-submit, which stands before the command: spark-xent --master ... evaluate (see",
        "evaluate --input x --set columns.labl=y | unknown key columns.labl, expected one of baseline_logits, bytes, encoding, id, input_kind, label, logits, mask, split, weight; did you mean label?",
        "evaluate --input x --set gates.metric=loss_maen --set gates.max=1 | gates[0].metric is \"loss_maen\", expected",
        "evaluate --input x --format htlm | output.formats has \"htlm\", expected one of",
        "evaluate no-such.yaml | configuration no-such.yaml does not exist",
        "evaluate file:/no/such.yaml | configuration file:/no/such.yaml does not exist",
        "evaluate nosuchfs://a/b.yaml | configuration nosuchfs://a/b.yaml",
        "states x --grace 1d | --grace is \"1d\" without --prune, expected both",
        "evaluate | options: no input, expected input.path, input.splits, input.table or input.query",
        "pack --input x | Missing required option: '--output=DIR' (see spark-xent pack --help)",
        "pack --output x | Missing required option: '--input=PATH' (see spark-xent pack --help)",
        "pack --input= --output x | --input is empty, expected a name",
        "pack --input x --output y --as half | --as: encoding is \"half\", expected one of float32, float16, bfloat16",
        "pack --input x --output y --logits= | --logits is empty, expected a name",
        "evaluate --input x --set gatess=1 | options: unknown key gatess, expected one of baseline, classes, columns,",
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
        .contains(
            "--format is \"pdf\", expected one of json, html, junit, markdown, prometheus, openlineage, console");
  }

  @Test
  void a_mistake_in_a_file_names_the_file(@TempDir Path directory) throws Exception {
    Path config = directory.resolve("mine.yaml");
    Files.writeString(config, "input: {path: x}\nquality: {invalid_rows: drop}\n");

    assertThat(run("evaluate", config.toString())).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString())
        .contains("mine.yaml: quality.invalid_rows is \"drop\", expected one of fail, skip");
  }

  @Test
  void a_name_that_is_nearly_one_gets_a_suggestion_and_a_far_one_none() {
    run("evaluate", "--input", "x", "--set", "gates={metric: loss_maen, max: 1}");
    assertThat(err.toString()).contains("; did you mean loss_mean?");
    err.getBuffer().setLength(0);
    run("evaluate", "--input", "x", "--set", "gates={metric: f2, max: 1}");
    assertThat(err.toString()).contains("gates[0].metric is \"f2\"").doesNotContain("did you mean");
  }

  @Test
  void the_options_of_spark_submit_are_those_of_the_launcher() throws Exception {
    String launcher = Files.readString(Path.of("scripts/spark-xent"));
    String read =
        launcher.substring(
            launcher.indexOf("read_options() {"), launcher.indexOf("# What the properties"));
    List<String> options =
        Pattern.compile("--[a-z-]+(?= \\||\\))")
            .matcher(read)
            .results()
            .map(MatchResult::group)
            .toList();

    assertThat(options).contains("--master", "--verbose", "--queue").hasSizeGreaterThan(25);
    assertThat(options)
        .filteredOn(option -> !option.matches("--help|--version|--name"))
        .allMatch(option -> Failures.OF_SPARK_SUBMIT.matcher(option).matches());
  }

  @Test
  void help_and_the_shells_completion_are_commands() {
    assertThat(run("help", "evaluate")).isZero();
    assertThat(out.toString()).contains("--set").contains("(default: target/evaluations)");
    out.getBuffer().setLength(0);
    assertThat(run("generate-completion")).isZero();
    assertThat(out.toString()).contains("complete -F").contains("spark-xent");
  }

  @Test
  void a_report_that_cannot_be_written_says_why(@TempDir Path directory) throws Exception {
    Path metrics = Files.writeString(directory.resolve("metrics.json"), METRICS);

    assertThat(run("report", metrics.toString(), "--output", directory + "/none/x.html"))
        .isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString())
        .contains("/none/x.html cannot be written: there is no directory " + directory + "/none (");
    err.getBuffer().setLength(0);
    assertThat(run("report", metrics.toString(), "--output", directory.toString())).isEqualTo(2);
    assertThat(err.toString()).contains(directory + " cannot be written: Is a directory");
  }

  @Test
  void a_report_whose_output_is_lost_is_no_success(@TempDir Path directory) throws Exception {
    Path metrics = Files.writeString(directory.resolve("metrics.json"), METRICS);
    PrintWriter full =
        new PrintWriter(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("No space left on device");
              }
            });
    CommandLine commandLine = Main.commandLine().setOut(full).setErr(new PrintWriter(err));

    assertThat(commandLine.execute("report", metrics.toString())).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(err.toString()).isEqualTo("spark-xent: standard output cannot be written\n");
  }

  @Test
  void a_mistake_in_yaml_names_one_line_and_quotes_no_value(@TempDir Path directory)
      throws Exception {
    Path config =
        Files.writeString(directory.resolve("mine.yaml"), "input:\n\tpassword: hunter2\n");

    assertThat(run("evaluate", config.toString())).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString())
        .contains("mine.yaml: not valid YAML at line 2, column 1: found character '\\t(TAB)'")
        .doesNotContain("hunter2", "line 1");
    err.getBuffer().setLength(0);
    assertThat(run("evaluate", "--set", "input.options.password=[hunter2")).isEqualTo(2);
    assertThat(err.toString()).contains("input.options.password").doesNotContain("hunter2");
  }
}
