// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import io.github.sparkxent.job.CheckedInput;
import io.github.sparkxent.job.Evaluation;
import io.github.sparkxent.job.application.Interruption;
import io.github.sparkxent.job.application.SparkApplication;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.ExitCode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code check}: checks an evaluation without reading a row. */
@Command(
    name = "check",
    description = {
      "Checks configuration, files, Parquet footers, columns and gates; reads no row, writes nothing.",
      "",
      "Exit codes: those of evaluate, but 4."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ConfigurationOptions options;

  @Override
  public Integer call() {
    EvaluationConfig config = options.read();
    try (Interruption ignored = Failures.sayIfInterrupted(spec);
        SparkApplication spark = SparkApplication.open("spark-xent check " + config.name())) {
      print(config, Evaluation.check(spark.session(), config));
      return ExitCode.DONE;
    }
  }

  private void print(EvaluationConfig config, CheckedInput input) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(config.name() + " can be evaluated");
    out.println();
    if (input.files() != null) {
      line(out, "files", number(input.files()));
    }
    if (input.rows() != null) {
      line(out, "rows", number(input.rows()));
    }
    input.tables().forEach(table -> line(out, "table", table));
    line(out, "reader", input.reader());
    if (input.filter() != null) {
      line(out, "filter", input.filter());
    }
    input.columns().forEach((name, type) -> line(out, name, type));
    line(out, "gates", number(config.gates().size()));
    line(out, "result", config.output().directory() + "/" + config.name());
    Terminal.isWritten(spec.commandLine());
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static void line(PrintWriter out, String what, String found) {
    out.println(String.format(Locale.ROOT, "%-8s  %s", what, found));
  }
}
