// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import static io.github.sparkxent.report.SampleReports.rows;
import static io.github.sparkxent.report.SampleReports.run;
import static io.github.sparkxent.report.SampleReports.split;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.sparkxent.metric.name.MetricValues;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EvaluationReportTest {
  private static SplitReport empty(String name) {
    return split(name, rows(0, 0, 0, Map.of()), MetricValues.none());
  }

  private static RunInfo configured(Map<String, Object> configuration) {
    return new RunInfo(
        "id",
        "name",
        Instant.EPOCH,
        Instant.EPOCH,
        Map.of(),
        configuration,
        new InputManifest(List.of(), null, null),
        List.of());
  }

  @Test
  void splits_are_sorted_by_name_and_the_rows_without_a_split_come_last() {
    var report =
        new EvaluationReport(
            run("r"),
            List.of(empty(null), empty("train"), empty("test"), empty("10"), empty("9")),
            List.of());
    assertThat(report.splits())
        .extracting(SplitReport::split)
        .containsExactly("10", "9", "test", "train", null);
  }

  @Test
  void a_split_cannot_be_reported_twice() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new EvaluationReport(run("r"), List.of(empty("a"), empty("a")), List.of()))
        .withMessage("split 'a' is reported twice");
  }

  @Test
  void lists_given_are_copied() {
    List<SplitReport> splits = new ArrayList<>(List.of(empty("a")));
    List<Verdict> gates = new ArrayList<>();
    var report = new EvaluationReport(run("r"), splits, gates);
    splits.clear();
    gates.add(new Verdict("a", "m", "max", 1, 2.0, false, "2 > 1"));
    assertThat(report.splits()).hasSize(1);
    assertThat(report.gates()).isEmpty();
  }

  @Test
  void a_report_passes_unless_a_gate_failed() {
    var pass = new Verdict("a", "m", "max", 1, 1.0, true, "m 1 <= max 1");
    var fail = new Verdict("a", "m", "min", 2, 1.0, false, "m 1 < min 2");
    assertThat(new EvaluationReport(run("r"), List.of(), List.of()).passed()).isTrue();
    assertThat(new EvaluationReport(run("r"), List.of(), List.of(pass)).passed()).isTrue();
    assertThat(new EvaluationReport(run("r"), List.of(), List.of(pass, fail)).passed()).isFalse();
  }

  @Nested
  class Configuration {
    @Test
    void integers_become_long_and_floats_double_at_every_depth() {
      Map<String, Object> nested = new HashMap<>();
      nested.put("f", 0.5f);
      nested.put("none", null);
      RunInfo run =
          configured(Map.of("list", List.of(1, (short) 2, 3L, BigInteger.TEN, nested, true, "t")));
      Map<String, Object> expected = new HashMap<>();
      expected.put("f", 0.5);
      expected.put("none", null);
      assertThat(run.configuration())
          .isEqualTo(Map.of("list", List.of(1L, 2L, 3L, 10L, expected, true, "t")));
    }

    @Test
    void a_number_that_json_has_no_word_for_stands_as_its_text() {
      assertThat(configured(Map.of("limit", Double.POSITIVE_INFINITY)).configuration())
          .isEqualTo(Map.of("limit", "Infinity"));
    }

    @Test
    void later_changes_of_the_map_given_do_not_show() {
      Map<String, Object> given = new HashMap<>(Map.of("k", new ArrayList<>(List.of(1L))));
      RunInfo run = configured(given);
      ((List<?>) given.get("k")).clear();
      given.clear();
      assertThat(run.configuration()).isEqualTo(Map.of("k", List.of(1L)));
    }

    @Test
    void a_value_that_is_not_plain_is_refused_by_its_key() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> configured(Map.of("a", Map.of("b", List.of(1, Instant.EPOCH)))))
          .withMessageStartingWith("configuration.a.b[1] is a java.time.Instant; expected");
    }
  }

  @Nested
  class Rows {
    @Test
    void rows_read_are_evaluated_ignored_or_invalid() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new RowAccounting(10, 5, 3, 1, new TreeMap<>(Map.of("x", 1L))))
          .withMessage("read 10 rows, but evaluated 5 + ignored 3 + invalid 1 = 9");
    }

    @Test
    void invalid_rows_are_the_sum_of_their_reasons() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new RowAccounting(3, 0, 0, 3, new TreeMap<>(Map.of("x", 1L, "y", 1L))))
          .withMessage("invalid 3 rows, but the reasons {x=1, y=1} make 2");
    }

    @Test
    void no_count_is_negative() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new RowAccounting(0, 1, -1, 0, new TreeMap<>()))
          .withMessageContaining("ignored -1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new RowAccounting(0, 0, 0, 0, new TreeMap<>(Map.of("x", 1L, "y", -1L))))
          .withMessageContaining("reason y has -1 rows");
    }

    @Test
    void a_reason_without_rows_is_left_out() {
      var rows = new RowAccounting(1, 0, 0, 1, new TreeMap<>(Map.of("x", 1L, "y", 0L)));
      assertThat(rows.invalidByReason()).containsOnlyKeys("x");
    }
  }

  @Nested
  class Input {
    @Test
    void files_are_sorted_by_path() {
      var manifest =
          new InputManifest(
              List.of(new InputFile("b", 1, 1L), new InputFile("a", 2, null)), null, null);
      assertThat(manifest.files()).extracting(InputFile::path).containsExactly("a", "b");
    }

    @Test
    void page_checksums_are_verified_partial_absent_or_unknown() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new InputManifest(List.of(), null, "yes"))
          .withMessage("page checksums are 'yes'; expected verified, partial, absent or null");
    }

    @Test
    void a_table_is_shown_with_its_version_and_the_name_that_it_was_asked_for_by() {
      assertThat(SampleReports.snapshot().shown())
          .isEqualTo(
              "lake.db.t at snapshot 328833931838820085 (release) of 2026-11-28T10:59:59.220Z");
      assertThat(new TableVersion("input", "t", TableVersion.DELTA, "7", "7", null, null).shown())
          .isEqualTo("t at version 7");
    }

    @Test
    void the_reader_is_the_scan_or_sparks_with_the_reason_for_it() {
      var unknown = new InputManifest(List.of(), null, null);
      assertThat(unknown.shownReader()).isNull();
      assertThat(unknown.readBy(null))
          .isEqualTo(new InputManifest(List.of(), null, null, null, "scan", null));
      assertThat(unknown.readBy(null).shownReader()).isEqualTo("the scan");
      assertThat(unknown.readBy("it rains"))
          .isEqualTo(new InputManifest(List.of(), null, null, null, "spark", "it rains"));
      assertThat(unknown.readBy("it rains").shownReader())
          .isEqualTo("Spark's reader, not the scan: it rains");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new InputManifest(List.of(), null, null, null, "duckdb", null))
          .withMessage("the reader is 'duckdb'; expected scan, spark or null");
    }
  }
}
