// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.LabelSummary;
import io.github.sparkxent.metric.tally.ClassTable;
import io.github.sparkxent.metric.tally.WeightTally;
import io.github.sparkxent.numeric.InformationMeasures;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.row.RowColumns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * How the labels are distributed over the classes.
 *
 * <p><b>Method.</b> The mass of class c is the sum of r * p_c over the rows, p the label, one-hot
 * for a class id. The entropy of the masses is the mean loss of a model that predicts them for
 * every row; normalized_loss is loss_mean divided by it: 1 is no better than that model, 0 perfect.
 *
 * <p><b>Accuracy.</b> As {@link InformationMeasures#entropy}; the masses are exact.
 *
 * <p><b>Size.</b> About 5 bytes for each class in use in the binary form, with weights other than 1
 * or distributions about 20.
 */
final class LabelDistributionAccumulator extends MetricState<LabelDistributionAccumulator>
    implements UnitRowTable.Reader {
  private static final String NAME = "label distribution";

  private final LossAccumulator loss;
  private final ClassTable<WeightTally> masses = new ClassTable<>(WeightTally::new);

  /** Creates the state of no rows, beside the losses of the same rows. */
  LabelDistributionAccumulator(LossAccumulator loss) {
    this.loss = loss;
  }

  @Override
  void add(RowColumns rows, int from, int to) {
    for (int i = from; i < to; i++) {
      double[] distribution = rows.distributions[i];
      if (distribution == null) {
        masses.of(rows.labels[i]).add(rows.weights[i]);
      } else {
        add(distribution, rows.weights[i]);
      }
    }
  }

  private void add(double[] distribution, double r) {
    for (int c = 0; c < distribution.length; c++) {
      if (distribution[c] > 0) {
        masses.of(c).addPart(r, distribution[c]);
      }
    }
  }

  @Override
  public void add(UnitRowTable rows) {
    for (int label : rows.labels()) {
      masses.of(label).addUnits(rows.count(label));
    }
  }

  @Override
  void merge(LabelDistributionAccumulator other) {
    masses.merge(other.masses, WeightTally::merge);
  }

  @Override
  LabelSummary summary() {
    List<ExactRational> present =
        Arrays.stream(masses.classes())
            .mapToObj(c -> masses.of(c).weight())
            .filter(mass -> mass.signum() > 0)
            .toList();
    Double entropy = present.isEmpty() ? null : (Double) InformationMeasures.entropy(present);
    Double lossMean = loss.mean();
    return new LabelSummary(
        entropy,
        lossMean == null || entropy == null || entropy == 0 ? null : (Double) (lossMean / entropy));
  }

  /**
   * Writes the number of classes that labels have; for each, how many classes without labels stand
   * before it, and its mass as weights.
   */
  @Override
  void writeTo(DataOutput out) throws IOException {
    masses.writeTo(out, WeightTally::writeTo);
  }

  @Override
  void readFrom(DataInput in) throws IOException {
    masses.readFrom(in, NAME, LabelDistributionAccumulator::read);
  }

  private static void read(WeightTally mass, DataInput in) throws IOException {
    mass.readFrom(in, NAME);
    if (mass.rows() == 0) {
      throw BinaryForm.damaged(NAME, "a class has no labels");
    }
  }
}
