// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sparkxent.gate.Gate;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.metric.state.MetricOptions;
import io.github.sparkxent.row.PredictionKind;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configuration means that is taken. */
class ConfigurationReaderTest {
  private static EvaluationConfig read(String yaml) {
    return ConfigurationReader.of("x.yaml", yaml).read();
  }

  @Test
  void an_input_is_all_that_is_needed() {
    EvaluationConfig config = read("input: {path: data}");

    assertThat(config.name()).isEqualTo("evaluation");
    assertThat(config.runId()).isNull();
    assertThat(config.input().path()).containsExactly("data");
    assertThat(config.input().reader()).isEqualTo(InputConfig.Reader.AUTO);
    assertThat(config.columns())
        .isEqualTo(
            new ColumnsConfig(
                null,
                null,
                "logits",
                "label",
                null,
                PredictionKind.LOGITS,
                null,
                null,
                null,
                null));
    assertThat(config.quality().invalidRows()).isEqualTo(QualityConfig.InvalidRows.FAIL);
    assertThat(config.quality().maxSplits()).isEqualTo(10_000);
    assertThat(config.output().directory()).isEqualTo("target/evaluations");
    assertThat(config.output().losses()).isNull();
    assertThat(config.gates()).isEmpty();
    assertThat(config.numClasses()).isZero();
    assertThat(config.metrics().worstRows()).isZero();
    assertThat(read("{input: {path: x}, columns: {id: i}}").metrics().worstRows()).isEqualTo(10);
    assertThat(read("{input: {path: x}, metrics: {worst_rows: 0}}").metrics().worstRows()).isZero();
  }

  @Test
  void one_value_stands_for_a_list_of_one_and_json_is_always_written() {
    EvaluationConfig config =
        read(
            "input: {path: x}\noutput: {formats: html}\nmetrics: {top_k: 3}\nslices: a\n"
                + "gates: {metric: loss_mean, max: 1}\n");

    assertThat(config.output().formats()).containsExactly("json", "html");
    assertThat(config.metrics().topK()).containsExactly(3);
    assertThat(config.slices()).extracting(Slice::name).containsExactly("a");
    assertThat(config.gates()).hasSize(1);
  }

  @Test
  void every_key_is_read() {
    EvaluationConfig config =
        read(
            """
            name: mnist-mlp
            run_id: nightly
            input: {path: [a, b], format: parquet}
            columns: {id: example_id, split: split, logits: z, label: y, weight: w}
            loss: {label_smoothing: 0.1, ignore_index: -100, class_weights: [1, 2.5]}
            quality:
              invalid_rows: skip
              max_invalid_fraction: 0.5
              label_sum_tolerance: 1e-6
              max_splits: 3
              num_classes: 2
            metrics:
              top_k: [1, 3]
              calibration_bins: 10
              per_class_max_classes: 20
              confusion_matrix_max_classes: 0
              worst_rows: 7
            gates:
              - {split: test, metric: loss_mean, max: 0.25}
              - {metric: accuracy, min: 1}
            output: {directory: out, formats: [json], losses: true}
            """);

    assertThat(config.name()).isEqualTo("mnist-mlp");
    assertThat(config.runId()).isEqualTo("nightly");
    assertThat(config.input().path()).containsExactly("a", "b");
    assertThat(config.columns().weight()).isEqualTo("w");
    assertThat(config.loss().labelSmoothing()).isEqualTo(0.1);
    assertThat(config.loss().ignoreIndex()).isEqualTo(-100);
    assertThat(config.loss().classWeights()).containsExactly(1.0, 2.5);
    assertThat(config.quality().invalidRows()).isEqualTo(QualityConfig.InvalidRows.SKIP);
    assertThat(config.quality().labelSumTolerance()).isEqualTo(1e-6);
    assertThat(config.gates())
        .containsExactly(
            new Gate("test", "loss_mean", 0.25, null), new Gate(null, "accuracy", null, 1.0));
    assertThat(config.output().losses()).isEqualTo("losses");
    assertThat(config.metricOptions()).isEqualTo(new MetricOptions(List.of(1, 3), 10, 20, 0, 7));
    assertThat(config.numClasses()).isEqualTo(2);
  }

  @Test
  void class_weights_by_name_follow_the_order_of_the_classes() {
    assertThat(
            read("{input: {path: x}, classes: [b, a], loss: {class_weights: {a: 1, b: 2}}}")
                .loss()
                .classWeights())
        .containsExactly(2.0, 1.0);
  }

  @Test
  void secrets_in_options_and_queries_are_not_shown() {
    EvaluationConfig config =
        read(
            "{input: {path: 's3a://u:p@b/x', format: csv,"
                + " options: {header: true, fs.s3a.secret.key: abc, sep: '|'}},"
                + " columns: {id: i}, labels: {query: \"SELECT 1 AS password='x1'\"},"
                + " baseline: {path: 's3a://u:p@b/y', format: csv, options: {fs.s3a.secret.key: def}}}");

    String shown = ConfigurationReader.asMap(config).toString();

    assertThat(shown)
        .contains(
            "s3a://u:***@b/x", "s3a://u:***@b/y", "fs.s3a.secret.key=***", "header=true", "sep=|")
        .doesNotContain("abc", "x1", "def");
    assertThat(config.input().options()).containsEntry("fs.s3a.secret.key", "abc");
  }

  @Nested
  class A_key_set_over_the_document {
    private final ConfigurationReader reader =
        ConfigurationReader.of("x.yaml", "{input: {path: x}, gates: [{metric: accuracy, max: 1}]}");

    @Test
    void is_read_as_yaml() {
      reader.setYaml("quality.max_splits", "7");
      reader.setYaml("loss.class_weights", "[1, 2]");
      reader.setYaml("columns.weight", "null");
      reader.setYaml("input.path", "[a, b]");

      EvaluationConfig config = reader.read();

      assertThat(config.quality().maxSplits()).isEqualTo(7);
      assertThat(config.loss().classWeights()).containsExactly(1.0, 2.0);
      assertThat(config.columns().weight()).isNull();
      assertThat(config.input().path()).containsExactly("a", "b");
    }

    @Test
    void may_be_in_a_list() {
      reader.setYaml("gates.0.max", "5");

      assertThat(reader.read().gates()).isEqualTo(List.of(new Gate(null, "accuracy", 5.0, null)));
    }

    @Test
    void keeps_text_as_it_stands() {
      reader.setText("run_id", "007");

      assertThat(reader.read().runId()).isEqualTo("007");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gates.1.max", "gates.x.max", "input.path.x", ".a", "a..b"})
    void that_leads_nowhere_is_refused(String key) {
      assertThatThrownBy(() -> reader.setYaml(key, "1"))
          .isInstanceOf(EvaluationException.class)
          .hasMessageStartingWith("set " + key);
    }

    @Test
    void that_is_unknown_is_refused() {
      reader.setYaml("quality.strict", "true");

      assertThatThrownBy(reader::read).hasMessageContaining("unknown key quality.strict");
    }
  }

  @Test
  void a_gate_on_a_part_reads_as_written_and_back() {
    String yaml =
        """
        input: {path: x}
        slices: [country, {name: old, expression: age >= 60}]
        gates:
          - {split: '*', slice: old, value: 'true', metric: loss_mean, max: 0.3, min_rows: 100}
          - {class: 3, metric: recall, min: 0.9}
          - {class: '*', metric: f1, min: 0.5, inconclusive: pass}
        """;
    EvaluationConfig config = ConfigurationReader.of("x.yaml", yaml).read();

    assertThat(config.slices())
        .containsExactly(new Slice("country", "country"), new Slice("old", "age >= 60"));
    assertThat(config.gates())
        .containsExactly(
            new Gate(null, "old", "true", null, "loss_mean", 0.3, null, 100L, null),
            new Gate(null, null, null, "3", "recall", null, 0.9, null, null),
            new Gate(null, null, null, "*", "f1", null, 0.5, null, Gate.Inconclusive.PASS));
    assertThat(ConfigurationReader.asMap(config).get("gates").toString())
        .contains("slice=old, value=true", "class=3, metric=recall", "inconclusive=pass")
        .doesNotContain("label=");
    ConfigurationReader again = ConfigurationReader.empty("options");
    ConfigurationReader.asMap(config).forEach((key, value) -> again.setYaml(key, json(value)));
    assertThat(again.read()).isEqualTo(config);
  }

  private static String json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
