// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written; reading is apart, but for the figures and texts that have to come back. */
class JsonReportTest {
  private static final JsonReport VIEW = new JsonReport();

  private static JsonNode tree(EvaluationReport report) throws Exception {
    return new ObjectMapper().readTree(VIEW.render(report));
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void the_document_stands_as_written_here() {
    var report =
        new EvaluationReport(
            SampleReports.run("three-rows"),
            List.of(
                SampleReports.split(
                    "all",
                    SampleReports.rows(4, 3, 0, Map.of("null_label", 1L)),
                    MetricValues.builder()
                        .put("row_count", 3)
                        .put("weight_sum", 3.0)
                        .put("loss_sum", 1.2228178933331408)
                        .put("loss_mean", 0.4076059644443803)
                        .put("loss_stddev", null)
                        .build())),
            List.of(
                new Verdict("all", "loss_mean", "max", 0.25, 0.5, false, "0.5 > 0.25"),
                new Verdict("tset", "accuracy", "min", 0.9, null, false, "no split 'tset'")));
    assertThat(VIEW.render(report))
        .isEqualTo(
            """
            {
              "schema_version": 1,
              "run": {
                "id": "20260131T120000Z-1a2b",
                "name": "three-rows",
                "started": "2026-01-31T12:00:00Z",
                "finished": "2026-01-31T12:00:41.250Z",
                "versions": {
                  "spark_xent": "0.1.0",
                  "spark": "4.2.0",
                  "java": "17.0.15"
                },
                "configuration": {
                  "name": "three-rows",
                  "loss": {
                    "label_smoothing": 0.0,
                    "ignore_index": -100,
                    "class_weights": null
                  },
                  "metrics": {
                    "top_k": [
                      1,
                      5
                    ]
                  }
                },
                "input": {
                  "rows_promised": 70002,
                  "page_checksums": "verified",
                  "footers_sha256": null,
                  "reader": null,
                  "reader_reason": null,
                  "files": [
                    {
                      "path": "data/mnist/part-00000.parquet",
                      "bytes": 2600000,
                      "rows": 40000
                    },
                    {
                      "path": "data/mnist/part-00001.parquet",
                      "bytes": 2000400,
                      "rows": 30002
                    }
                  ]
                },
                "warnings": []
              },
              "splits": [
                {
                  "split": "all",
                  "rows": {
                    "read": 4,
                    "evaluated": 3,
                    "ignored": 0,
                    "invalid": 1,
                    "invalid_by_reason": {
                      "null_label": 1
                    }
                  },
                  "metrics": {
                    "row_count": 3,
                    "weight_sum": 3.0,
                    "loss_sum": 1.2228178933331408,
                    "loss_sum_hex": "0x1.390a97ecd4574p0",
                    "loss_mean": 0.4076059644443803,
                    "loss_mean_hex": "0x1.a163753bc5c9bp-2",
                    "loss_stddev": null
                  }
                }
              ],
              "gates": [
                {
                  "split": "all",
                  "metric": "loss_mean",
                  "rule": "max",
                  "limit": 0.25,
                  "value": 0.5,
                  "verdict": "fail",
                  "passed": false,
                  "reason": "0.5 > 0.25"
                },
                {
                  "split": "tset",
                  "metric": "accuracy",
                  "rule": "min",
                  "limit": 0.9,
                  "value": null,
                  "verdict": "fail",
                  "passed": false,
                  "reason": "no split 'tset'"
                }
              ]
            }
            """);
  }

  @Test
  void slices_and_the_verdicts_on_them_stand_as_written_here() {
    assertThat(new JsonReport().render(SampleReports.sliced()))
        .contains(
            """
                      {
                        "slice": "country",
                        "value": null,
                        "rows": {
                          "read": 2,
                          "evaluated": 1,
                          "ignored": 0,
                          "invalid": 1,
                          "invalid_by_reason": {
                            "nan_logit": 1
                          }
                        },
                        "metrics": {
                          "row_count": 1
                        }
                      },
            """
                .indent(-2),
            """
                  {
                    "split": "test",
                    "slice": "country",
                    "slice_value": null,
                    "metric": "loss_mean",
                    "rule": "max",
                    "limit": 0.25,
                    "value": null,
                    "verdict": "inconclusive",
                    "passed": false,
                    "reason": "too few rows"
                  },
            """
                .indent(-2));
  }

  @Test
  void equal_splits_are_equal_text_whatever_the_run() {
    String a = VIEW.render(SampleReports.mnist());
    String b =
        VIEW.render(
            SampleReports.withRun(
                SampleReports.mnist(),
                SampleReports.withWarnings(SampleReports.run("other"), "careful")));
    assertThat(a).isNotEqualTo(b);
    assertThat(a.substring(a.indexOf("\"splits\"")))
        .isEqualTo(b.substring(b.indexOf("\"splits\"")));
  }

  @Nested
  class Numbers {
    @ParameterizedTest
    @CsvSource({
      "2.0E-3, 0.002",
      "0x1p-44, 5.684341886080802E-14",
      "1.0E23, 1.0E23",
      "2.0E23, 2.0E23",
      "9.5367431640625E-7, 9.5367431640625E-7",
      "4.9E-324, 4.9E-324",
      "-0.0, -0.0",
      "3, 3.0",
      "NaN, '\"NaN\"'",
      "Infinity, '\"Infinity\"'",
      "-Infinity, '\"-Infinity\"'"
    })
    void a_double_is_the_shortest_decimal_that_reads_back(String value, String text) {
      double x = Double.parseDouble(value);
      var report = SampleReports.of(MetricValues.builder().put("x", x).build());
      String json = VIEW.render(report);
      assertThat(json).contains("\"x\": " + text + "\n");
      assertThat(VIEW.parse(json)).isEqualTo(report);
    }

    @Test
    void an_integer_stays_an_integer() {
      var report =
          SampleReports.of(MetricValues.builder().put("n", Long.MAX_VALUE).put("m", 3.0).build());
      String json = VIEW.render(report);
      assertThat(json).contains("\"n\": 9223372036854775807,").contains("\"m\": 3.0\n");
      assertThat(VIEW.parse(json)).isEqualTo(report);
    }

    @Test
    void each_loss_sum_and_mean_is_followed_by_its_bits() throws Exception {
      var metrics =
          MetricValues.builder()
              .put("loss_sum", Double.POSITIVE_INFINITY)
              .put("loss_mean", null)
              .put("finite_loss_sum", 0.1)
              .put("finite_loss_mean", Double.NaN)
              .put("loss_max", 3.0)
              .build();
      JsonNode json = tree(SampleReports.of(metrics)).at("/splits/0/metrics");
      assertThat(names(json))
          .containsExactly(
              "loss_sum",
              "loss_sum_hex",
              "loss_mean",
              "loss_mean_hex",
              "finite_loss_sum",
              "finite_loss_sum_hex",
              "finite_loss_mean",
              "finite_loss_mean_hex",
              "loss_max");
      assertThat(json.get("loss_sum_hex").textValue()).isEqualTo("Infinity");
      assertThat(json.get("loss_mean_hex").isNull()).isTrue();
      assertThat(json.get("finite_loss_sum_hex").textValue()).isEqualTo("0x1.999999999999ap-4");
      assertThat(json.get("finite_loss_mean_hex").textValue()).isEqualTo("NaN");
      assertThat(VIEW.parse(VIEW.render(SampleReports.of(metrics))))
          .isEqualTo(SampleReports.of(metrics));
    }

    @Test
    void a_gate_can_have_infinite_numbers() throws Exception {
      var verdict =
          new Verdict("all", "m", "max", Double.POSITIVE_INFINITY, Double.NaN, false, "NaN");
      var report = new EvaluationReport(SampleReports.run("r"), List.of(), List.of(verdict));
      JsonNode json = tree(report).at("/gates/0");
      assertThat(json.get("limit").textValue()).isEqualTo("Infinity");
      assertThat(json.get("value").textValue()).isEqualTo("NaN");
      assertThat(VIEW.parse(VIEW.render(report))).isEqualTo(report);
    }
  }

  @Nested
  class Text {
    @Test
    void markup_quotes_and_control_characters_are_escaped() {
      String hostile =
          "</script>\"\\\n\u0000\u001b[31m\u007f\u009b\u2028\u2029\u00e9\u6f22\ud83d\ude00";
      var report =
          SampleReports.withRun(
              SampleReports.mnist(),
              SampleReports.withWarnings(SampleReports.run(hostile), hostile));
      String json = VIEW.render(report);
      assertThat(json)
          .contains(
              "\\u003C/script>\\\"\\\\\\n\\u0000\\u001B[31m\\u007F\\u009B\\u2028\\u2029"
                  + "\u00e9\u6f22\ud83d\ude00");
      assertThat(json).doesNotContain("<").doesNotContain("\u001b").doesNotContain("\u2028");
      assertThat(VIEW.parse(json)).isEqualTo(report);
    }

    @Test
    void keys_are_escaped_too() {
      var report =
          new EvaluationReport(
              SampleReports.run("r"),
              List.of(
                  SampleReports.split(
                      "<a>\u001b",
                      SampleReports.rows(1, 0, 0, Map.of("<b>\u001b", 1L)),
                      MetricValues.none())),
              List.of());
      String json = VIEW.render(report);
      assertThat(json).contains("\"\\u003Cb>\\u001B\": 1");
      assertThat(VIEW.parse(json)).isEqualTo(report);
    }
  }
}
