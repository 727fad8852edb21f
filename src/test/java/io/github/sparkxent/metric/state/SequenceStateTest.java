// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.metric.LossSummary;
import io.github.sparkxent.metric.MetricSummary;
import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.metric.cluster.ClusterSummary;
import io.github.sparkxent.metric.sequence.PositionRanges;
import io.github.sparkxent.metric.sequence.SequenceAccounting;
import io.github.sparkxent.metric.sequence.SequenceOptions;
import io.github.sparkxent.metric.sequence.SequenceSummary;
import io.github.sparkxent.metric.sequence.WorstSequence;
import io.github.sparkxent.row.LabelWeight;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowSequence;
import io.github.sparkxent.row.RowStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** States of rows that are sequences; what is added at once is one sequence. */
class SequenceStateTest extends EvaluationStateContract<SequenceStateTest.Sequence> {
  private static final int CLASSES = 3;

  private static final PositionRanges RANGES = new PositionRanges("position", List.of(1, 2, 10));

  private static final MetricOptions OPTIONS =
      sequences(new MetricOptions(List.of(1, 2), 5, 3, 3, 2, List.of("position"), 100), RANGES);

  private static MetricOptions sequences(MetricOptions options, PositionRanges ranges) {
    return options
        .withComparison(new ComparisonOptions(false, 1, true))
        .withSequences(new SequenceOptions(true, options.worstRows(), List.of(ranges)));
  }

  /** A sequence: of each position its loss, or its status; or a status of its own. */
  record Sequence(
      String id, double weight, long bytes, List<Object> positions, RowStatus whole, int classes) {
    Sequence(String id, double weight, long bytes, List<Object> positions, RowStatus whole) {
      this(id, weight, bytes, positions, whole, CLASSES);
    }

    Sequence withWeight(double other) {
      return new Sequence(id, other, bytes, positions, whole, classes);
    }

    Sequence withClasses(int other) {
      return new Sequence(id, weight, bytes, positions, whole, other);
    }

    static Sequence of(String id, long bytes, Object... positions) {
      return new Sequence(id, 1, bytes, List.of(positions), null);
    }

    RowColumns rows() {
      int count = whole == null ? positions.size() : 1;
      RowColumns rows = new RowColumns(count);
      rows.baseline = new RowColumns(count);
      RowSequence sequence = new RowSequence(bytes);
      for (int i = 0; i < count; i++) {
        rows.sequences[i] = sequence;
        rows.clusters[i] = sequence;
        rows.ids[i] = id;
        rows.positions[i] = whole == null ? i + 1 : 0;
        rows.weights[i] = weight;
        rows.statuses[i] = whole;
        rows.baseline.statuses[i] = RowStatus.IGNORED;
        if (whole == null) {
          set(rows, i, positions.get(i));
        }
      }
      return rows;
    }

    private void set(RowColumns rows, int i, Object position) {
      if (position instanceof RowStatus status) {
        rows.statuses[i] = status;
        rows.numClasses[i] = status.followsNumClasses() ? classes : 0;
      } else {
        figures(rows, i, (double) position);
        figures(rows.baseline, i, 1);
        rows.baseline.weights[i] = rows.weights[i];
      }
    }

    private void figures(RowColumns rows, int i, double loss) {
      rows.statuses[i] = RowStatus.EVALUATED;
      rows.numClasses[i] = classes;
      rows.losses[i] = loss;
      rows.labelWeights[i] = LabelWeight.ONE;
      rows.labels[i] = i % CLASSES;
      rows.predictions[i] = loss < 1 ? i % CLASSES : (i + 1) % CLASSES;
      rows.ranks[i] = loss < 1 ? 0 : 1;
      rows.confidences[i] = 0.5;
      rows.brierScores[i] = 0.25;
      rows.margins[i] = 0;
    }
  }

  SequenceStateTest() {
    super(OPTIONS);
  }

  @Override
  protected void add(EvaluationState state, Sequence added) {
    add(state, added, RANGES);
  }

  private static void add(EvaluationState state, Sequence added, PositionRanges ranges) {
    RowColumns rows = added.rows();
    SplitAccumulator split = state.split("a");
    split.add(rows, 0, added.whole() == null ? added.positions().size() : 1);
    for (int i = 0; added.whole() == null && i < added.positions().size(); i++) {
      split.slice(0).value(ranges.valueOf(i + 1)).add(rows, i, i + 1);
    }
  }

  @Override
  protected Sequence row(Random random) {
    if (random.nextInt(8) == 0) {
      return new Sequence("x", 1, 0, List.of(), RowStatus.SEQUENCE_LENGTH_MISMATCH);
    }
    List<Object> positions = new ArrayList<>();
    for (int i = random.nextInt(40); i >= 0; i--) {
      positions.add(
          switch (random.nextInt(10)) {
            case 0 -> RowStatus.MASKED;
            case 1 -> RowStatus.NAN_LOGIT;
            case 2 -> RowStatus.NULL_LABEL;
            default ->
                random.nextInt(200) == 0 ? Double.POSITIVE_INFINITY : random.nextDouble() * 9;
          });
    }
    double weight = random.nextInt(3) == 0 ? random.nextDouble() : 1;
    return new Sequence("s" + random.nextInt(5), weight, 1 + random.nextInt(99), positions, null)
        .withClasses(random.nextInt(8) == 0 ? CLASSES + 1 : CLASSES);
  }

  private static EvaluationState of(Sequence... sequences) {
    SequenceStateTest laws = new SequenceStateTest();
    EvaluationState state = laws.empty();
    for (Sequence one : sequences) {
      laws.add(state, one);
    }
    return state;
  }

  private static SplitSummary summary(EvaluationState state) {
    return state.summaries(CLASSES).get(0);
  }

  private static final Sequence[] THREE = {
    Sequence.of("a", 4, 0.5, 1.5, RowStatus.MASKED).withWeight(0.5),
    Sequence.of("b", 1, 3.0).withWeight(2),
    Sequence.of("c", 5, 0.25, 0.25, 0.25, 0.25, 0.0, RowStatus.NAN_LOGIT)
  };

  @Test
  void positions_are_rows_and_sequences_are_accounted_beside_them() {
    EvaluationState state =
        of(
            THREE[0],
            THREE[2],
            Sequence.of("masked", 1, RowStatus.MASKED, RowStatus.IGNORED),
            Sequence.of("bad", 1, RowStatus.MASKED, RowStatus.NAN_LOGIT, RowStatus.NULL_LABEL),
            new Sequence("whole", 1, 0, List.of(), RowStatus.INVALID_BYTES));

    SplitSummary split = summary(state);
    assertThat(split.read()).isEqualTo(3 + 6 + 2 + 3);
    assertThat(split.evaluated()).isEqualTo(7);
    assertThat(split.ignored()).isEqualTo(4);
    assertThat(split.invalid())
        .isEqualTo(Map.of(RowStatus.NAN_LOGIT, 2L, RowStatus.NULL_LABEL, 1L));
    assertThat(split.metrics().part(SequenceAccounting.class))
        .isEqualTo(
            new SequenceAccounting(
                5,
                2,
                1,
                0,
                new TreeMap<>(Map.of(RowStatus.INVALID_BYTES, 1L, RowStatus.NULL_LABEL, 1L)),
                new TreeMap<>(Map.of(RowStatus.NAN_LOGIT, 1L)),
                3));
  }

  @Test
  void sequences_of_another_number_of_classes_are_invalid_unless_another_reason_was_before() {
    EvaluationState state =
        of(
            THREE[0],
            Sequence.of("four", 1, 1.0).withClasses(4),
            Sequence.of("nan", 1, 1.0, RowStatus.NAN_LOGIT).withClasses(4),
            Sequence.of("null", 1, 1.0, RowStatus.NULL_LABEL).withClasses(4));

    SequenceAccounting found = summary(state).metrics().part(SequenceAccounting.class);
    assertThat(found.evaluated()).isEqualTo(1);
    assertThat(found.invalid())
        .isEqualTo(Map.of(RowStatus.NUM_CLASSES_MISMATCH, 2L, RowStatus.NULL_LABEL, 1L));
    assertThat(found.partlyInvalid()).isEmpty();
  }

  @Test
  void two_texts_of_the_most_bytes_are_counted() {
    long most = RowSequence.MAX_BYTES;

    SequenceSummary found =
        summary(of(Sequence.of("a", most, 1.0), Sequence.of("b", most, 1.0)))
            .metrics()
            .part(SequenceSummary.class);

    assertThat(found.bytes().byteCount()).isEqualTo(2 * most);
  }

  /** Returns a state of few bytes that has each part once: one bin, one range, one label. */
  private static EvaluationState small() {
    PositionRanges one = new PositionRanges("position", List.of(1, 10));
    MetricOptions options =
        sequences(new MetricOptions(List.of(1), 1, 3, 3, 1, List.of("position"), 100), one);
    EvaluationState state = new EvaluationState(10, options);
    add(state, Sequence.of("a", 4, 0.5, RowStatus.MASKED).withWeight(0.5), one);
    add(state, Sequence.of("b", 5, 3.0, RowStatus.NAN_LOGIT), one);
    return state;
  }

  @Test
  void a_forged_state_is_damaged_or_has_figures() {
    byte[] bytes = small().toByteArray();
    for (int at = 0; at < bytes.length; at++) {
      for (int change : new int[] {1, 0x7f, 0x80, 0xff}) {
        byte[] forged = bytes.clone();
        forged[at] ^= (byte) change;
        EvaluationState state;
        try {
          state = EvaluationState.fromByteArray(forged);
        } catch (IllegalArgumentException damaged) {
          continue;
        }
        assertThat(state.summaries(CLASSES)).as("byte %s changed by %s", at, change).isNotEmpty();
      }
    }
  }

  @Test
  void the_figures_are_those_of_the_formulas() {
    MetricSummary metrics = summary(of(THREE)).metrics();

    double[] weight = {0.5, 2, 1};
    double[] s = {1, 6, 1};
    double[] b = {2, 2, 5};
    double r = 8.0 / 9;
    double mean = 8 / 3.5;
    double square = 0;
    double ofSequence = 0;
    for (int i = 0; i < 3; i++) {
      square += (s[i] - r * b[i]) * (s[i] - r * b[i]);
      ofSequence += (s[i] - mean * weight[i]) * (s[i] - mean * weight[i]);
    }
    SequenceSummary found = metrics.part(SequenceSummary.class);
    assertThat(found.sequenceCount()).isEqualTo(3);
    assertThat(found.sequenceLoss()).isEqualTo(mean);
    assertThat(found.sequenceLossStderr())
        .isCloseTo(Math.sqrt(1.5 * ofSequence) / 3.5, within(1e-15));
    assertThat(found.bytes().byteCount()).isEqualTo(10);
    assertThat(found.bytes().bitsPerByte()).isCloseTo(r / Math.log(2), within(1e-15));
    assertThat(found.bytes().bitsPerByteStderr())
        .isCloseTo(Math.sqrt(1.5 * square) / (Math.log(2) * 9), within(1e-15));
    assertThat(found.worst())
        .containsExactly(new WorstSequence("b", 1, 1L, 3.0), new WorstSequence("a", 2, 4L, 2.0));
  }

  @Test
  void a_sequence_is_the_cluster_of_the_standard_errors() {
    MetricSummary metrics = summary(of(THREE)).metrics();

    double mean = 8.0 / 8;
    double[] s = {1, 6, 1};
    double[] n = {1, 2, 5};
    double square = 0;
    for (int i = 0; i < 3; i++) {
      square += (s[i] - mean * n[i]) * (s[i] - mean * n[i]);
    }
    assertThat(metrics.part(ClusterSummary.class).clusterCount()).isEqualTo(3);
    assertThat(metrics.part(LossSummary.class).lossStderr())
        .isCloseTo(Math.sqrt(1.5 * square) / 8, within(1e-15));
  }

  @Test
  void a_slice_by_position_has_the_positions_of_each_range_in_order() {
    SplitSummary split =
        summary(of(Sequence.of("a", 9, 1., 2., 3., 4., 5., 6., 7., 8., 9., 10., 11.), THREE[1]));

    assertThat(split.slices())
        .extracting(value -> value.value())
        .containsExactly("1", "2-9", "10-");
    assertThat(split.slices())
        .extracting(value -> value.rows().evaluated())
        .containsExactly(2L, 8L, 2L);
    assertThat(split.slices())
        .extracting(value -> value.rows().metrics().part(ClusterSummary.class).clusterCount())
        .containsExactly(2L, 1L, 1L);
    assertThat(split.slices())
        .as("bytes are of whole texts")
        .extracting(value -> value.rows().metrics().part(SequenceSummary.class).bytes())
        .containsOnlyNulls();
  }

  @Test
  void an_infinite_loss_makes_the_figures_infinite_and_their_errors_undefined() {
    SequenceSummary found =
        summary(of(THREE[0], Sequence.of("i", 1, Double.POSITIVE_INFINITY, 1.0)))
            .metrics()
            .part(SequenceSummary.class);

    assertThat(found.sequenceLoss()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(found.sequenceLossStderr()).isNaN();
    assertThat(found.bytes().bitsPerByte()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(found.worst().get(0).loss()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void a_state_without_rows_merges_with_one_of_sequences_and_one_of_single_rows_does_not() {
    MetricOptions single = OPTIONS.withSequences(null);
    EvaluationState none = new EvaluationState(10, single);
    EvaluationState rows = new EvaluationState(10, single);
    rows.split("a");

    none.merge(of(THREE));
    EvaluationState other = of(THREE);
    other.merge(new EvaluationState(10, single));

    assertThat(none.toByteArray()).isEqualTo(of(THREE).toByteArray());
    assertThat(other.toByteArray()).isEqualTo(of(THREE).toByteArray());
    assertThatThrownBy(() -> rows.merge(of(THREE)))
        .hasMessage("states of sequences and states of single rows cannot be merged");
    assertThatThrownBy(() -> of(THREE).merge(rows))
        .hasMessage("states of sequences and states of single rows cannot be merged");
  }
}
