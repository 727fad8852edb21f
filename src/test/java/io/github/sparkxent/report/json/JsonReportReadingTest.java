// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.InputManifest;
import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.SampleDetails;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.SampleVerdicts;
import io.github.sparkxent.report.SplitDetails;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.TableVersion;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Documents read back as reports, or refused. */
class JsonReportReadingTest {
  private static final JsonReport VIEW = new JsonReport();

  @Test
  void the_day_and_the_tags_of_a_run_read_back_in_their_order() {
    EvaluationReport read = VIEW.parse(VIEW.render(SampleReports.tagged()));

    assertThat(read).isEqualTo(SampleReports.tagged());
    assertThat(read.run().tags().keySet()).containsExactly("model", "git.commit");
    assertThat(VIEW.render(SampleReports.mnist())).doesNotContain("data_date", "tags");
  }

  @Test
  void a_day_that_is_none_is_refused_with_its_place() {
    String text = VIEW.render(SampleReports.tagged()).replace("2026-01-30", "2026-02-30");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> VIEW.parse(text))
        .withMessage("run.data_date is \"2026-02-30\"; expected a day such as 2026-01-31");
  }

  @Test
  void what_is_rendered_reads_back_equal() {
    var report = SampleReports.mnist();
    assertThat(VIEW.parse(VIEW.render(report))).isEqualTo(report);
  }

  @Test
  void details_read_back_equal_and_stand_only_where_there_are_some() {
    var report = SampleReports.detailed();
    String json = VIEW.render(report);
    assertThat(VIEW.parse(json)).isEqualTo(report);
    assertThat(json).containsOnlyOnce("\"details\"").contains("\n            [0, 0, 9");
    assertThat(VIEW.render(SampleReports.mnist())).doesNotContain("details");
  }

  @Test
  void each_part_of_the_details_can_stand_alone() {
    var all = SampleDetails.of(3);
    for (SplitDetails part :
        List.of(
            new SplitDetails(all.calibrationBins(), null, null, null, null),
            new SplitDetails(null, all.classes(), null, null, null),
            new SplitDetails(null, null, all.confusionMatrix(), null, null),
            new SplitDetails(null, null, null, all.lossHistogram(), null),
            new SplitDetails(null, null, null, null, all.worstRows()))) {
      var report = SampleReports.withDetails(SampleReports.mnist(), "test", part);
      assertThat(VIEW.parse(VIEW.render(report))).isEqualTo(report);
    }
  }

  @Test
  void a_report_of_nothing_reads_back_equal() {
    var run = SampleReports.run("empty");
    var bare =
        new RunInfo(
            "",
            "",
            run.started(),
            run.finished(),
            Map.of(),
            Map.of(),
            new InputManifest(List.of(), null, null)
                .ofTables(
                    List.of(
                        SampleReports.snapshot(),
                        new TableVersion("labels", "l", TableVersion.DELTA, "7", "7", null, null))),
            List.of("a warning"));
    var report = new EvaluationReport(bare, List.of(), List.of());
    assertThat(VIEW.parse(VIEW.render(report))).isEqualTo(report);
  }

  @Test
  void what_read_the_input_reads_back_and_is_unknown_in_older_documents() {
    for (String why : new String[] {null, "columns.label is an \"expression\""}) {
      var report = SampleReports.readBy(why);
      String json = VIEW.render(report);
      assertThat(VIEW.parse(json)).isEqualTo(report);
      String older = json.replaceAll(" *\"reader(_reason)?\": .*,\n", "");
      assertThat(older).doesNotContain("reader");
      assertThat(VIEW.parse(older)).isEqualTo(SampleReports.mnist());
    }
  }

  @Nested
  class A_comparison {
    private final EvaluationReport report = SampleVerdicts.judged();
    private final String json = VIEW.render(report);

    @Test
    void reads_back_as_it_was_written() {
      assertThat(VIEW.parse(json)).isEqualTo(report);
      assertThat(json)
          .contains(
              "\"not_compared\": {\n          \"null_logits\": 2\n",
              "\"mcnemar_p\": 2.68906865759E-10,",
              "\"kl_divergence\": 0.182323762385,",
              "\"class\": 1,",
              "\"adjusted_p\": 0.008\n");
    }

    @Test
    void stands_only_where_there_is_a_baseline() {
      assertThat(VIEW.render(SampleReports.detailed()) + VIEW.render(SampleReports.sliced()))
          .doesNotContain("comparison", "baseline");
    }

    @Test
    void that_misses_a_figure_is_refused() {
      String without = json.replaceFirst(" *\"lower_bound\": .*,\n", "");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> VIEW.parse(without))
          .withMessage("splits[0].slices[0].comparison.metrics[0].lower_bound is missing");
    }
  }

  @Nested
  class A_document_that_is_not_a_report {
    private String changed(String from, String to) {
      String json = VIEW.render(SampleReports.mnist());
      assertThat(json).contains(from);
      return json.replaceFirst(Pattern.quote(from), to);
    }

    private void assertRefused(String json, String message) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> VIEW.parse(json))
          .withMessageStartingWith(message);
    }

    @Test
    void is_refused_with_the_place_what_was_found_and_what_was_expected() {
      assertRefused("{", "not a JSON document: ");
      assertRefused("", "the document is ");
      assertRefused("[]", "the document is []; expected an object");
      assertRefused("{}", "schema_version is missing");
      assertRefused(changed("_version\": 1", "_version\": 2"), "schema_version is 2; expected 1");
      assertRefused(changed("\"name\"", "\"nam\""), "run.name is missing");
      assertRefused(
          changed("2026-01-31T12:00:00Z", "yesterday"),
          "run.started is \"yesterday\"; expected an instant");
      assertRefused(
          changed("\"read\": 10000", "\"read\": 1e4"),
          "splits[0].rows.read is 10000.0; expected a 64-bit integer");
      assertRefused(changed("\"evaluated\"", "\"eval\""), "splits[0].rows.evaluated is missing");
      assertRefused(
          changed("\"invalid\": ", "\"filtered\": 1.5, \"invalid\": "),
          "splits[0].rows.filtered is 1.5; expected a 64-bit integer");
      assertRefused(
          changed("\"read\": 10000", "\"read\": 9999"), "read 9999 rows, but evaluated 9995");
      assertRefused(
          changed("\"fail\"", "\"maybe\""),
          "gates[0].verdict is \"maybe\"; expected pass, fail or inconclusive");
      assertRefused(
          changed("\"limit\": 0.25", "\"limit\": \"low\""),
          "gates[0].limit is \"low\"; expected a number, NaN, Infinity or -Infinity");
    }

    @Test
    void and_so_is_one_whose_decimal_and_hex_differ() {
      assertRefused(
          changed("\"loss_mean\": 0.261784", "\"loss_mean\": 0.161784"),
          "splits[0].metrics.loss_mean_hex is ");
    }

    @Test
    void and_so_is_one_that_takes_a_lower_bound_for_a_mean() {
      MetricValues metrics =
          MetricValues.builder().put("unlisted_label_count", 2).put("loss_mean", 0.5).build();
      SplitReport split = new SplitReport("test", SampleReports.rows(4, 4, 0, Map.of()), metrics);
      EvaluationReport report =
          new EvaluationReport(SampleReports.run("r"), Map.of(), List.of(split), List.of());
      String json = VIEW.render(report);
      assertThat(json).contains("\"loss_mean_is_lower_bound\": true");
      assertThat(VIEW.parse(json)).isEqualTo(report);
      assertRefused(
          json.replace("is_lower_bound\": true", "is_lower_bound\": false"),
          "splits[0].metrics.loss_mean_is_lower_bound is false; expected true, as"
              + " unlisted_label_count says");
    }

    @Test
    void but_members_of_a_later_version_are_passed_over() {
      String json = changed("\"splits\"", "\"more\": {\"a\": [1]}, \"splits\"");
      assertThat(VIEW.parse(json)).isEqualTo(SampleReports.mnist());
    }
  }

  @Nested
  class Slices {
    @Test
    void read_back_as_they_were_written() {
      for (EvaluationReport report :
          List.of(SampleReports.sliced(), SampleReports.slicedBy("\u0000<", "\u2028\n\"\\"))) {
        assertThat(VIEW.parse(VIEW.render(report))).isEqualTo(report);
      }
    }

    @Test
    void that_name_a_value_twice_are_refused() {
      var value = SampleReports.value("s", null, 1, 1);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SampleReports.split(value, value))
          .withMessage("value 'null' of slice 's' is reported twice");
      assertThat(SampleReports.split(value, SampleReports.value("s", "null", 1, 1)).slices())
          .hasSize(2);
    }
  }
}
