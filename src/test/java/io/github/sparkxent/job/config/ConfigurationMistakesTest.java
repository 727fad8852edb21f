// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.failure.EvaluationException;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A configuration that is refused, and where its mistake is said to be. */
class ConfigurationMistakesTest {
  private static EvaluationConfig read(String yaml) {
    return ConfigurationReader.of("x.yaml", yaml).read();
  }

  @Nested
  class A_tag_that_names_a_type {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "name: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]"
              + " | javax.script.ScriptEngineManager",
          "name: !!io.github.sparkxent.job.config.ConfigurationMistakesTest$Loaded {} | Loaded",
          "name: !!java.net.URL 'http://127.0.0.1:1/' | java.net.URL",
          "name: !mine x | mine",
          "!local {input: {path: data}} | local",
          "input: {path: [a, !!java.io.File b]} | java.io.File",
          "name: !<tag:example.org:k> x | tag:example.org:k"
        })
    void is_refused_in_one_line_and_loads_nothing(String yaml, String tag) {
      assertRefused(() -> read(yaml), "x.yaml: line 1, column ", tag);
      assertThat(Loaded.times).isZero();
    }

    @Test
    void is_refused_in_a_single_key_too() {
      ConfigurationReader reader = ConfigurationReader.empty("options");

      assertRefused(
          () -> reader.setYaml("gates", "[!!java.net.URL x]"), "set gates: ", "java.net.URL");
    }

    @Test
    void may_be_one_of_yaml_s_own() {
      assertThat(read("{name: !!str 007, input: !!map {path: !!seq [a]}}").name()).isEqualTo("007");
    }

    private void assertRefused(ThrowingCallable reading, String... parts) {
      assertThatThrownBy(reading)
          .isInstanceOf(EvaluationException.class)
          .satisfies(
              e ->
                  assertThat(((EvaluationException) e).kind())
                      .isEqualTo(EvaluationException.Kind.CONFIGURATION))
          .satisfies(
              e ->
                  assertThat(e.getMessage())
                      .doesNotContain("\n")
                      .contains(parts)
                      .contains("expected values without tags"));
    }
  }

  @Nested
  class What_is_not_plain_data {
    @Test
    void is_refused_with_line_and_key_in_a_document() {
      assertThatThrownBy(
              () ->
                  read(
                      """
                      columns: {split: &label "concat(split, '-', label)"}
                      slices: [{name: by_split, expression: *label}]
                      """))
          .isInstanceOf(EvaluationException.class)
          .hasMessageMatching(
              "x\\.yaml: line 2, column \\d+: slices\\[0\\]\\.expression: found the alias \\*label,"
                  + " expected the value itself, written out");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{a: &x 1, b: *x} | b: found the alias *x",
          "[1e400] | [0]: found 1e400, which as a double is Infinity",
          "010 | found 010, expected an integer in decimal digits",
          "yes | found yes, expected true or false, or text in quotes",
        })
    void is_refused_in_a_single_key(String yaml, String message) {
      ConfigurationReader reader = ConfigurationReader.empty("options");

      assertThatThrownBy(() -> reader.setYaml("loss.class_weights", yaml))
          .isInstanceOf(EvaluationException.class)
          .hasMessageStartingWith("set loss.class_weights: line 1, column ")
          .hasMessageContaining(message);
    }
  }

  /** Would tell if it were created. */
  public static final class Loaded {
    static int times;

    /** Counts. */
    public Loaded() {
      times++;
    }
  }

  @Nested
  class A_mistake_is_named {
    @ParameterizedTest
    @ValueSource(strings = {"name", "run_id", "output.losses"})
    void a_name_is_measured_in_bytes(String key) {
      ConfigurationReader reader = ConfigurationReader.of("x.yaml", "input: {path: x}");
      reader.setText(key, "ü".repeat(100));
      reader.read();
      reader.setText(key, "ü".repeat(100) + "x");

      assertThatThrownBy(reader::read)
          .isInstanceOf(EvaluationException.class)
          .hasMessageContaining(key + " \"ü")
          .hasMessageContaining("has 201 bytes, expected at most 200");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "inptu: 3 | unknown key inptu, expected one of baseline, classes, columns, comparison, data_date, gates, increments, input",
          "input: {pth: x} | unknown key input.pth, expected one of format, options, path, query, reader, schema, splits, table",
          "input: {path: x, format: avro} | input.format is \"avro\", expected parquet, orc, json or csv; another format is read by input.query",
          "input: {path: x, schema: a INT} | input.schema is for json and csv, found parquet",
          "input: {table: x, options: {a: b}} | input.options is for files, expected input.path",
          "input: {path: x, format: csv, options: {header: [1]}} | input.options.header is [1], expected text",
          "input: {path: x, format: csv, options: {mode: PERMISSIVE}} | input.options.mode is \"PERMISSIVE\", expected FAILFAST",
          "input: {path: x, options: {pathGlobFilter: '*.parquet'}} | input.options.pathGlobFilter is \"*.parquet\", expected no such option",
          "increments: {} | increments.directory is empty, expected a directory",
          "input: {path: x}\\nquality: {num_classes: 3}\\nincrements: {duplicate_content: allow} | increments.directory is empty, expected a directory",
          "increments: {directory: '', duplicate_content: allow} | increments.directory is empty",
          "input: {path: x}\\nincrements: {directory: s} | increments with an unknown number of classes, expected quality.num_classes",
          "input: {path: x}\\nquality: {num_classes: 3, invalid_rows: quarantine}\\nincrements: {directory: s} | increments with quality.quarantine",
          "input: {path: x}\\nquality: {num_classes: 3}\\noutput: {losses: true}\\nincrements: {directory: s} | increments with output.losses, expected none",
          "input: {path: x}\\nquality: {num_classes: 3}\\ncolumns: {id: i}\\nlabels: {path: x}\\nincrements: {directory: s} | increments with labels, expected the label in the same rows",
          "input: {path: x}\\nquality: {num_classes: 3}\\ncolumns: {id: i}\\nbaseline: {path: x}\\nincrements: {directory: s} | increments with a baseline of its own, expected",
          "input: {table: x}\\nincrements: {directory: s} | increments with input.table, expected input.path",
          "input: {query: SELECT 1}\\nincrements: {directory: s} | increments with input.query, expected input.path",
          "input: {path: x, format: csv}\\nincrements: {directory: s} | increments with input.format csv, expected parquet",
          "input: {path: x, splits: {a: b}} | both input.path and input.splits, expected one of them",
          "input: {splits: {a: []}} | input.splits.a is empty, expected a path",
          "input: {splits: {a: 3}} | input.splits.a is 3, expected text or a list of texts",
          "input: {splits: {a: b}}\\ncolumns: {split: c} | both input.splits and columns.split",
          "input: {path: x, query: y} | both input.path and input.query, expected one of them",
          "input: {path: x}\\nlabels: {path: y} | labels without columns.id",
          "input: {path: x}\\nlabels: {id: y}\\ncolumns: {id: y} | no labels, expected labels.path, labels.table or labels.query",
          "input: {path: x}\\nlabels: {path: y}\\ncolumns: {id: i, label: l} | both columns.label and labels",
          "input: {path: x}\\nbaseline: {path: y} | baseline without columns.id, expected the id that joins it",
          "input: {path: x}\\nbaseline: {input_kind: probabilities} | baseline has no data, expected baseline.path, table, query, run or losses, or columns.baseline_logits",
          "input: {path: x}\\nbaseline: {path: y}\\ncolumns: {id: i, baseline_logits: b} | both columns.baseline_logits and a baseline of its own, expected one of them",
          "input: {path: x}\\nbaseline: {path: y, table: t}\\ncolumns: {id: i} | both baseline.path and baseline.table, expected one of them",
          "input: {path: x}\\nbaseline: {path: y, run: r}\\ncolumns: {id: i} | both baseline.path and baseline.run, expected one of them",
          "input: {path: x}\\nbaseline: {losses: y, run: r}\\ncolumns: {id: i} | both baseline.losses and baseline.run, expected one of them",
          "input: {path: x}\\nbaseline: {run: r, logits: l}\\ncolumns: {id: i} | baseline.logits is for predictions in a data set of their own, expected none with baseline.run",
          "input: {path: x}\\nbaseline: {run: r, input_kind: logits}\\ncolumns: {id: i} | baseline.input_kind is for predictions",
          "input: {path: x}\\nbaseline: {losses: r, format: csv}\\ncolumns: {id: i} | baseline.format is for predictions in a data set of their own, expected none with baseline.losses",
          "input: {path: x}\\nbaseline: {losses: ' '}\\ncolumns: {id: i} | baseline.losses is empty, expected a path",
          "input: {path: x}\\nbaseline: {run: ../r}\\ncolumns: {id: i} | baseline.run is \"../r\", expected a plain file name",
          "input: {path: x}\\nrun_id: r\\nbaseline: {run: r}\\ncolumns: {id: i} | baseline.run is \"r\", the run_id of this run, expected an earlier one",
          "input: {path: x}\\nbaseline: {run: 7}\\ncolumns: {id: i} | baseline.run is the number 7, expected text",
          "input: {path: x}\\nbaseline: {path: y, unmatched: drop}\\ncolumns: {id: i} | baseline.unmatched is \"drop\", expected one of fail, skip",
          "input: {path: x}\\nbaseline: {path: y, format: avro}\\ncolumns: {id: i} | baseline.format is \"avro\", expected parquet, orc",
          "input: {path: x}\\nbaseline: {label: l}\\ncolumns: {baseline_logits: b} | baseline.label is for predictions in a data set of their own, expected none with columns.baseline_logits",
          "input: {path: x}\\nbaseline: {unmatched: skip}\\ncolumns: {baseline_logits: b} | baseline.unmatched is skip with columns.baseline_logits, expected it",
          "input: {path: x}\\nbaseline: {paht: y} | unknown key baseline.paht",
          "input: {path: x}\\ncomparison: {divergence: true} | comparison.divergence is true without a baseline, expected the baseline's logits",
          "input: {path: x}\\ncomparison: {divergence: true}\\nbaseline: {run: r}\\ncolumns: {id: i} | comparison.divergence is true with losses as the baseline, expected",
          "input: {path: x}\\ncomparison: {confidence: 0.5} | comparison.confidence is 0.5, expected a number above 0.5 and below 1",
          "input: {path: x}\\ncomparison: {confidence: 1} | comparison.confidence is 1.0, expected",
          "input: {path: x}\\ncomparison: {fdr: 0} | comparison.fdr is 0.0, expected a number above 0 and below 1",
          "input: {path: x}\\ncomparison: {groups: 0} | comparison.groups is 0, expected 1 or more",
          "input: {path: x}\\ncomparison: {changed_rows: 3} | comparison.changed_rows is 3 without columns.id, expected the id",
          "input: {path: x}\\ncomparison: {cluster: 3} | comparison.cluster is the number 3, expected text",
          "input: {path: x}\\ngates: [{class: two, metric: f1, min: 1}] | gates[0].class is \"two\", expected a class id, '*', or classes to have it as a name",
          "input: {path: x}\\nclasses: [a, b]\\ngates: [{class: 1.5, metric: f1, min: 1}] | gates[0].class is \"1.5\", expected a class id, '*' or one of a, b",
          "input: {path: x}\\nclasses: [] | classes is empty",
          "input: {path: x}\\nclasses: [a, b, a] | classes has \"a\" twice",
          "input: {path: x}\\nclasses: [a, b]\\nloss: {class_weights: [1]} | loss.class_weights has 1 entries, expected one for each of the 2 classes",
          "input: {path: x}\\nclasses: [a, b]\\nquality: {num_classes: 3} | classes has 2 entries, expected quality.num_classes = 3",
          "input: {path: x}\\nclasses: [a, b]\\nloss: {class_weights: {a: 1}} | loss.class_weights has no weight of the class \"b\"",
          "input: {path: x}\\nclasses: [a]\\nloss: {class_weights: {a: 1, c: 2}} | loss.class_weights has the name \"c\", expected one of [\"a\"]",
          "input: {path: x}\\nloss: {class_weights: {a: 1}} | loss.class_weights has names, expected classes",
          "input: {path: x, reader: duckdb} | input.reader is \"duckdb\", expected one of auto, spark",
          "input: {path: x}\\ncolumns: {encoding: half} | columns.encoding is \"half\", expected one of float32, float16, bfloat16",
          "input: {path: x}\\nbaseline: {encoding: float16, losses: y}\\ncolumns: {id: i} | baseline.encoding is for predictions in a data set of their own, expected none with baseline.losses",
          "input: {path: x}\\ncolumns: {input_kind: logit} | columns.input_kind is \"logit\", expected one of logits, probabilities, log_probabilities",
          "input: x | input is \"x\", expected keys with values",
          "{} | no input, expected input.path, input.splits, input.table or input.query",
          "input: {path: x, table: t} | both input.path and input.table, expected one of them",
          "input: {path: x, version: 3} | input.version is for input.table, found input.path",
          "input: {query: x, version: 3} | input.version is for input.table, found input.query, where VERSION AS OF stands behind a table",
          "input: {table: x, version: 3.5} | input.version is 3.5, expected text (in quotes), an integer, true or false",
          "input: {table: x, version: ''} | input.version is empty, expected a snapshot, a tag, a branch or a version of a table",
          "input: {path: x}\\ncolumns: {id: i}\\nbaseline: {losses: y, version: 3} | baseline.version is for predictions in a data set of their own, expected none with baseline.losses",
          "input: {path: x}\\nname: 7 | name is the number 7, expected text; put it in quotes",
          "input: {path: x}\\nname: a/b=c | name is \"a/b=c\", expected a plain file name",
          "input: {path: x}\\nrun_id: '' | run_id is \"\", expected a plain file name",
          "input: {path: x}\\nrun_id: a.status.json | run_id is \"a.status.json\", which is the name of a file beside the results",
          "input: {path: x}\\nrun_id: A.Status.JSON | run_id is \"A.Status.JSON\", which is the name of a file beside the results",
          "input: {path: x}\\nrun_id: a.overruling.json | run_id is \"a.overruling.json\", which is the name of a file beside the results",
          "input: {path: x}\\nrun_id: latest.json | run_id is \"latest.json\", which is the name of a file beside the results",
          "input: {path: x}\\nrun_id: .previous-a | run_id is \".previous-a\", expected a plain file name",
          "input: {path: x}\\nrun_id: ../x | run_id is \"../x\", expected a plain file name",
          "input: {path: x}\\ncolumns: {label: 3} | columns.label is the number 3, expected text",
          "input: {path: x}\\nquality: {invalid_rows: drop} | is \"drop\", expected one of fail, skip",
          "input: {path: x}\\nquality: {max_splits: 2.5} | quality.max_splits is the number 2.5, expected an integer",
          "input: {path: x}\\nquality: {max_splits: 3000000000} | quality.max_splits is the number 3000000000, expected an integer of 32 bits",
          "input: {path: x}\\nloss: {ignore_index: 99999999999999999999} | loss.ignore_index is the number 99999999999999999999, expected an integer",
          "input: {path: x}\\ngates: [{metric: accuracy, min: 1e400}] | line 2, column",
          "input: {path: x}\\nquality: {max_splits: many} | quality.max_splits is \"many\", expected an integer",
          "input: {path: x}\\nquality: {max_splits: 0} | quality.max_splits is 0, expected 1 or more",
          "input: {path: x}\\nloss: {label_smoothing: 2} | label_smoothing",
          "input: {path: x}\\nloss: {class_weights: [1, -2]} | loss.class_weights[1] is -2.0, expected a finite number, 0 or more",
          "input: {path: x}\\nloss: {class_weights: [NaN, 1], label_smoothing: 0.1} | loss.class_weights[0] is NaN, expected",
          "input: {path: x}\\nloss: {class_weights: [1, Infinity]} | loss.class_weights[1] is Infinity, expected",
          "input: {path: x}\\nloss: {class_weights: [1, null]} | loss.class_weights[1] is null, expected",
          "input: {path: x}\\nclasses: [b, a]\\nloss: {class_weights: {a: NaN, b: 2}} | loss.class_weights[1] is NaN, expected",
          "input: {path: x}\\nloss: {class_weights: 3} | loss.class_weights is the number 3, expected a list",
          "input: {path: x}\\nloss: {class_weights: [1], ignore_index: a} | loss.ignore_index is \"a\", expected an integer",
          "input: {path: x}\\nmetrics: {max_slice_values: 2}\\nslices: [{name: p, positions: [1, 5, 9]}] | slices is \"p\" with 3 ranges of positions, expected at most metrics.max_slice_values = 2",
          "input: {path: x}\\ncolumns: {bytes: b}\\nslices: [{name: p, positions: [1, 5]}]\\ngates: [{slice: p, metric: bits_per_byte, max: 1}] | gates[0].metric is \"bits_per_byte\", expected one of",
          "input: {path: x}\\nmetrics: {top_k: [5, 1]} | metrics.top_k is [5, 1], expected rising",
          "input: {path: x}\\nmetrics: {calibration_bins: -1} | metrics.calibration_bins is -1, expected 0",
          "input: {path: x}\\ngates: [{metric: loss_mean}] | the gate on loss_mean has no limit",
          "input: {path: x}\\ngates: [{metric: a, max: b}] | gates[0].max is \"b\", expected a number",
          "input: {path: x}\\ngates: [{metrik: a, max: 1}] | unknown key gates[0].metrik",
          "input: {path: x}\\ngates: [{metric: los_mean, max: 1}] | gates[0].metric is \"los_mean\", expected one of row_count, weight_sum, loss_sum",
          "input: {path: x}\\ngates: [{metric: top_2_accuracy, min: 1}] | normalized_loss, top_1_accuracy, top_5_accuracy",
          "input: {path: x}\\nmetrics: {calibration_bins: 0}\\ngates: [{metric: ece, max: 1}] | gates[0].metric is \"ece\", expected one of",
          "input: {path: x}\\nmetrics: {per_class_max_classes: 0}\\ngates: [{metric: macro_f1, min: 1}] | gates[0].metric is \"macro_f1\", expected one of",
          "input: {path: x}\\nslices: [a]\\ngates: [{slice: a, metric: macro_f1, min: 1}] | gates[0].metric is \"macro_f1\", expected one of",
          "input: {path: x}\\ngates: [{metric: recall, min: 1}] | gates[0].metric is \"recall\", expected one of",
          "input: {path: x}\\ngates: [{class: 3, metric: accuracy, min: 1}] | gates[0].metric is \"accuracy\", expected one of count, loss_mean, precision, recall, f1",
          "input: {path: x}\\ngates: [{class: three, metric: recall, min: 1}] | gates[0].class is \"three\", expected a class id, '*', or classes to have it",
          "input: {path: x}\\ngates: [{slice: s, metric: accuracy, min: 1}] | gates[0].slice is \"s\", expected slices to have it",
          "input: {path: x}\\nslices: [a, b]\\ngates: [{slice: s, metric: accuracy, min: 1}] | gates[0].slice is \"s\", expected one of a, b",
          "input: {path: x}\\nslices: [a]\\ngates: [{slice: a, value: 3, metric: accuracy, min: 1}] | gates[0].value is the number 3, expected text",
          "input: {path: x}\\ngates: [{metric: loss_mean, trend: 0}] | gates[0]: the gate on loss_mean has trend 0.0; expected a number above 0",
          "input: {path: x}\\ngates: [{metric: loss_mean, trend: 4, direction: sideways}] | gates[0].direction is \"sideways\", expected one of up, down, both",
          "input: {path: x}\\ngates: [{metric: loss_mean, trend: 4, max: 1}] | gates[0]: the gate on loss_mean has trend and max; expected one of them",
          "input: {path: x}\\ngates: [{metric: loss_mean, trend: 4, runs: 3, min_runs: 4}] | gates[0]: the gate on loss_mean has min_runs 4; expected 1 to 3, its runs",
          "input: {path: x}\\ngates: [{metric: loss_meen, trend: 4}] | gates[0].metric is \"loss_meen\", expected one of",
          "input: {path: x}\\ngates: [{compare: loss_mean, require: better}] | gates[0].compare is \"loss_mean\" without a baseline, expected baseline or columns.baseline_logits",
          "input: {path: x}\\ncolumns: {baseline_logits: b}\\ngates: [{compare: los_mean, require: better}] | gates[0].compare is \"los_mean\", expected one of loss_mean, accuracy, brier_score, top_1_accuracy, top_5_accuracy; did you mean loss_mean?",
          "input: {path: x}\\ncolumns: {baseline_logits: b}\\ngates: [{class: 3, compare: accuracy, require: better}] | gates[0].compare is \"accuracy\", expected one of loss_mean, recall",
          "input: {path: x}\\ncolumns: {baseline_logits: b}\\ngates: [{compare: loss_mean, require: best}] | gates[0].require is \"best\", expected one of better, not_worse, same",
          "input: {path: x}\\ncolumns: {baseline_logits: b}\\ngates: [{compare: loss_mean, fail_on: better}] | gates[0].fail_on is \"better\", expected one of worse",
          "input: {path: x}\\ncolumns: {baseline_logits: b}\\ngates: [{compare: loss_mean, require: not_worse}] | the gate to compare loss_mean has no margin with require: not_worse",
          "input: {path: x}\\ncolumns: {baseline_logits: b}\\ngates: [{compare: loss_mean}] | the gate to compare loss_mean has neither require nor fail_on; expected one of them",
          "input: {path: x}\\ngates: [{metric: accuracy, min: 1, inconclusive: skip}] | gates[0].inconclusive is \"skip\", expected one of fail, pass",
          "input: {path: x}\\nmetrics: {max_slice_values: 0} | metrics.max_slice_values is 0, expected 1 or more",
          "input: {path: x}\\nmetrics: {min_slice_rows: 0} | metrics.min_slice_rows is 0, expected 1 or more",
          "input: {path: x}\\ntask: ranking | task is \"ranking\", expected one of multiclass, binary",
          "input: {path: x}\\nmetrics: {auc: exact} | metrics.auc is exact without task: binary, expected it with two classes alone",
          "input: {path: x}\\nmetrics: {threshold: 0.4} | metrics.threshold is 0.4 without task: binary, expected it with two classes alone",
          "input: {path: x}\\ntask: binary\\nmetrics: {threshold: 1.5} | metrics.threshold is 1.5, expected a probability, 0 to 1",
          "input: {path: x}\\ntask: binary\\nclasses: [a, b, c] | classes has 3 entries, expected 2 with task: binary",
          "input: {path: x}\\ntask: binary\\nquality: {num_classes: 3} | quality.num_classes is 3, expected 2 with task: binary",
          "input: {path: x}\\ntask: binary\\nloss: {class_weights: [1]} | loss.class_weights has 1 entries, expected 2 with task: binary",
          "input: {path: x}\\ntask: binary\\ncolumns: {weight: w}\\nmetrics: {auc: exact} | metrics.auc is exact with columns.weight, expected bounds",
          "input: {path: x}\\ntask: binary\\nincrements: {directory: d}\\nmetrics: {auc: exact} | metrics.auc is exact with increments, expected bounds",
          "input: {path: x}\\ngates: [{metric: auc, min: 1}] | gates[0].metric is \"auc\", expected one of",
          "input: {path: x}\\noutput: {losses: 3} | output.losses is 3, expected true, false or a plain",
          "input: {path: x}\\noutput: {formats: [pdf]} | output.formats has \"pdf\", expected one of json, html, junit, markdown, prometheus, openlineage, parquet",
          "input: {path: x}\\nmetrics: {worst_rows: 1001} | metrics.worst_rows is 1001, expected 0 to 1000",
          "input: {path: x}\\nmetrics: {worst_rows: 3} | metrics.worst_rows is 3 without columns.id, expected",
          "input: {path: x}\\noutput: {losses: report.html} | output.losses is \"report.html\", which is a file of the report",
          "input: {path: x}\\noutput: {losses: Metrics.json} | output.losses is \"Metrics.json\", which is a file of the report",
          "input: {path: x}\\noutput: {losses: metrics.parquet} | output.losses is \"metrics.parquet\", which is a file",
          "input: {path: x}\\noutput: {losses: _SUCCESS} | output.losses is \"_SUCCESS\", expected a plain file name",
          "input: {path: x}\\nquality: {invalid_rows: quarantine, quarantine: junit.xml} | quality.quarantine is \"junit.xml\", which",
          "input: {path: x}\\nquality: {invalid_rows: quarantine, quarantine: a}\\noutput: {losses: A} | are both \"A\", expected two",
          "input: {path: x}\\noutput: {mlflow: {}} | output.mlflow has no tracking_uri, expected",
          "input: {path: x}\\noutput: {mlflow: {uri: y}} | unknown key output.mlflow.uri, expected",
          "input: {path: x}\\noutput: {mlflow: {tracking_uri: 'http://u:secret@h'}} | output.mlflow.tracking_uri is \"http://u:***@h\", expected",
          "input: {path: x}\\noutput: {mlflow: {tracking_uri: file:/mlruns}} | output.mlflow.tracking_uri is \"file:/mlruns\", expected",
          "input: {path: x}\\noutput: {mlflow: {tracking_uri: 'http://h', timeout_seconds: 0}} | output.mlflow.timeout_seconds is 0, expected 1 to 600",
          "[1, 2] | found a list, expected keys such as input and columns",
          "input: {path: x | not valid YAML",
          "input: {path: x}\\ninput: {path: y} | uplicate",
        })
    void with_key_found_and_expected(String yaml, String message) {
      assertThatThrownBy(() -> read(yaml.replace("\\n", "\n")))
          .isInstanceOf(EvaluationException.class)
          .hasMessageStartingWith("x.yaml: ")
          .hasMessageContaining(message)
          .hasMessageNotContaining("\n")
          .extracting(e -> ((EvaluationException) e).kind())
          .isEqualTo(EvaluationException.Kind.CONFIGURATION);
    }

    @ParameterizedTest
    @CsvSource({
      "metrics.calibration_bins, 0, 1000",
      "metrics.per_class_max_classes, 0, 1048576",
      "metrics.confusion_matrix_max_classes, 0, 1048576",
      "metrics.worst_rows, 0, 1000",
      "metrics.max_slice_values, 1, 1000000",
      "metrics.min_slice_rows, 1, 2147483647",
      "quality.max_splits, 1, 2147483647",
      "quality.num_classes, 1, 2147483647",
      "quality.max_invalid_fraction, 0, 1",
      "loss.label_smoothing, 0, 1",
      "output.mlflow.timeout_seconds, 1, 600"
    })
    void from_the_first_number_beyond_a_limit(String key, long least, long most) {
      for (long allowed : new long[] {least, most}) {
        assertThat(with(key, "" + allowed)).isNotNull();
      }
      for (long refused : new long[] {least - 1, most + 1}) {
        assertRefused(key, "" + refused, "" + refused);
      }
    }

    @Test
    void from_the_first_entry_too_many() {
      List<Integer> numbers = IntStream.rangeClosed(1, 101).boxed().toList();

      assertThat(with("metrics.top_k", "" + numbers.subList(0, 100))).isNotNull();
      assertRefused("metrics.top_k", "" + numbers, "101, expected 0 to 100");
      assertThat(with("slices", "" + slices(100))).isNotNull();
      assertRefused("slices", "" + slices(101), "101 entries, expected at most 100");
    }

    private static List<String> slices(int count) {
      return IntStream.range(0, count).mapToObj(i -> "a" + i).toList();
    }

    private static EvaluationConfig with(String key, String value) {
      ConfigurationReader reader =
          ConfigurationReader.of(
              "x.yaml",
              "{input: {path: x}, columns: {id: i}, output: {mlflow: {tracking_uri: 'http://h'}}}");
      reader.setYaml(key, value);
      return reader.read();
    }

    private static void assertRefused(String key, String value, String found) {
      assertThatThrownBy(() -> with(key, value))
          .hasMessageContainingAll(key.substring(key.lastIndexOf('.') + 1), found)
          .extracting(e -> ((EvaluationException) e).kind())
          .isEqualTo(EvaluationException.Kind.CONFIGURATION);
    }

    @Test
    void also_where_class_weights_and_number_of_classes_disagree() {
      assertThatThrownBy(
              () ->
                  read(
                      "{input: {path: x}, loss: {class_weights: [1, 2]},"
                          + " quality: {num_classes: 3}}"))
          .hasMessageContaining(
              "loss.class_weights has 2 entries, expected quality.num_classes = 3");
    }
  }
}
