// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.metric.LossSummary;
import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.SoftmaxCrossEntropy;
import io.github.sparkxent.row.LabelWeight;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where the losses and their mean are those that PyTorch's {@code cross_entropy} and ONNX's {@code
 * SoftmaxCrossEntropyLoss} define, and where they are not.
 *
 * <p>The libraries' formulas are those of their documentation, with reduction {@code mean},
 * evaluated here to 50 digits: the libraries themselves round each step, in float32 as a rule.
 */
class FrameworkDifferencesTest {
  private static final MathContext DIGITS = new MathContext(50);
  private static final long NONE = -100;
  private static final float[][] LOGITS = {
    {1.5F, -0.25F, 3F}, {0.5F, 2F, -1F}, {-2F, 0.1F, 1F}, {4F, 4F, 0F}
  };
  private static final long[] LABELS = {2, 0, 1, 1};
  private static final long[] SOME_IGNORED = {2, NONE, 1, NONE};
  private static final double[][] ONE_HOT = {{0, 0, 1}, {1, 0, 0}, {0, 1, 0}, {0, 1, 0}};
  private static final double[][] SOFT = {
    {0.25, 0.25, 0.5}, {0.75, 0.125, 0.125}, {0, 0.5, 0.5}, {0.25, 0.75, 0}
  };
  private static final double[] WEIGHTS = {0.5, 2, 1.25};
  private static final double[] EQUAL = {1, 1, 1};

  private static LossOptions options(double smoothing, double[] weights) {
    return LossOptions.of(smoothing, weights, OptionalLong.of(NONE));
  }

  private static LossSummary ofIds(long[] labels, LossOptions options) {
    LossAccumulator losses = new LossAccumulator();
    for (int i = 0; i < labels.length; i++) {
      if (!options.ignores(labels[i])) {
        double loss = SoftmaxCrossEntropy.sparse(LOGITS[i], labels[i], options);
        losses.add(loss, 1, LabelWeight.of(options.weightOf(labels[i])));
      }
    }
    return losses.summary();
  }

  private static LossSummary ofDistributions(double[][] labels, LossOptions options) {
    LossAccumulator losses = new LossAccumulator();
    for (int i = 0; i < labels.length; i++) {
      double loss = SoftmaxCrossEntropy.dense(LOGITS[i], labels[i], options);
      losses.add(loss, 1, LabelWeight.of(labels[i], options));
    }
    return losses.summary();
  }

  /** PyTorch and ONNX: sum of w_y l over the rows that are not ignored, by the sum of their w_y. */
  private static double theirMeanOfIds(long[] labels, double smoothing, double[] weights) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal weight = BigDecimal.ZERO;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] != NONE) {
        int label = (int) labels[i];
        sum = sum.add(theirLoss(LOGITS[i], ONE_HOT[i], smoothing, weights));
        weight = weight.add(new BigDecimal(weights[label]));
      }
    }
    return sum.divide(weight, DIGITS).doubleValue();
  }

  /** PyTorch for probabilities as targets: the sum by the number of rows, with weights or not. */
  private static double theirMeanOfDistributions(
      double[][] labels, double smoothing, double[] weights) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < labels.length; i++) {
      sum = sum.add(theirLoss(LOGITS[i], labels[i], smoothing, weights));
    }
    return sum.divide(BigDecimal.valueOf(labels.length), DIGITS).doubleValue();
  }

  /** - sum of w_c ((1 - e) p_c + e / C) log softmax(z)_c. */
  private static BigDecimal theirLoss(
      float[] logits, double[] labels, double smoothing, double[] weights) {
    BigDecimal normaliser = BigDecimal.ZERO;
    for (float logit : logits) {
      normaliser = normaliser.add(exp(new BigDecimal(logit)));
    }
    BigDecimal e = new BigDecimal(smoothing);
    BigDecimal loss = BigDecimal.ZERO;
    for (int c = 0; c < logits.length; c++) {
      BigDecimal mass =
          BigDecimal.ONE
              .subtract(e)
              .multiply(new BigDecimal(labels[c]))
              .add(e.divide(BigDecimal.valueOf(logits.length), DIGITS));
      BigDecimal negative = log(normaliser).subtract(new BigDecimal(logits[c]));
      loss = loss.add(new BigDecimal(weights[c]).multiply(mass).multiply(negative));
    }
    return loss;
  }

  private static BigDecimal exp(BigDecimal x) {
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int k = 1; k < 120; k++) {
      term = term.multiply(x).divide(BigDecimal.valueOf(k), DIGITS);
      sum = sum.add(term);
    }
    return sum;
  }

  /** Newton's iteration on exp(y) = x, which doubles the digits each time. */
  private static BigDecimal log(BigDecimal x) {
    BigDecimal y = new BigDecimal(StrictMath.log(x.doubleValue()));
    for (int i = 0; i < 3; i++) {
      y = y.add(x.divide(exp(y), DIGITS)).subtract(BigDecimal.ONE);
    }
    return y;
  }

  private static void assertSame(double ours, double theirs) {
    assertThat(ours).isCloseTo(theirs, within(2 * Math.ulp(theirs)));
  }

  @Nested
  class Agreement {
    @Test
    void of_the_mean_over_class_ids() {
      assertSame(ofIds(LABELS, options(0, null)).lossMean(), theirMeanOfIds(LABELS, 0, EQUAL));
    }

    @Test
    void of_the_mean_over_class_ids_with_class_weights_which_divide_it() {
      assertSame(ofIds(LABELS, options(0, WEIGHTS)).lossMean(), theirMeanOfIds(LABELS, 0, WEIGHTS));
    }

    @Test
    void of_an_ignored_label_which_does_not_divide() {
      assertSame(
          ofIds(SOME_IGNORED, options(0, null)).lossMean(), theirMeanOfIds(SOME_IGNORED, 0, EQUAL));
      assertSame(
          ofIds(SOME_IGNORED, options(0, WEIGHTS)).lossMean(),
          theirMeanOfIds(SOME_IGNORED, 0, WEIGHTS));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 1})
    void of_label_smoothing_over_class_ids_with_and_without_class_weights(double smoothing) {
      assertSame(
          ofIds(LABELS, options(smoothing, null)).lossMean(),
          theirMeanOfIds(LABELS, smoothing, EQUAL));
      assertSame(
          ofIds(LABELS, options(smoothing, WEIGHTS)).lossMean(),
          theirMeanOfIds(LABELS, smoothing, WEIGHTS));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1})
    void of_distributions_without_class_weights(double smoothing) {
      assertSame(
          ofDistributions(SOFT, options(smoothing, null)).lossMean(),
          theirMeanOfDistributions(SOFT, smoothing, EQUAL));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1})
    void of_the_sum_over_distributions_with_class_weights(double smoothing) {
      assertSame(
          ofDistributions(SOFT, options(smoothing, WEIGHTS)).lossSum(),
          SOFT.length * theirMeanOfDistributions(SOFT, smoothing, WEIGHTS));
    }
  }

  @Nested
  class Difference {
    @Test
    void with_class_weights_the_mean_over_distributions_is_by_their_weight_and_not_by_the_rows() {
      LossSummary ours = ofDistributions(SOFT, options(0.1, WEIGHTS));
      double theirs = theirMeanOfDistributions(SOFT, 0.1, WEIGHTS);

      assertThat(ours.weightSum()).isEqualTo(5.28125);
      assertThat(ours.lossMean()).isNotCloseTo(theirs, within(0.1));
      assertSame(ours.lossMean(), theirs * SOFT.length / ours.weightSum());
    }

    @Test
    void one_hot_labels_have_our_mean_of_the_class_ids_and_not_their_mean_of_one_hot_labels() {
      double ids = ofIds(LABELS, options(0, WEIGHTS)).lossMean();

      assertThat(ofDistributions(ONE_HOT, options(0, WEIGHTS)).lossMean()).isEqualTo(ids);
      assertThat(theirMeanOfDistributions(ONE_HOT, 0, WEIGHTS)).isNotCloseTo(ids, within(0.1));
    }

    @Test
    void a_masked_class_without_label_mass_costs_nothing_where_theirs_is_nan() {
      double[] logProbabilities = {Double.NEGATIVE_INFINITY, 0};
      double theirs = -(0 * logProbabilities[0] + 1 * logProbabilities[1]);

      assertThat(theirs).isNaN();
      assertThat(
              SoftmaxCrossEntropy.dense(
                  new float[] {Float.NEGATIVE_INFINITY, 1}, new float[] {0, 1}))
          .isZero();
    }

    @Test
    void smoothing_gives_infinity_on_a_masked_class_unless_its_weight_is_0_where_theirs_is_nan() {
      float[] masked = {Float.NEGATIVE_INFINITY, 1};

      assertThat(SoftmaxCrossEntropy.sparse(masked, 1, options(0.1, null)))
          .isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(SoftmaxCrossEntropy.sparse(masked, 1, options(0.1, new double[] {0, 1}))).isZero();
    }

    @Test
    void no_label_is_ignored_unasked_and_one_out_of_range_is_refused_here_too() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SoftmaxCrossEntropy.sparse(LOGITS[0], NONE))
          .withMessage("label -100 is outside [0, 3)");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SoftmaxCrossEntropy.sparse(LOGITS[0], -1))
          .withMessage("label -1 is outside [0, 3)");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SoftmaxCrossEntropy.sparse(LOGITS[0], 3))
          .withMessage("label 3 is outside [0, 3)");
    }

    @Test
    void without_a_row_or_without_weight_there_is_no_mean_where_theirs_is_nan() {
      assertThat(ofIds(new long[] {NONE, NONE}, options(0, null)).lossMean()).isNull();
      assertThat(ofIds(new long[] {1}, options(0, new double[] {1, 0, 1})).lossMean()).isNull();
    }
  }
}
