// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.data;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Writes the Parquet files under {@code data/}; data/README.md says how to run it.
 *
 * <p>Each directory gets one snappy file whose pages carry checksums, in the order of the rows
 * read. The same input and the same Spark version give the same bytes.
 */
public final class SampleDataWriter {
  private static final int DIGITS = 10;

  private SampleDataWriter() {}

  /**
   * Writes the tutorial's three rows, and one directory for each CSV file of logits.
   *
   * @param args the data directory, then any number of {@code NAME.csv} or {@code NAME.csv.gz} with
   *     the columns example_id, split, label, logit_0 ... logit_9; each becomes {@code mnist/NAME}
   */
  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0]);
    try (SparkSession spark = SparkSession.builder().master("local[1]").getOrCreate()) {
      write(tutorial(spark), data.resolve("tutorial"));
      for (String csv : List.of(args).subList(1, args.length)) {
        String name = Path.of(csv).getFileName().toString().replaceFirst("\\.csv(\\.gz)?$", "");
        write(mnist(spark, csv), data.resolve("mnist").resolve(name));
      }
    }
  }

  /** Three rows of logits 1, 2, 3 whose class is 2. */
  private static Dataset<Row> tutorial(SparkSession spark) {
    return spark.sql(
        "SELECT id AS example_id, 2 AS label, array(0f, 0f, 1f) AS label_one_hot,"
            + " array(1f, 2f, 3f) AS logits FROM range(0, 3, 1, 1)");
  }

  private static Dataset<Row> mnist(SparkSession spark, String csv) {
    String logits =
        IntStream.range(0, DIGITS).mapToObj(digit -> "logit_" + digit).collect(joining(", "));
    String schema = "example_id BIGINT, split STRING, label INT, ";
    return spark
        .read()
        .option("header", true)
        .option("mode", "FAILFAST")
        .schema(schema + logits.replaceAll("(\\d)(,|$)", "$1 FLOAT$2"))
        .csv(csv)
        .selectExpr(
            "example_id",
            "split",
            "label",
            "transform(sequence(0, 9), digit -> float(digit = label)) AS label_one_hot",
            "array(" + logits + ") AS logits");
  }

  private static void write(Dataset<Row> rows, Path directory) throws IOException {
    Path aside = Files.createTempDirectory("sample-data");
    rows.coalesce(1)
        .write()
        .mode("overwrite")
        .option("compression", "snappy")
        .option("parquet.page.write-checksum.enabled", true)
        .parquet(aside.toString());
    Files.createDirectories(directory);
    try (Stream<Path> parts = Files.list(aside)) {
      Path part = parts.filter(p -> p.getFileName().toString().startsWith("part-")).findAny().get();
      Path target = directory.resolve(directory.getFileName() + ".snappy.parquet");
      Files.copy(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
    try (Stream<Path> left = Files.walk(aside)) {
      left.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }
}
