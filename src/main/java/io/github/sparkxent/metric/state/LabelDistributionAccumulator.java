// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.tally.ClassTable;
import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.metric.tally.UnitRows;
import io.github.sparkxent.numeric.InformationMeasures;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.ExactSum;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * How the labels of one split are distributed over the classes.
 *
 * <p><b>Method.</b> The mass of class c is the sum of r * p_c over the rows, p the label, one-hot
 * for a class id. The entropy of the masses is what a model would lose on average that predicts
 * them for every row; normalized_loss is loss_mean divided by it: 1 is no better than that model, 0
 * perfect.
 *
 * <p><b>Accuracy.</b> As {@link InformationMeasures#entropy}; the masses are exact.
 *
 * <p><b>Size.</b> About 12 bytes for each class in use in the binary form.
 */
public final class LabelDistributionAccumulator
    implements MetricState<LabelDistributionAccumulator> {
  private static final String NAME = "label distribution";
  private static final int VERSION = 1;

  private long rows;
  private final ClassTable<ExactSum> masses;
  private final UnitRows units = new UnitRows();

  /** Creates the state of no rows. */
  public LabelDistributionAccumulator() {
    this(0, new ClassTable<>(ExactSum::new));
  }

  private LabelDistributionAccumulator(long rows, ClassTable<ExactSum> masses) {
    this.rows = rows;
    this.masses = masses;
  }

  /**
   * Adds a row whose label is a class id.
   *
   * @param label the class id
   * @param r the row's own weight
   * @throws IllegalArgumentException if label is negative or above 1,048,575, or r negative, NaN or
   *     infinite; the message holds it
   */
  public void add(int label, double r) {
    RowValues.requireWeight(r, "r");
    ClassTable.require(label);
    rows++;
    if (r == 1) {
      units.add(label);
    } else if (r > 0) {
      masses.of(label).add(r);
    }
  }

  /** Adds so many rows of a class id and of weight 1. */
  void addUnits(int label, long count) {
    rows += count;
    masses.of(label).add(count);
  }

  /** Returns the masses with all rows in them. */
  private ClassTable<ExactSum> masses() {
    units.moveTo((label, count) -> masses.of(label).add(count));
    return masses;
  }

  /**
   * Adds a row whose label is a distribution.
   *
   * @param labels the masses of the classes, none negative, NaN or infinite; not modified
   * @param r the row's own weight
   * @throws IllegalArgumentException if a mass or r is negative, NaN or infinite, or there are more
   *     than 1,048,576 classes; the message holds it
   */
  public void add(double[] labels, double r) {
    RowValues.requireWeight(r, "r");
    ClassTable.require(labels.length - 1);
    for (double mass : labels) {
      RowValues.requireWeight(mass, "of a class");
    }
    rows++;
    for (int c = 0; c < labels.length; c++) {
      if (r > 0 && labels[c] > 0) {
        masses.of(c).addProduct(r, labels[c]);
      }
    }
  }

  /**
   * Adds a row whose label is a distribution, as {@link #add(double[], double)} does.
   *
   * @param labels the masses of the classes, none negative, NaN or infinite; not modified
   * @param r the row's own weight
   * @throws IllegalArgumentException if a mass or r is negative, NaN or infinite, or there are more
   *     than 1,048,576 classes; the message holds it
   */
  public void add(float[] labels, double r) {
    double[] widened = new double[labels.length];
    Arrays.setAll(widened, c -> labels[c]);
    add(widened, r);
  }

  @Override
  public void merge(LabelDistributionAccumulator other) {
    rows += other.rows;
    masses().merge(other.masses(), ExactSum::add);
  }

  /**
   * Returns the number of rows.
   *
   * @return the number of rows
   */
  public long rowCount() {
    return rows;
  }

  /**
   * Returns the entropy of the labels so far.
   *
   * @return the entropy in nats; null if all masses are 0
   */
  public Double entropy() {
    List<ExactRational> present =
        Arrays.stream(masses().classes()).mapToObj(c -> masses.of(c).exactValue()).toList();
    return present.isEmpty() ? null : (Double) InformationMeasures.entropy(present);
  }

  /**
   * Returns a mean loss relative to the entropy of the labels so far.
   *
   * @param lossMean the mean loss in nats, or null if there is none
   * @return the quotient of the two; null if one of them is null, or the entropy 0
   */
  public Double normalizedLoss(Double lossMean) {
    Double entropy = entropy();
    return lossMean == null || entropy == null || entropy == 0
        ? null
        : (Double) (lossMean / entropy);
  }

  /**
   * Writes the binary form: version 1; the number of rows; the number of classes that have a mass;
   * for each, how many classes without one stand before it, and the exact sum of its mass.
   */
  @Override
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    BinaryForm.writeCount(out, rows);
    masses().writeTo(out, ExactSum::writeTo);
  }

  /**
   * Reads the binary form.
   *
   * @param in where from; read up to the end of the form and no further
   * @return a state equal to the one written
   * @throws IllegalArgumentException if the form is damaged, cut short or newer
   * @throws IOException if in throws it
   */
  public static LabelDistributionAccumulator readFrom(DataInput in) throws IOException {
    return BinaryForm.read(in, NAME, VERSION, LabelDistributionAccumulator::readBody);
  }

  private static LabelDistributionAccumulator readBody(DataInput in) throws IOException {
    return new LabelDistributionAccumulator(
        BinaryForm.readCount(in, NAME),
        ClassTable.readFrom(in, NAME, ExactSum::new, LabelDistributionAccumulator::readMass));
  }

  private static ExactSum readMass(DataInput in, String name) throws IOException {
    ExactSum mass = StateForm.readFinite(in, name);
    if (mass.exactValue().signum() <= 0) {
      throw BinaryForm.damaged(name, "the mass of a class is " + mass.value());
    }
    return mass;
  }

  /**
   * Reads the binary form.
   *
   * @param bytes the form and nothing else
   * @return a state equal to the one written
   * @throws IllegalArgumentException if the form is damaged, cut short or newer
   */
  public static LabelDistributionAccumulator fromByteArray(byte[] bytes) {
    return BinaryForm.fromByteArray(bytes, NAME, LabelDistributionAccumulator::readFrom);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelDistributionAccumulator that
        && rows == that.rows
        && masses().equals(that.masses());
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(rows) + masses().hashCode();
  }

  @Override
  public String toString() {
    return "LabelDistributionAccumulator[rows=" + rows + ", entropy=" + entropy() + "]";
  }
}
