// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.FaultyFileSystem;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the output directory after a storage has failed: the earlier result, and why. */
class PublishingFailureIT extends PublishingFixture {
  PublishingFailureIT(SparkSession spark) {
    super(spark);
  }

  private static void failAt(String operation, Predicate<Path> paths, String reason) {
    FaultyFileSystem.set(
        (found, path) -> {
          if (found.equals(operation) && paths.test(path)) {
            throw new IOException(reason);
          }
        });
  }

  private static void fillDiskAt(Predicate<Path> paths) {
    FaultyFileSystem.set(
        (found, path) -> {
          if (found.equals("create") && paths.test(path)) {
            throw FaultyFileSystem.fullDisk();
          }
        });
  }

  /** Publishes again, in vain: another try is worth it, and the earlier result stays, alone. */
  private EvaluationException assertKept(String earlier, String... settings) throws IOException {
    EvaluationException failure = refused(settings);
    assertThat(failure.kind()).isEqualTo(EvaluationException.Kind.ENVIRONMENT);
    assertThat(published()).isEqualTo(earlier);
    assertThat(entries()).containsExactly("latest.json", "run", "run.status.json");
    return failure;
  }

  @Test
  void a_task_that_fails_while_rows_are_written_leaves_the_earlier_result() throws IOException {
    publish();
    String earlier = published();
    failAt("create", path -> path.getName().startsWith("part-"), "no space left on device");

    assertThat(assertKept(earlier, "output.losses=true"))
        .hasMessageContaining("no space left on device");
    assertThat(status()).contains("\"failed\"", "no space left on device");
  }

  @ParameterizedTest
  @ValueSource(strings = {"metrics.json", "_SUCCESS"})
  void a_store_that_fails_while_the_report_is_written_leaves_the_earlier_result(String file)
      throws IOException {
    publish();
    String earlier = published();
    failAt("create", path -> path.getName().equals(file), "quota exceeded");

    assertKept(earlier);
    assertThat(status()).contains("\"failed\"", "quota exceeded");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", ".staging-"})
  void a_rename_that_fails_leaves_the_earlier_result(String name) throws IOException {
    publish();
    String earlier = published();
    failAt("rename", path -> path.getName().startsWith(name), "connection reset");

    assertKept(earlier, "loss.label_smoothing=0.1");
  }

  @Test
  void a_status_that_cannot_be_written_does_not_hide_why_a_run_failed() {
    FaultyFileSystem.set(
        (operation, path) -> {
          if (path.getName().equals("_SUCCESS")) {
            FaultyFileSystem.set(
                (o, p) -> {
                  throw new IOException("store is gone");
                });
            throw new IOException("disk full");
          }
        });

    assertThat(refused()).hasMessageContaining("disk full");
  }

  @Test
  void a_disk_that_is_full_while_a_report_is_written_is_worth_another_try() throws IOException {
    publish();
    String earlier = published();
    fillDiskAt(path -> path.getName().equals("metrics.json"));

    assertThat(assertKept(earlier))
        .hasMessageContainingAll("metrics.json", "No space left on device")
        .message()
        .hasLineCount(1);
    assertThat(status()).contains("\"failed\"", "No space left on device");
  }

  @ParameterizedTest
  @ValueSource(strings = {"part-", "_temporary", "_SUCCESS"})
  void a_disk_that_is_full_while_losses_are_written_is_worth_another_try(String file)
      throws IOException {
    publish();
    String earlier = published();
    fillDiskAt(
        path -> path.toString().contains("losses/" + file) || path.getName().startsWith(file));

    assertThat(assertKept(earlier, "output.losses=true"))
        .hasMessageContaining("No space left on device");
    assertThat(status()).contains("\"failed\"", "No space left on device");
  }

  @Test
  void a_disk_that_is_full_for_a_moment_after_the_failure_still_has_the_status()
      throws IOException {
    AtomicInteger refused = new AtomicInteger();
    fillDiskAt(
        path ->
            (path.getName().equals("metrics.json") || refused.get() == 1)
                && refused.incrementAndGet() > 0);

    assertThat(refused()).hasMessageContaining("No space left on device");
    assertThat(status()).contains("\"failed\"", "No space left on device");
    assertThat(entries()).containsExactly("run.status.json");
  }

  @Test
  void a_disk_that_is_full_is_told_before_what_it_leads_to() {
    IOException full = new IOException("No space left on device");
    RuntimeException failure = new ParquetDecodingException("cannot be finished", full);

    assertThat(ReadFailure.translate(failure))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            known -> assertThat(known.kind()).isEqualTo(EvaluationException.Kind.ENVIRONMENT))
        .hasMessage("storage or cluster failed: No space left on device");
  }

  @Test
  void a_disk_that_is_full_from_the_start_leaves_no_stray_file() throws IOException {
    fillDiskAt(path -> true);

    EvaluationException failure = refused();

    assertThat(failure.kind()).isEqualTo(EvaluationException.Kind.ENVIRONMENT);
    assertThat(failure).hasMessageContainingAll("output.directory", "No space left on device");
    assertThat(entries()).isEmpty();
  }
}
