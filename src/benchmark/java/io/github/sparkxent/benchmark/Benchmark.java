// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares the job with a bare scan and with other ways to the same figures. */
@Command(
    name = "scripts/benchmark.sh",
    description =
        "Measures the job against a bare scan and against other ways to the same figures.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
final class Benchmark implements Callable<Integer> {
  private static final List<Shape> SHAPES =
      List.of(
          new Shape(4_000_000, 10),
          new Shape(400_000, 100),
          new Shape(40_000, 1_000),
          new Shape(2_000, 50_000));

  @Option(
      names = "--classes",
      split = ",",
      description = "The shapes, by their classes: 10, 100, 1000, 50000.")
  private List<Integer> classes = List.of(10, 1_000, 50_000);

  @Option(names = "--logits", split = ",", description = "flat, confident")
  private List<String> logits = List.of("flat", "confident");

  @Option(
      names = "--contenders",
      split = ",",
      description =
          "scan, job, job-spark, plain-job, job-compare, job-divergence, job-join, join, sums, packed-scan, packed-job,"
              + " java, functions, duckdb, duckdb-all")
  private List<String> contenders = Contenders.ALL;

  @Option(names = "--threads", split = ",", description = "Numbers of threads; 0 is all cores.")
  private List<Integer> threads = List.of(1, 0);

  @Option(names = "--rounds", description = "Measured rounds.")
  private int rounds = 7;

  @Option(names = "--warmup", description = "Rounds before them at least.")
  private int warmup = 3;

  @Option(names = "--warmup-seconds", description = "Seconds to warm each contender up at least.")
  private double warmupSeconds = 6;

  @Option(names = "--clock", description = "wall; or cpu where the machine is shared.")
  private String clock = "wall";

  @Option(names = "--net", description = "Subtract what each contender's query costs on 80 rows.")
  private boolean net;

  @Option(
      names = "--scale",
      split = ",",
      description = "Shares of the rows: one for a quick look, several for growth.")
  private List<Double> scales = List.of(1.0);

  @Option(names = "--splits", split = ",", description = "Numbers of splits.")
  private List<Integer> splits = List.of(Shape.USUAL_SPLITS);

  @Option(names = "--files", split = ",", description = "Numbers of files.")
  private List<Integer> files = List.of(Shape.USUAL_FILES);

  @Option(names = "--directory", description = "Where data and results go.")
  private Path directory = Path.of("target/benchmark");

  private final PrintStream out = System.out;

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Benchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Machine before = Machine.now();
    List<Measurement> measurements = new ArrayList<>();
    for (int count : threads) {
      int used = count == 0 ? Runtime.getRuntime().availableProcessors() : count;
      try (SparkSession spark = session(used)) {
        measure(spark, used, measurements);
      }
    }
    Results results = new Results(before, Machine.now(), Clock.of(clock), measurements);
    write(results);
    out.println();
    out.print(new ResultTable(results).render());
    out.println("Written: " + directory.resolve("results.{json,md,svg,txt}"));
    return 0;
  }

  private static SparkSession session(int threads) {
    return SparkSession.builder()
        .master("local[" + threads + "]")
        .appName("spark-xent benchmark")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate();
  }

  private void measure(SparkSession spark, int used, List<Measurement> measurements)
      throws Exception {
    for (Shape shape : shapes()) {
      for (String name : logits) {
        LogitsKind kind = LogitsKind.of(name);
        Map<String, Timings> timings = timings(spark, shape, kind, used, warmupSeconds);
        Map<String, Timings> fixed =
            net ? timings(spark, shape.withFewRows(), kind, used, 0) : Map.of();
        Measurement measurement =
            new Measurement(shape, kind, used, Clock.of(clock), timings, fixed);
        measurements.add(measurement);
        out.println(ResultTable.line(measurement));
      }
    }
  }

  private Map<String, Timings> timings(
      SparkSession spark, Shape shape, LogitsKind kind, int used, double seconds) throws Exception {
    BenchmarkData data = new BenchmarkData(directory.resolve("data"));
    data.generate(
        spark,
        shape,
        kind,
        contenders.stream().anyMatch(Contenders::readsPacked),
        contenders.stream().anyMatch(Contenders::readsPaired));
    try (Contenders chosen = Contenders.of(contenders, spark, data, shape, kind, used)) {
      return new Rounds(warmup, seconds, rounds).measure(chosen.list());
    }
  }

  private List<Shape> shapes() {
    return SHAPES.stream()
        .filter(shape -> classes.contains(shape.classes()))
        .flatMap(shape -> scales.stream().map(shape::scaled))
        .flatMap(shape -> splits.stream().map(shape::withSplits))
        .flatMap(shape -> files.stream().map(shape::withFiles))
        .toList();
  }

  private void write(Results results) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("results.json"), new ResultJson(results).render());
    Files.writeString(directory.resolve("results.txt"), new ResultTable(results).render());
    Files.writeString(directory.resolve("results.md"), new ResultMarkdown(results).render());
    Files.writeString(directory.resolve("results.svg"), new ResultPlot(results).render());
  }
}
