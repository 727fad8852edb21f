// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.history;

import static io.github.sparkxent.job.history.PublishedHistory.max;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.report.history.ChangedKey;
import io.github.sparkxent.report.history.HistoryPoint;
import io.github.sparkxent.report.history.HistoryReport;
import io.github.sparkxent.report.history.HistoryRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of the published runs of an evaluation. */
class HistoryReaderTest {
  private static final double[] WEEK = {0.1955, 0.1962, 0.1949, 0.1958, 0.1953, 0.1960, 0.1956};

  @TempDir private Path directory;
  private Path evaluation;
  private PublishedHistory published;

  @BeforeEach
  void start() {
    evaluation = directory.resolve("mnist");
    published = new PublishedHistory(evaluation);
  }

  private HistoryReport read(String... metrics) {
    return HistoryReader.read(new Configuration(), evaluation.toString(), List.of(metrics));
  }

  private void week() throws IOException {
    for (int i = 0; i < WEEK.length; i++) {
      published.add("z" + (9 - i), WEEK[i], 0);
    }
  }

  @Test
  void runs_are_in_the_order_of_their_start_with_the_usual_metrics() throws IOException {
    week();
    Files.createDirectories(evaluation.resolve(".staging-x"));
    Files.createDirectories(evaluation.resolve("other"));
    Files.writeString(evaluation.resolve("z9.status.json"), "{}");

    HistoryReport history = read();

    assertThat(history.name()).isEqualTo("mnist");
    assertThat(history.runs())
        .extracting(HistoryRun::id)
        .containsExactly("z9", "z8", "z7", "z6", "z5", "z4", "z3");
    assertThat(history.metrics()).containsExactly("loss_mean", "accuracy");
    assertThat(history.splits()).containsExactly("test");
    assertThat(history.runs().get(0).point("test", "loss_mean"))
        .isEqualTo(
            new HistoryPoint("test", "loss_mean", 0.1955, 0.1953, 0.1957, null, null, null, true));
  }

  @Test
  void the_band_of_a_run_is_that_of_the_accepted_runs_before_it() throws IOException {
    week();
    published.add("8", 0.1975, 0).add("9", 0.1957, 0, max(0.1957, 0.1)).add("10", 0.1956, 0);

    HistoryReport history = read("loss_mean");

    assertThat(history.runs().get(6).points().get(0).bandHigh()).isNull();
    HistoryPoint eighth = history.runs().get(7).points().get(0);
    assertThat(eighth.median()).isEqualTo(0.1956);
    assertThat(eighth.bandHigh()).isEqualTo(0.19737912);
    assertThat(eighth.bandLow()).isEqualTo(0.19382088);
    // The ninth failed a gate of its own, so the tenth has the eight before.
    assertThat(history.runs().get(9).points().get(0).median()).isEqualTo(0.1957);
    assertThat(history.runs().get(8))
        .extracting(HistoryRun::verdict, HistoryRun::accepted, HistoryRun::failures)
        .containsExactly("failed", false, List.of("test: 0.1957 > 0.1"));
    assertThat(history.runs().get(8).points().get(0).passed()).isFalse();
  }

  @Test
  void runs_of_another_configuration_have_a_band_of_their_own() throws IOException {
    week();
    published.add("8", 0.1975, 0.1);

    HistoryRun other = read().runs().get(7);

    assertThat(other.isAnew()).isTrue();
    assertThat(other.changed())
        .containsExactly(new ChangedKey("loss.label_smoothing", "0.0", "0.1", true));
    assertThat(other.point("test", "loss_mean").median()).isNull();
  }

  @Test
  void what_a_person_said_is_shown_and_counts() throws IOException {
    week();
    published.add("8", 0.3, 0);
    RunDecision.reject(new Configuration(), evaluation.resolve("8").toString(), "spoiled");
    published.add("9", 0.3, 0, max(0.3, 0.1));
    RunDecision.accept(new Configuration(), evaluation.resolve("9").toString(), null);

    List<HistoryRun> runs = read().runs();

    assertThat(runs.get(7))
        .extracting(HistoryRun::verdict, HistoryRun::accepted, HistoryRun::overruled)
        .containsExactly("not judged", false, "reject");
    assertThat(runs.get(7).because()).isEqualTo("spoiled");
    assertThat(runs.get(8))
        .extracting(HistoryRun::verdict, HistoryRun::accepted, HistoryRun::overruled)
        .containsExactly("failed", true, "accept");
  }

  @Test
  void a_broken_report_is_left_out_with_a_warning() throws IOException {
    week();
    Files.writeString(evaluation.resolve("z5/metrics.json"), "[]");

    HistoryReport history = read();

    assertThat(history.runs()).hasSize(6);
    assertThat(history.warnings())
        .singleElement()
        .asString()
        .startsWith("metrics.json of the run z5 is no report: ");
  }

  @Test
  void a_metric_or_a_directory_that_is_not_there_is_refused() throws IOException {
    assertThatThrownBy(() -> read())
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            evaluation
                + " does not exist, expected the directory of an evaluation, <directory>/<name>");
    week();

    assertThatThrownBy(() -> read("loss_meen"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("no run has the metric \"loss_meen\", expected one of loss_mean, ");
  }
}
