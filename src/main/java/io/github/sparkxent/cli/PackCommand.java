// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import io.github.sparkxent.job.application.Interruption;
import io.github.sparkxent.job.application.SparkApplication;
import io.github.sparkxent.job.failure.ExitCode;
import io.github.sparkxent.job.pack.LogitsPacking;
import io.github.sparkxent.job.pack.PackedDataSet;
import io.github.sparkxent.job.pack.PackingRequest;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pack}: rewrites a data set with packed logits and prints what that saved. */
@Command(
    name = "pack",
    description = {
      "Rewrites Parquet with the logits packed: little-endian float32, binary.",
      "",
      "Exit codes: 0 done; 1 internal error; 2 usage; 3 input data refused;"
          + " 5 storage or cluster failed, worth another try."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      required = true,
      description = "Parquet file, directory or glob; may be repeated.")
  private List<String> inputs;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "The directory to write; it must not exist.")
  private String output;

  @Option(
      names = "--logits",
      paramLabel = "COLUMN",
      defaultValue = "logits",
      description = "The column of logits, array<float> or array<double>; default: logits.")
  private String logits;

  @Override
  public Integer call() {
    PackingRequest request = new PackingRequest(inputs, output, logits);
    try (Interruption ignored = Failures.sayIfInterrupted(spec);
        SparkApplication spark = SparkApplication.open("spark-xent pack")) {
      print(LogitsPacking.run(spark.session(), request));
      return ExitCode.DONE;
    }
  }

  private void print(PackedDataSet packed) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("packed " + logits + " into " + packed.directory());
    out.println();
    line(out, "", "files", "rows", "bytes");
    line(out, "input", packed.filesBefore(), packed.rows(), packed.bytesBefore());
    line(out, "output", packed.filesAfter(), packed.rows(), packed.bytesAfter());
    out.println();
    out.println(
        String.format(
            Locale.ROOT,
            "%,d rows have no logits; %.3f of the bytes",
            packed.nullLogits(),
            (double) packed.bytesAfter() / packed.bytesBefore()));
    Terminal.isWritten(spec.commandLine());
  }

  private static void line(PrintWriter out, String what, long files, long rows, long bytes) {
    line(out, what, grouped(files), grouped(rows), grouped(bytes));
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static void line(PrintWriter out, String what, String files, String rows, String bytes) {
    out.println(String.format(Locale.ROOT, "%-6s  %7s  %14s  %18s", what, files, rows, bytes));
  }
}
