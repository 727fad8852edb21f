// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProbabilityRowTest {
  private static final MathContext DIGITS = new MathContext(60);

  private static LossOptions options(double smoothing, double... weights) {
    return LossOptions.of(smoothing, weights.length == 0 ? null : weights, OptionalLong.empty());
  }

  /** The loss times C: the sum of w ((1 - e) p C + e) (-log q), from the definition. */
  private static BigDecimal exact(
      double[] values, boolean logarithms, double[] labels, LossOptions options) {
    BigDecimal smoothing = new BigDecimal(options.labelSmoothing());
    BigDecimal classes = BigDecimal.valueOf(values.length);
    BigDecimal sum = BigDecimal.ZERO;
    for (int c = 0; c < values.length; c++) {
      BigDecimal coefficient =
          BigDecimal.ONE
              .subtract(smoothing)
              .multiply(classes)
              .multiply(new BigDecimal(labels[c]))
              .add(smoothing)
              .multiply(new BigDecimal(options.weightOf(c)));
      BigDecimal loss =
          logarithms ? new BigDecimal(values[c]).negate() : ExactReference.logOfInverse(values[c]);
      sum = sum.add(coefficient.multiply(loss));
    }
    return sum.divide(classes, DIGITS);
  }

  @Test
  void losses_with_smoothing_and_weights_are_the_nearest_doubles() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 3_000; i++) {
      int classes = 1 + random.nextInt(5);
      double[] values = new double[classes];
      double[] labels = new double[classes];
      double[] weights = new double[classes];
      for (int c = 0; c < classes; c++) {
        values[c] =
            switch (random.nextInt(3)) {
              case 0 -> random.nextDouble(1e-300, 1);
              case 1 -> 1 - 1e-12 * random.nextDouble();
              default -> Math.scalb(random.nextDouble(0.5, 1), -random.nextInt(900));
            };
        labels[c] = random.nextInt(3) == 0 ? 0 : random.nextDouble();
        weights[c] = random.nextInt(4) == 0 ? 0 : random.nextDouble(0, 1e6);
      }
      double smoothing = random.nextInt(3) == 0 ? 0 : random.nextDouble();
      LossOptions options = random.nextBoolean() ? options(smoothing) : options(smoothing, weights);

      double loss = ProbabilityRow.ofProbabilities(values).loss(labels, options);
      assertThat(ExactReference.isNearest(loss, exact(values, false, labels, options))).isTrue();

      double[] logs = new double[classes];
      for (int c = 0; c < classes; c++) {
        logs[c] = StrictMath.log(values[c]);
      }
      double logLoss = ProbabilityRow.ofLogProbabilities(logs).loss(labels, options);
      assertThat(ExactReference.isNearest(logLoss, exact(logs, true, labels, options))).isTrue();
    }
  }

  @Test
  void a_class_id_gives_what_all_mass_on_it_gives() {
    double[] values = {0.1, 0.2, 0.7};
    for (LossOptions options :
        new LossOptions[] {
          options(0), options(0.1), options(0, 1, 2.5, 0), options(0.3, 1, 2, 3)
        }) {
      for (int label = 0; label < 3; label++) {
        double[] labels = new double[3];
        labels[label] = 1;
        ProbabilityRow row = ProbabilityRow.ofProbabilities(values);
        assertThat(row.loss(label, options)).isEqualTo(row.loss(labels, options));
        ProbabilityRow logs = ProbabilityRow.ofLogProbabilities(new double[] {-3, -2, -0.5});
        assertThat(logs.loss(label, options)).isEqualTo(logs.loss(labels, options));
      }
    }
  }

  @Test
  void log_probabilities_are_not_normalised() {
    double[] logits = {1, 2, 3};

    assertThat(ProbabilityRow.ofLogProbabilities(logits).loss(2, options(0))).isEqualTo(-3);
    assertThat(ProbabilityRow.ofLogProbabilities(Softmax.logSoftmax(logits)).loss(2, options(0)))
        .isEqualTo(SoftmaxCrossEntropy.sparse(logits, 2));
  }

  @Test
  void mass_on_an_impossible_class_loses_infinitely_and_no_mass_nothing() {
    ProbabilityRow row = ProbabilityRow.ofProbabilities(new double[] {0, 1});
    ProbabilityRow logs =
        ProbabilityRow.ofLogProbabilities(new double[] {Double.NEGATIVE_INFINITY, 0});
    for (ProbabilityRow one : new ProbabilityRow[] {row, logs}) {
      assertThat(one.loss(0, options(0))).isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(one.loss(1, options(0))).isZero();
      assertThat(one.loss(1, options(0.1))).isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(one.loss(1, options(0.1, 0, 1))).isZero();
      assertThat(one.loss(0, options(0, 0, 1))).isZero();
    }
  }

  @Test
  void what_is_no_probability_is_not_defined() {
    assertThat(ProbabilityRow.ofProbabilities(new double[] {0, 1.5}).isDefined()).isTrue();
    for (double bad : new double[] {-1e-9, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThat(ProbabilityRow.ofProbabilities(new double[] {1, bad}).isDefined()).isFalse();
    }
    assertThat(ProbabilityRow.ofLogProbabilities(new double[] {-1e9, 0}).isDefined()).isTrue();
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThat(ProbabilityRow.ofLogProbabilities(new double[] {0, bad}).isDefined()).isFalse();
    }
  }

  @Test
  void the_other_figures_are_those_of_the_softmax() {
    double[] logits = {0.5, 3, -1, 3};
    SoftmaxRow softmax = new SoftmaxRow().load(logits);
    ProbabilityRow row = ProbabilityRow.ofProbabilities(Softmax.softmax(logits));
    ProbabilityRow logs = ProbabilityRow.ofLogProbabilities(Softmax.logSoftmax(logits));
    for (ProbabilityRow one : new ProbabilityRow[] {row, logs}) {
      assertThat(one.argmax()).isEqualTo(1);
      assertThat(one.sum()).isCloseTo(1, within(1e-15));
      for (int c = 0; c < 4; c++) {
        double[] labels = new double[4];
        labels[c] = 1;
        assertThat(one.rank(c)).isEqualTo(softmax.rank(c));
        assertThat(one.probability(c)).isCloseTo(softmax.probability(c), within(1e-16));
        assertThat(one.brierScore(c)).isCloseTo(softmax.brierScore(c), within(1e-15));
        assertThat(one.brierScore(labels)).isEqualTo(one.brierScore(c));
      }
    }
  }

  @Test
  void lengths_and_labels_that_do_not_fit_are_refused() {
    ProbabilityRow row = ProbabilityRow.ofProbabilities(new double[] {0.5, 0.5});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> row.loss(2, options(0)))
        .withMessage("label 2 is outside [0, 2)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> row.loss(new double[] {1}, options(0)))
        .withMessage("labels has 1 elements but probabilities has 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProbabilityRow.ofProbabilities(new double[0]))
        .withMessage("probabilities has 0 classes");
  }

  @Test
  void the_margin_is_the_difference_to_the_largest_other_probability() {
    ProbabilityRow row = ProbabilityRow.ofProbabilities(new double[] {0.25, 0.125, 0.625});
    assertThat(row.margin(2)).isEqualTo(0.375);
    assertThat(row.margin(0)).isEqualTo(-0.375);
    assertThat(row.margin(1)).isEqualTo(-0.5);
    assertThat(ProbabilityRow.ofProbabilities(new double[] {1}).margin(0)).isEqualTo(1.0);
    double[] logarithms = {StrictMath.log(0.75), StrictMath.log(0.25)};
    assertThat(ProbabilityRow.ofLogProbabilities(logarithms).margin(1))
        .isCloseTo(-0.5, within(0x1p-52));
  }
}
