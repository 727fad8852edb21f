// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import io.github.sparkxent.job.application.Interruption;
import io.github.sparkxent.job.application.SparkApplication;
import io.github.sparkxent.job.failure.ExitCode;
import io.github.sparkxent.job.pack.LogitsPacking;
import io.github.sparkxent.job.pack.PackedDataSet;
import io.github.sparkxent.job.pack.PackingRequest;
import io.github.sparkxent.job.pack.PackingRequest.Overflow;
import io.github.sparkxent.report.text.DoubleText;
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
      "Rewrites Parquet with the logits packed: little-endian numbers, binary.",
      "",
      "Exit codes: 0 done; 1 internal error; 2 usage; 3 input data refused;"
          + " 5 storage or cluster failed, worth another try."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PackCommand implements Callable<Integer> {
  private static final String EXACT = "float32";

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

  @Option(
      names = "--as",
      paramLabel = "ENCODING",
      defaultValue = EXACT,
      description =
          "float32, which keeps every bit, or float16 or bfloat16, which round to the nearest"
              + " number, of two equally near ones to the even one; default: float32.")
  private String encoding;

  @Option(
      names = "--overflow",
      paramLabel = "fail|infinity",
      defaultValue = "fail",
      description =
          "What becomes of finite logits that the encoding rounds to infinity: fail refuses the"
              + " data, infinity counts their rows; default: fail.")
  private Overflow overflow;

  @Override
  public Integer call() {
    PackingRequest request = PackingRequest.of(inputs, output, logits, encoding, overflow);
    try (Interruption ignored = Failures.sayIfInterrupted(spec);
        SparkApplication spark = SparkApplication.open("spark-xent pack")) {
      print(LogitsPacking.run(spark.session(), request));
      return ExitCode.DONE;
    }
  }

  private void print(PackedDataSet packed) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("packed " + logits + " as " + encoding + " into " + packed.directory());
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
    printRounding(out, packed);
    Terminal.isWritten(spec.commandLine());
  }

  private void printRounding(PrintWriter out, PackedDataSet packed) {
    if (encoding.equals(EXACT)) {
      return;
    }
    boolean all = packed.infinite() == 0;
    if (!all) {
      out.println(grouped(packed.infinite()) + " rows have finite logits that became infinite");
    }
    out.println(
        "the largest change of a logit%s is %s: without class weights, no loss%s moves by more than %s"
            .formatted(
                all ? "" : " of the other rows",
                DoubleText.plain(packed.largestChange()),
                all ? "" : " of theirs",
                DoubleText.plain(2 * packed.largestChange())));
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
