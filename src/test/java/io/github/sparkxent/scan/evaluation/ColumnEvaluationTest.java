// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.metric.state.ComparisonOptions;
import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.metric.state.MetricOptions;
import io.github.sparkxent.numeric.LogitEncoding;
import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.row.PredictionKind;
import io.github.sparkxent.row.Rows;
import io.github.sparkxent.row.VectorThread;
import io.github.sparkxent.sql.evaluation.BaselineOptions;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import io.github.sparkxent.sql.evaluation.MalformedTextException;
import io.github.sparkxent.sql.evaluation.SequenceColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The state of decoded columns has the bytes of that of the same values as Spark's rows. */
class ColumnEvaluationTest {
  @TempDir Path directory;

  private static final LossOptions IGNORING = LossOptions.of(0, null, OptionalLong.of(1));
  private static final MetricOptions METRICS =
      new MetricOptions(List.of(1, 5), 15, 1000, 100, 10, List.of(), 3);

  private static EvaluationOptions options(LossOptions loss, int classes, MetricOptions metrics) {
    return options(loss, classes, PredictionKind.LOGITS, 5000, metrics);
  }

  private static EvaluationOptions options(
      LossOptions loss, int classes, PredictionKind kind, int maxSplits, MetricOptions metrics) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < ExampleRows.CLASSES; i++) {
      names.add("class " + i);
    }
    return new EvaluationOptions(loss, classes, 1e-3, kind, 0.5, names, maxSplits, metrics);
  }

  private static MetricOptions sliced(int slices) {
    List<String> names = List.of("a", "b", "c").subList(0, slices);
    return new MetricOptions(List.of(1, 5), 15, 1000, 100, 4, names, 3);
  }

  private static byte[] byColumn(ExampleRows rows, EvaluationOptions options) {
    try {
      return rows.byColumn(options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void give_equal_states(ExampleRows rows, EvaluationOptions options) {
    byte[] expected = rows.byRow(options);

    assertThat(byColumn(rows, options)).isEqualTo(expected);
    assertThat(EvaluationState.fromByteArray(expected).toByteArray()).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void of_each_form_of_label_and_logits(ExampleForms.Label label) {
    for (ExampleForms.Logits logits : ExampleForms.Logits.values()) {
      ExampleRows rows = new ExampleRows(directory, logits.ordinal(), 1500, logits, label);
      give_equal_states(rows, options(IGNORING, ExampleRows.CLASSES, METRICS));
    }
  }

  @Test
  void with_options_of_the_loss() {
    double[] weights = new double[ExampleRows.CLASSES];
    Arrays.setAll(weights, c -> c % 3 * 0.7);
    for (ExampleForms.Label label : ExampleForms.Label.values()) {
      ExampleRows rows = example(5, 500, label);
      LossOptions weighted = LossOptions.of(0.1, weights, OptionalLong.empty());
      give_equal_states(rows, options(weighted, ExampleRows.CLASSES, METRICS));
      for (PredictionKind kind : Rows.KINDS) {
        give_equal_states(rows, options(LossOptions.DEFAULT, 0, kind, 9, METRICS));
      }
    }
  }

  @Test
  void in_blocks() {
    VectorThread.run(
        () -> {
          for (ExampleForms.Label label : ExampleForms.Label.values()) {
            ExampleRows rows = example(6, 3000, label);
            give_equal_states(rows, options(LossOptions.DEFAULT, 0, METRICS));
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void of_each_form_of_id_though_hardly_any_is_read(ExampleForms.Id id) {
    ExampleRows rows = example(7, 2000, ExampleForms.Label.LONGS);
    rows.useId(id);
    for (int worst : new int[] {0, 1, 10, 1000}) {
      MetricOptions metrics = new MetricOptions(List.of(1), 0, 0, 0, worst);
      give_equal_states(rows, options(LossOptions.DEFAULT, 0, metrics));
    }
  }

  @Test
  void of_rows_of_one_loss_of_which_the_ids_decide_which_are_the_worst() {
    ExampleRows rows =
        new ExampleRows(directory, 8, 1000, ExampleForms.Logits.EQUAL, ExampleForms.Label.LONGS);
    give_equal_states(rows, options(LossOptions.DEFAULT, 0, METRICS));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 40, 1000})
  void of_any_number_of_splits(int splits) {
    ExampleRows rows = example(9, 3000, ExampleForms.Label.LONGS);
    rows.useSplits(splits);
    give_equal_states(rows, options(LossOptions.DEFAULT, 0, METRICS));
    give_equal_states(rows, options(LossOptions.DEFAULT, 0, sliced(1)));
  }

  @Test
  void of_more_splits_than_the_limit() {
    ExampleRows rows = example(9, 3000, ExampleForms.Label.LONGS);
    rows.useSplits(40);
    for (int most : new int[] {1, 39, 40}) {
      EvaluationOptions options =
          options(LossOptions.DEFAULT, 0, PredictionKind.LOGITS, most, METRICS);
      give_equal_states(rows, options);
      assertThat(EvaluationState.fromByteArray(rows.byRow(options)).hasTooManySplits())
          .isEqualTo(most < 40);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void of_slices_whose_kept_values_change(int slices) {
    for (int values : new int[] {1, 3, 4, 200}) {
      ExampleRows rows = example(10, 2500, ExampleForms.Label.LONGS);
      rows.useSlices(slices, values);
      give_equal_states(rows, options(LossOptions.DEFAULT, 0, sliced(slices)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"split", "weight", "label", "logits", "id", "slice"})
  void of_a_column_that_is_a_constant(String column) {
    for (ExampleForms.Label label : ExampleForms.Label.values()) {
      boolean isAny = column.equals("label") || label == ExampleForms.Label.LONGS;
      for (boolean isNull : isAny ? new boolean[] {false, true} : new boolean[0]) {
        ExampleRows rows = example(11, 600, label);
        rows.useSlices(2, 5);
        rows.useConstant(column, isNull);
        give_equal_states(rows, options(IGNORING, 0, sliced(2)));
      }
    }
  }

  @Test
  void of_texts_that_were_forgotten_and_numbered_anew() {
    ExampleRows rows = example(12, 900, ExampleForms.Label.NAMES);
    rows.useSlices(1, 5);
    rows.forgetTexts();
    give_equal_states(rows, options(LossOptions.DEFAULT, 0, sliced(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"split", "slice_0"})
  void are_refused_with_a_value_that_is_no_text(String column) {
    ExampleRows rows = example(13, 50, ExampleForms.Label.LONGS);
    rows.useSlices(1, 5);
    rows.breakText(column);

    assertThatThrownBy(() -> rows.byColumn(options(LossOptions.DEFAULT, 0, sliced(1))))
        .isInstanceOf(MalformedTextException.class)
        .hasMessage(
            (column.equals("split") ? "columns.split" : "one of slices")
                + " has a value that is no UTF-8, expected text; its bytes are 61 ff");
  }

  @Test
  void of_names_of_classes_that_are_no_text() {
    ExampleRows rows = example(14, 300, ExampleForms.Label.NAMES);
    rows.breakText("label");
    EvaluationOptions options = options(LossOptions.DEFAULT, 0, METRICS);
    List<String> names = new ArrayList<>(options.classes());
    names.set(0, "a\ufffd");

    give_equal_states(
        rows,
        new EvaluationOptions(
            options.loss(), 0, 1e-3, PredictionKind.LOGITS, 0, names, 50, METRICS));
  }

  private static MetricOptions compared(boolean divergence, int clusters) {
    return sliced(1)
        .withClusters(clusters)
        .withComparison(new ComparisonOptions(divergence, 7, true));
  }

  private static EvaluationOptions compared(
      PredictionKind kind, PredictionKind baseline, LossOptions loss, MetricOptions metrics) {
    List<String> names = options(loss, 0, sliced(0)).classes();
    return new EvaluationOptions(
        loss,
        ExampleRows.CLASSES,
        1e-3,
        kind,
        LogitEncoding.FLOAT32,
        0.5,
        names,
        5000,
        metrics,
        new BaselineOptions(BaselineOptions.Form.LOGITS, baseline, LogitEncoding.FLOAT32, false),
        SequenceColumns.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void with_each_form_of_the_logits_of_a_baseline(ExampleForms.Logits form) {
    VectorThread.run(
        () -> {
          for (ExampleForms.Label label : ExampleForms.Label.values()) {
            ExampleRows rows = example(20 + form.ordinal(), 1500, label);
            rows.useBaseline(form);
            PredictionKind logits = PredictionKind.LOGITS;
            give_equal_states(rows, compared(logits, logits, IGNORING, compared(true, 0)));
          }
        });
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TOP_LOG_PROBABILITIES")
  void with_a_baseline_of_another_kind_of_numbers(PredictionKind kind) {
    ExampleRows rows = example(30, 900, ExampleForms.Label.LONGS);
    rows.useBaseline(ExampleForms.Logits.DOUBLES);
    LossOptions smoothed = LossOptions.of(0.1, null, OptionalLong.empty());
    PredictionKind logits = PredictionKind.LOGITS;
    give_equal_states(rows, compared(logits, kind, smoothed, compared(true, 20)));
    give_equal_states(rows, compared(kind, logits, smoothed, compared(true, 1)));
  }

  @Test
  void with_clusters_and_no_baseline() {
    ExampleRows rows = example(31, 900, ExampleForms.Label.LONGS);
    for (int groups : new int[] {1, 50, 1000}) {
      give_equal_states(rows, options(IGNORING, 0, sliced(1).withClusters(groups)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cluster", "baseline_logits"})
  void with_a_column_of_the_comparison_that_is_a_constant(String column) {
    for (boolean isNull : new boolean[] {false, true}) {
      ExampleRows rows = example(32, 600, ExampleForms.Label.LONGS);
      rows.useBaseline(ExampleForms.Logits.FLOATS);
      rows.useConstant(column, isNull);
      PredictionKind logits = PredictionKind.LOGITS;
      give_equal_states(rows, compared(logits, logits, IGNORING, compared(false, 9)));
    }
  }

  @Test
  void are_refused_with_a_cluster_that_is_no_text() {
    ExampleRows rows = example(33, 50, ExampleForms.Label.LONGS);
    rows.breakText("cluster");
    EvaluationOptions options = options(IGNORING, 0, sliced(0).withClusters(9));
    String message =
        "comparison.cluster has a value that is no UTF-8, expected text; its bytes are 61 ff";

    assertThatThrownBy(() -> rows.byColumn(options))
        .isInstanceOf(MalformedTextException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> rows.byRow(options))
        .isInstanceOf(MalformedTextException.class)
        .hasMessage(message);
  }

  private ExampleRows example(long seed, int rows, ExampleForms.Label label) {
    return new ExampleRows(directory, seed, rows, ExampleForms.Logits.FLOATS, label);
  }
}
