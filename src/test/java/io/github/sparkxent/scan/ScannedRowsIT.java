// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.FaultyFileSystem;
import io.github.sparkxent.SparkSessions;
import io.github.sparkxent.scan.parquet.DamagedFileException;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows as they are, and what becomes of a scan that fails or is stopped. */
@ExtendWith(SparkSessions.class)
class ScannedRowsIT {
  private static final String STATES =
      "SELECT unit, xent.evaluate(split, logits, label, weight) AS state FROM scan GROUP BY unit";

  @TempDir private Path directory;

  private final SparkSession own;
  private final EvaluationOptions options = ScanPlans.withoutIds();

  ScannedRowsIT(SparkSession spark) {
    own = ScanFixture.session(spark, options);
  }

  private ScanPlan plan(String scheme, StructType columns) {
    return ScanPlans.of(own, scheme, directory, columns, options);
  }

  /** Compares rows by their text: that of a float tells NaN and -0.0 from all others. */
  private void compare(Dataset<Row> rows, String... columns) {
    ScanFixture.write(rows, directory);
    ScanFixture.views(own, directory, plan("file", ScanPlans.columns(columns)));
    List<String> scanned = texts("scan");

    assertThat(scanned).isEqualTo(texts("files")).hasSizeGreaterThan(1);
  }

  private List<String> texts(String view) {
    List<String> texts = new ArrayList<>(own.table(view).drop("unit").toJSON().collectAsList());
    Collections.sort(texts);
    return texts;
  }

  @Test
  void rows_are_those_of_spark_s_reader() {
    compare(
        ScanFixture.rows(own, 2000),
        "id",
        "string",
        "split",
        "string",
        "logits",
        "array<float>",
        "label",
        "bigint",
        "weight",
        "double",
        "slice_0",
        "string",
        "absent",
        "string",
        "one",
        "double");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CAST(id AS TINYINT)                                        | bigint",
        "CAST(-id AS SMALLINT)                                      | bigint",
        "CAST(id - 5 AS INT)                                        | bigint",
        "IF(id = 3, NULL, CAST(id AS INT))                          | int",
        "CAST(id - 5 AS INT)                                        | string",
        "IF(id = 7, -9223372036854775808, id)                       | string",
        "IF(id = 7, -9223372036854775808, id)                       | double",
        "CAST(IF(id = 7, 'NaN', IF(id = 8, '-0.0', CAST(id AS STRING))) AS FLOAT)   | double",
        "CAST(IF(id = 7, 'Infinity', IF(id = 8, '-0.0', CAST(id AS STRING))) AS DOUBLE) | double",
        "IF(id = 2, NULL, concat('é', repeat('x', CAST(id AS INT)))) | string",
        "IF(id = 2, NULL, array(CAST(id AS DOUBLE), NULL, -0D, CAST('NaN' AS DOUBLE))) | array<double>",
        "IF(id = 2, NULL, IF(id = 3, CAST(array() AS array<float>), array(CAST(id AS FLOAT), -0F))) | array<float>",
        "IF(id = 2, NULL, CAST(repeat('abcd', CAST(id AS INT)) AS BINARY)) | binary",
        "CAST(repeat('a', CAST(id AS INT)) AS BINARY)               | binary"
      })
  void each_type_comes_out_as_after_the_job_s_cast(String value, String type) {
    compare(own.range(0, 100, 1, 2).selectExpr(value + " AS value"), "value", type);
  }

  @Test
  void bits_of_floats_are_kept() {
    ScanFixture.write(
        own.range(1).selectExpr("array(CAST('NaN' AS FLOAT), -0F, 1.4E-45F) AS logits"), directory);
    Row row =
        ParquetScanTable.over(own, plan("file", ScanPlans.columns("logits", "array<float>")))
            .head();

    assertThat(row.<Float>getList(1).stream().map(Float::floatToRawIntBits))
        .containsExactly(0x7fc00000, 0x80000000, 1);
  }

  @Test
  void bytes_that_are_no_text_stay_as_they_are() {
    ScanFixture.write(
        own.range(3)
            .selectExpr("CAST(X'FF41FE' AS STRING) AS split", "CAST(X'C3' AS STRING) AS id"),
        directory);
    ScanFixture.views(
        own, directory, plan("file", ScanPlans.columns("split", "string", "id", "string")));

    assertThat(own.sql("SELECT DISTINCT hex(split), hex(id) FROM scan").collectAsList())
        .singleElement()
        .asString()
        .isEqualTo("[FF41FE,C3]");
  }

  @Test
  void a_data_set_may_be_used_again_and_nothing_else_holds_its_plan() {
    ScanFixture.write(ScanFixture.rows(own, 100), directory);
    Dataset<Row> rows = ParquetScanTable.over(own, plan("file", ScanFixture.COLUMNS));

    assertThat(ParquetScanTable.staged()).isZero();
    assertThat(rows.count()).isEqualTo(100);
    assertThat(rows.select("split").distinct().count()).isEqualTo(3);
    assertThat(rows.where("label = 1").select("id").count()).isPositive();
  }

  @Test
  void a_file_that_was_replaced_since_is_refused_by_name() throws IOException {
    ScanFixture.write(ScanFixture.rows(own, 100), directory);
    ScanPlan plan = plan("file", ScanFixture.COLUMNS);
    ParquetScanTable.over(own, plan).createOrReplaceTempView("scan");
    assertThat(own.sql(STATES).collectAsList()).isNotEmpty();
    Path last = Path.of(java.net.URI.create(plan.files().get(2).part().path()));
    Files.setLastModifiedTime(last, FileTime.fromMillis(1_000_000));

    for (String query : List.of(STATES, "SELECT split FROM scan", "SELECT count(*) FROM scan")) {
      assertThatThrownBy(() -> own.sql(query).collectAsList())
          .satisfies(
              e ->
                  assertThat(causes(e))
                      .filteredOn(DamagedFileException.class::isInstance)
                      .first()
                      .extracting(Throwable::getMessage)
                      .asString()
                      .startsWith("input file " + plan.files().get(2).part().path())
                      .contains("1970-01-01T00:16:40Z"));
    }
    Files.delete(last);
    assertThatThrownBy(() -> own.sql(STATES).collectAsList())
        .hasStackTraceContaining("was deleted while it was read");
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static List<Throwable> causes(Throwable e) {
    return Stream.iterate(e, one -> one != null, Throwable::getCause).toList();
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void a_cancelled_scan_ends_soon(boolean pushed) throws Exception {
    ScanFixture.write(ScanFixture.rows(own, 3000), directory);
    ScanPlan once = plan("faulty", ScanFixture.COLUMNS);
    List<ScanFile> often =
        Collections.nCopies(500, once.files()).stream().flatMap(List::stream).toList();
    ParquetScanTable.over(own, new ScanPlan(once.columns(), often, options, once.hadoop()))
        .createOrReplaceTempView("scan");
    own.conf().set("spark.sql.files.maxPartitionBytes", "100g");
    own.conf().set("spark.sql.files.openCostInBytes", "0");
    CountDownLatch reads = new CountDownLatch(20);
    AtomicLong opened = new AtomicLong();
    FaultyFileSystem.set(
        (what, path) -> {
          reads.countDown();
          opened.incrementAndGet();
          pause(50);
        });
    SparkContext context = own.sparkContext();
    CompletableFuture<Void> run =
        CompletableFuture.runAsync(
            () -> {
              context.setJobGroup("cancelled", "to be cancelled", false);
              own.sql(pushed ? STATES : "SELECT max(weight) FROM scan").collectAsList();
            });
    assertThat(reads.await(2, TimeUnit.MINUTES)).isTrue();

    context.cancelJobGroup("cancelled");

    assertThat(run).failsWithin(Duration.ofSeconds(30));
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    long before = -1;
    while (opened.get() != before && System.nanoTime() < end) {
      before = opened.get();
      Thread.sleep(500);
    }
    assertThat(opened.get()).isEqualTo(before).isLessThan(often.size());
  }

  @Test
  void spark_counts_what_was_read() throws InterruptedException {
    ScanFixture.write(ScanFixture.rows(own, 1500), directory);
    ParquetScanTable.over(own, plan("file", ScanFixture.COLUMNS)).createOrReplaceTempView("scan");
    AtomicLong bytes = new AtomicLong();
    List<String> metrics = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch stages = new CountDownLatch(1);
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd task) {
            bytes.addAndGet(task.taskMetrics().inputMetrics().bytesRead());
          }

          @Override
          public void onStageCompleted(SparkListenerStageCompleted stage) {
            metrics.add(stage.stageInfo().accumulables().toString());
            stages.countDown();
          }
        };
    own.sparkContext().addSparkListener(listener);
    try {
      own.sql(STATES).collectAsList();
      assertThat(stages.await(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      own.sparkContext().removeSparkListener(listener);
    }

    assertThat(metrics)
        .singleElement()
        .asString()
        .contains("Some(rows read),None,Some(1500)", "Some(bytes read from files),None,Some(")
        .containsPattern("Some\\(pages decoded\\),None,Some\\([1-9]");
    // As Hadoop counts them: with those of the checksum files.
    assertThat(bytes).hasPositiveValue();
  }
}
