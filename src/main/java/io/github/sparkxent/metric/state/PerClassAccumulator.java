// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.metric.ClassesSummary;
import io.github.sparkxent.metric.tally.ClassLoss;
import io.github.sparkxent.metric.tally.ClassTable;
import io.github.sparkxent.metric.tally.WeightTally;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.row.RowColumns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Rows, mean loss, precision and recall of each class, and what is made of them over all classes.
 *
 * <p><b>Method.</b> The prediction of a row is the first index of its largest logit. For class c,
 * with t_c the sum of r over the rows of label c, p_c that over those of prediction c, and h_c that
 * over those of both, each quotient rounded once from its exact value:
 *
 * <pre>
 * loss_mean = sum of r * loss / sum of omega   over the rows of label c
 * precision = h_c / p_c,  recall = h_c / t_c
 * f1        = 2 * precision * recall / (precision + recall)   of the rounded two
 * </pre>
 *
 * <p>Over the classes, with s the sum of r over all rows and h the sum of the h_c:
 *
 * <pre>
 * macro_f1             = mean of 2 h_c / (t_c + p_c) over the classes that were a label or a prediction
 * balanced_accuracy    = mean of the recalls over the classes that have a label of r above 0
 * matthews_correlation = (s h - sum of t_c p_c) / sqrt((s^2 - sum of t_c^2) (s^2 - sum of p_c^2))
 * </pre>
 *
 * <p>The means are those of the rounded quotients, rounded once. The correlation is the root of the
 * exact square, rounded twice.
 *
 * <p><b>Special cases.</b> A quotient by 0 is null; in macro_f1 and for the correlation it counts
 * as 0. With a row of infinite loss and r above 0 the mean loss of its class is infinite. Only
 * classes that were a label or a prediction have figures. Where all r are 0, the three over the
 * classes are null.
 *
 * <p><b>Size.</b> About 35 bytes for each such class in the binary form.
 *
 * <p><b>Source.</b> J. Gorodkin, Comparing two K-category assignments by a K-category correlation
 * coefficient (2004), doi:10.1016/j.compbiolchem.2004.09.006.
 */
final class PerClassAccumulator extends MetricState<PerClassAccumulator>
    implements UnitRowTable.Reader {
  private static final String NAME = "per-class state";

  private final ClassTable<Rows> classes = new ClassTable<>(Rows::new);

  /** The rows of one class. */
  private record Rows(
      WeightTally labelled, WeightTally predicted, WeightTally correct, ClassLoss loss) {
    Rows() {
      this(new WeightTally(), new WeightTally(), new WeightTally(), new ClassLoss());
    }

    static void merge(Rows rows, Rows other) {
      rows.labelled.merge(other.labelled);
      rows.predicted.merge(other.predicted);
      rows.correct.merge(other.correct);
      rows.loss.merge(other.loss);
    }

    void writeTo(DataOutput out) throws IOException {
      labelled.writeTo(out);
      predicted.writeTo(out);
      correct.writeTo(out);
      loss.writeTo(out);
    }

    void readFrom(DataInput in) throws IOException {
      labelled.readFrom(in, NAME);
      predicted.readFrom(in, NAME);
      correct.readFrom(in, NAME);
      loss.readFrom(in, NAME);
      long most = Math.min(labelled.rows(), predicted.rows());
      if (correct.rows() > most || (labelled.rows() | predicted.rows()) == 0) {
        throw BinaryForm.damaged(NAME, "its numbers of rows of a class are impossible");
      }
    }

    ClassSummary summary(int label) {
      Double precision = correct.shareOf(predicted);
      Double recall = correct.shareOf(labelled);
      Double f1 =
          precision == null || recall == null || precision + recall == 0
              ? null
              : (Double) (2 * precision * recall / (precision + recall));
      return new ClassSummary(label, labelled.rows(), loss.mean(), precision, recall, f1);
    }

    /** Returns F1 rounded once, 0 where it is 0 by 0. */
    double exactF1() {
      ExactRational both = labelled.weight().plus(predicted.weight());
      ExactRational twice = correct.weight().plus(correct.weight());
      return both.signum() == 0 ? 0.0 : twice.dividedBy(both).doubleValue();
    }
  }

  @Override
  void add(RowColumns rows, int from, int to) {
    for (int i = from; i < to; i++) {
      double r = rows.weights[i];
      Rows ofLabel = classes.of(rows.labels[i]);
      ofLabel.labelled.add(r);
      ofLabel.loss.add(rows.losses[i], r, rows.labelWeights[i]);
      classes.of(rows.predictions[i]).predicted.add(r);
      if (rows.labels[i] == rows.predictions[i]) {
        ofLabel.correct.add(r);
      }
    }
  }

  @Override
  public void add(UnitRowTable rows) {
    for (int label : rows.labels()) {
      long[] byPrediction = rows.byPrediction(label);
      for (int prediction = 0; prediction < byPrediction.length; prediction++) {
        if (byPrediction[prediction] > 0) {
          classes.of(prediction).predicted.addUnits(byPrediction[prediction]);
        }
      }
      Rows ofLabel = classes.of(label);
      ofLabel.labelled.addUnits(rows.count(label));
      ofLabel.correct.addUnits(byPrediction[label]);
      ofLabel.loss.addUnits(rows.count(label), rows.losses(label));
    }
  }

  @Override
  void merge(PerClassAccumulator other) {
    classes.merge(other.classes, Rows::merge);
  }

  @Override
  ClassesSummary summary() {
    int[] met = classes.classes();
    List<ClassSummary> summaries =
        Arrays.stream(met).mapToObj(c -> classes.of(c).summary(c)).toList();
    WeightTally all = new WeightTally();
    ExactSum scores = new ExactSum();
    ExactSum recalls = new ExactSum();
    int labels = 0;
    for (int c : met) {
      all.merge(classes.of(c).labelled);
      scores.add(classes.of(c).exactF1());
      Double recall = classes.of(c).correct.shareOf(classes.of(c).labelled);
      if (recall != null) {
        recalls.add(recall);
        labels++;
      }
    }
    if (labels == 0) {
      return new ClassesSummary(null, null, null, summaries);
    }
    return new ClassesSummary(
        scores.mean(met.length),
        recalls.mean(labels),
        matthewsCorrelation(met, all.weight()),
        summaries);
  }

  private double matthewsCorrelation(int[] met, ExactRational all) {
    ExactRational covariance = ExactRational.ZERO;
    ExactRational correct = ExactRational.ZERO;
    ExactRational ofLabels = all.times(all);
    ExactRational ofPredictions = ofLabels;
    for (int c : met) {
      ExactRational label = classes.of(c).labelled.weight();
      ExactRational prediction = classes.of(c).predicted.weight();
      correct = correct.plus(classes.of(c).correct.weight());
      covariance = covariance.minus(label.times(prediction));
      ofLabels = ofLabels.minus(label.times(label));
      ofPredictions = ofPredictions.minus(prediction.times(prediction));
    }
    covariance = covariance.plus(all.times(correct));
    ExactRational variances = ofLabels.times(ofPredictions);
    if (variances.signum() == 0) {
      return 0.0;
    }
    double magnitude = covariance.times(covariance).dividedBy(variances).squareRoot();
    return covariance.signum() < 0 ? -magnitude : magnitude;
  }

  /**
   * Writes the number of classes; for each, how many classes without figures stand before it, then
   * the weights of the rows of that label, of that prediction, and of both; the weights omega; the
   * exact sum of r * loss; the number of rows of infinite loss with r above 0.
   */
  @Override
  void writeTo(DataOutput out) throws IOException {
    classes.writeTo(out, Rows::writeTo);
  }

  @Override
  void readFrom(DataInput in) throws IOException {
    classes.readFrom(in, NAME, Rows::readFrom);
  }
}
