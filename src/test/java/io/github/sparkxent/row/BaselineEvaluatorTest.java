// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.numeric.KullbackLeiblerDivergence;
import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.Softmax;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BaselineEvaluatorTest {
  private static final int CLASSES = 4;
  private static final LossOptions PLAIN = LossOptions.DEFAULT;

  private final SplittableRandom random = new SplittableRandom(3);

  private static RowEvaluator evaluator(LossOptions loss, PredictionKind kind) {
    return new RowEvaluator(loss, 0, 1e-3, kind, 1e9);
  }

  private static BaselineEvaluator plain() {
    return BaselineEvaluator.ofLogits(evaluator(PLAIN, PredictionKind.LOGITS), null);
  }

  /** A row with a baseline, both with logits, as readers leave them. */
  private static RowColumns pair(float[] candidate, float[] baseline, long label) {
    RowColumns rows = Rows.of(candidate, label, 1);
    rows.baseline = Rows.of(baseline, 77, Double.NaN); // takes label and weight of the candidate
    return rows;
  }

  private static RowColumns evaluated(RowColumns rows) {
    evaluator(PLAIN, PredictionKind.LOGITS).evaluate(rows, 0, 1);
    plain().evaluate(rows, 0, 1);
    return rows;
  }

  /** Many rows of either side, in which the baseline's stand in another order. */
  private RowColumns many(int count) {
    RowColumns rows = logits(count);
    rows.baseline = logits(count);
    for (int i = 0; i < count; i++) {
      rows.baseline.starts[i] = CLASSES * (count - 1 - i);
      rows.classIds[i] = random.nextInt(CLASSES);
      rows.weights[i] = random.nextInt(9) == 0 ? 0.5 : 1;
      if (random.nextInt(5) == 0) {
        rows.distributions[i] = new double[] {0.5, 0, 0.25, 0.25};
      }
      if (random.nextInt(9) == 0) {
        rows.find(i, RowStatus.NULL_ELEMENT);
      }
      if (random.nextInt(9) == 0) {
        rows.baseline.find(i, RowStatus.PACKED_LENGTH);
      }
    }
    return rows;
  }

  private RowColumns logits(int count) {
    RowColumns rows = new RowColumns(count);
    rows.floats = new float[count * CLASSES];
    for (int i = 0; i < rows.floats.length; i++) {
      rows.floats[i] = (float) random.nextDouble(-6, 6);
    }
    for (int i = 0; i < count; i++) {
      rows.starts[i] = i * CLASSES;
      rows.numClasses[i] = CLASSES;
    }
    return rows;
  }

  private static void has_what_it_would_have_alone(
      RowColumns rows, int i, LossOptions loss, PredictionKind kind) {
    RowColumns baseline = rows.baseline;
    int start = baseline.starts[i];
    float[] values = Arrays.copyOfRange(baseline.floats, start, start + CLASSES);
    RowColumns alone = Rows.of(values, rows.classIds[i], rows.weights[i]);
    alone.distributions[0] = rows.distributions[i];
    evaluator(loss, kind).evaluate(alone, 0, 1);
    assertThat(baseline.statuses[i]).isEqualTo(alone.statuses[0]);
    if (alone.statuses[0] == RowStatus.EVALUATED) {
      assertThat(baseline.losses[i]).isEqualTo(alone.losses[0]);
      assertThat(baseline.predictions[i]).isEqualTo(alone.predictions[0]);
      assertThat(baseline.ranks[i]).isEqualTo(alone.ranks[0]);
      assertThat(baseline.confidences[i]).isEqualTo(alone.confidences[0]);
      assertThat(baseline.brierScores[i]).isEqualTo(alone.brierScores[0]);
      assertThat(baseline.labels[i]).isEqualTo(rows.labels[i]);
      assertThat(baseline.weights[i]).isEqualTo(rows.weights[i]);
      assertThat(baseline.labelWeights[i]).isEqualTo(rows.labelWeights[i]);
      assertThat(baseline.numClasses[i]).isEqualTo(CLASSES);
    }
  }

  private void have_what_they_would_have_alone(LossOptions loss, PredictionKind kind) {
    RowColumns rows = many(100);
    evaluator(loss, PredictionKind.LOGITS).evaluate(rows, 0, 100);
    BaselineEvaluator.ofLogits(evaluator(loss, kind), null).evaluate(rows, 0, 100);
    for (int i = 0; i < 100; i++) {
      if (rows.statuses[i] != RowStatus.EVALUATED) {
        assertThat(rows.baseline.statuses[i]).isEqualTo(RowStatus.IGNORED);
      } else if (rows.baseline.statuses[i] != RowStatus.PACKED_LENGTH) {
        has_what_it_would_have_alone(rows, i, loss, kind);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TOP_LOG_PROBABILITIES")
  void rows_of_a_baseline_have_what_they_would_have_alone(PredictionKind kind) {
    have_what_they_would_have_alone(PLAIN, kind);
    have_what_they_would_have_alone(LossOptions.of(0.1, null, OptionalLong.empty()), kind);
    VectorThread.run(() -> have_what_they_would_have_alone(PLAIN, kind));
  }

  @Test
  void rows_that_the_candidate_does_not_evaluate_are_left_out() {
    RowColumns rows = pair(new float[] {1, Float.NaN}, new float[] {1, 2}, 0);

    assertThat(evaluated(rows).baseline.statuses[0]).isEqualTo(RowStatus.IGNORED);
  }

  @Test
  void a_baseline_of_another_number_of_classes_is_no_match_and_one_of_none_is_empty() {
    float[] two = {1, 2};
    assertThat(evaluated(pair(two, new float[3], 0)).baseline.statuses[0])
        .isEqualTo(RowStatus.NUM_CLASSES_MISMATCH);
    assertThat(evaluated(pair(two, new float[0], 0)).baseline.statuses[0])
        .isEqualTo(RowStatus.EMPTY_LOGITS);
    assertThat(evaluated(pair(two, new float[] {1, Float.NaN}, 0)).baseline.statuses[0])
        .isEqualTo(RowStatus.NAN_LOGIT);
  }

  @Test
  void the_reason_that_a_reader_found_stays() {
    RowColumns rows = pair(new float[] {1, 2}, new float[3], 0);
    rows.baseline.find(0, RowStatus.NULL_LOGITS);

    assertThat(evaluated(rows).baseline.statuses[0]).isEqualTo(RowStatus.NULL_LOGITS);
  }

  @Test
  void a_single_class_is_compared() {
    RowColumns rows = evaluated(pair(new float[1], new float[1], 0));

    assertThat(rows.baseline.statuses[0]).isEqualTo(RowStatus.EVALUATED);
    assertThat(rows.baseline.losses[0]).isZero();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TOP_LOG_PROBABILITIES")
  void the_divergence_is_that_of_the_distributions(PredictionKind kind) {
    for (PredictionKind other : Rows.KINDS) {
      RowColumns rows = pair(values(kind, 0.2f, 0.3f, 0.5f), values(other, 0.6f, 0.3f, 0.1f), 0);
      evaluator(PLAIN, kind).evaluate(rows, 0, 1);
      BaselineEvaluator.ofLogits(evaluator(PLAIN, other), new RowDivergence(other, kind))
          .evaluate(rows, 0, 1);

      double expected = 0.6 * StrictMath.log(3) + 0.1 * StrictMath.log(0.2);
      assertThat(rows.divergences[0]).isCloseTo(expected, within(1e-6));
    }
  }

  private static float[] values(PredictionKind kind, float... probabilities) {
    float[] values = probabilities.clone();
    for (int c = 0; c < values.length && kind != PredictionKind.PROBABILITIES; c++) {
      values[c] = (float) StrictMath.log(values[c]) + (kind == PredictionKind.LOGITS ? 7 : 0);
    }
    return values;
  }

  @Test
  void the_divergence_of_logits_has_the_bits_of_that_of_a_row_whatever_their_place_and_type() {
    RowColumns rows = many(60);
    double[] wide = new double[rows.baseline.floats.length];
    Arrays.setAll(wide, i -> rows.baseline.floats[i]);
    float[] narrow = rows.baseline.floats;
    RowEvaluator logits = evaluator(PLAIN, PredictionKind.LOGITS);
    BaselineEvaluator evaluator =
        BaselineEvaluator.ofLogits(
            logits, new RowDivergence(PredictionKind.LOGITS, PredictionKind.LOGITS));
    logits.evaluate(rows, 0, 60);
    evaluator.evaluate(rows, 0, 60);
    double[] found = rows.divergences.clone();
    rows.baseline.clear(0, 60);
    rows.baseline.floats = null;
    rows.baseline.doubles = wide;
    Arrays.fill(rows.divergences, -1);
    Arrays.fill(rows.baseline.numClasses, CLASSES);
    evaluator.evaluate(rows, 0, 60);

    int compared = 0;
    for (int i = 0; i < 60; i++) {
      if (rows.statuses[i] == RowStatus.EVALUATED && found[i] > 0) {
        double[] from = row(narrow, rows.baseline.starts[i]);
        double[] to = row(rows.floats, rows.starts[i]);
        KullbackLeiblerDivergence alone = new KullbackLeiblerDivergence();
        alone.from(from, 0, CLASSES, Softmax.argmax(from), largest(from));
        alone.to(to, 0, CLASSES, Softmax.argmax(to), largest(to));
        assertThat(found[i]).isEqualTo(alone.value()).isEqualTo(rows.divergences[i]);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(30);
  }

  private static double[] row(float[] values, int start) {
    double[] row = new double[CLASSES];
    Arrays.setAll(row, c -> values[start + c]);
    return row;
  }

  private static double largest(double[] logits) {
    return Arrays.stream(Softmax.softmax(logits)).max().orElseThrow();
  }

  /** A row with the figures of a baseline. */
  private static RowColumns figures(
      double loss, int prediction, int rank, double confidence, double brierScore) {
    RowColumns rows = Rows.of(new float[] {1, 2, 3}, 1, 0.5);
    rows.baseline = new RowColumns(1);
    rows.baseline.losses[0] = loss;
    rows.baseline.predictions[0] = prediction;
    rows.baseline.ranks[0] = rank;
    rows.baseline.confidences[0] = confidence;
    rows.baseline.brierScores[0] = brierScore;
    evaluator(PLAIN, PredictionKind.LOGITS).evaluate(rows, 0, 1);
    BaselineEvaluator.ofFigures().evaluate(rows, 0, 1);
    return rows;
  }

  @Test
  void figures_are_taken_as_they_are_with_what_the_candidate_has() {
    RowColumns rows = figures(Double.POSITIVE_INFINITY, 2, 1, 0.75, 0.25);

    RowColumns baseline = rows.baseline;
    assertThat(baseline.statuses[0]).isEqualTo(RowStatus.EVALUATED);
    assertThat(baseline.losses[0]).isInfinite();
    assertThat(baseline.labels[0]).isEqualTo(1);
    assertThat(baseline.weights[0]).isEqualTo(0.5);
    assertThat(baseline.labelWeights[0]).isEqualTo(LabelWeight.ONE);
    assertThat(baseline.numClasses[0]).isEqualTo(3);
  }

  @Test
  void figures_that_no_row_has_are_not_compared() {
    assertThat(figures(0.5, 2, 1, 0.75, 0.25).baseline.statuses[0]).isEqualTo(RowStatus.EVALUATED);
    RowColumns[] invalid = {
      figures(Double.NaN, 2, 1, 0.75, 0.25),
      figures(Double.NEGATIVE_INFINITY, 2, 1, 0.75, 0.25),
      figures(0.5, -1, 1, 0.75, 0.25),
      figures(0.5, 2, -1, 0.75, 0.25),
      figures(0.5, 2, 1, 1.01, 0.25),
      figures(0.5, 2, 1, Double.NaN, 0.25),
      figures(0.5, 2, 1, 0.75, -0.1),
      figures(0.5, 2, 1, 0.75, Double.POSITIVE_INFINITY)
    };
    for (RowColumns rows : invalid) {
      assertThat(rows.baseline.statuses[0]).isEqualTo(RowStatus.INVALID_PROBABILITY);
    }
    assertThat(figures(0.5, 3, 1, 0.75, 0.25).baseline.statuses[0])
        .isEqualTo(RowStatus.NUM_CLASSES_MISMATCH);
    assertThat(figures(0.5, 2, 3, 0.75, 0.25).baseline.statuses[0])
        .isEqualTo(RowStatus.NUM_CLASSES_MISMATCH);
  }

  private static boolean isOther(RowColumns rows, RowColumns own) {
    rows.baseline = own;
    plain().compareLabels(rows, 0, 1);
    assertThat(own.statuses[0]).isNull();
    assertThat(own.distributions[0]).isNull();
    return own.otherLabels[0];
  }

  private static RowColumns labelled(long label) {
    return Rows.of(new float[3], label, 1);
  }

  private static RowColumns labelled(double... masses) {
    return Rows.withLabels(masses, labelled(-7L));
  }

  private static RowColumns found(RowStatus status) {
    RowColumns rows = labelled(1L);
    rows.find(0, status);
    return rows;
  }

  @Test
  void labels_of_the_baseline_are_compared_with_those_of_the_candidate() {
    assertThat(isOther(labelled(1L), labelled(1L))).isFalse();
    assertThat(isOther(labelled(1L), labelled(2L))).isTrue();
    assertThat(isOther(labelled(1L), found(RowStatus.NULL_LABEL))).isFalse();
    assertThat(isOther(labelled(1L), found(RowStatus.LABEL_NOT_INTEGER))).isTrue();
    assertThat(isOther(labelled(1L), found(RowStatus.UNKNOWN_CLASS))).isTrue();
  }

  @Test
  void distributions_are_compared_mass_by_mass_and_with_a_class_id_by_the_largest() {
    assertThat(isOther(labelled(0.25, 0.75, 0), labelled(0.25, 0.75, -0.0))).isFalse();
    assertThat(isOther(labelled(0.25, 0.75), labelled(0.2, 0.8))).isTrue();
    assertThat(isOther(labelled(0.25, 0.75), labelled(0.25, 0.75, 0))).isTrue();
    assertThat(isOther(labelled(0.25, 0.75), labelled(0.25, Double.NaN))).isTrue();
    assertThat(isOther(labelled(0.25, 0.75), labelled(1L))).isFalse();
    assertThat(isOther(labelled(0L), labelled(0.25, 0.75))).isTrue();
    assertThat(isOther(labelled(0L), labelled(new double[0]))).isTrue();
  }
}
