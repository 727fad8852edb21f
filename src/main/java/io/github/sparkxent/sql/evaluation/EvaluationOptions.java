// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.metric.sequence.SequenceOptions;
import io.github.sparkxent.metric.state.MetricOptions;
import io.github.sparkxent.numeric.LogitEncoding;
import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.row.BaselineEvaluator;
import io.github.sparkxent.row.PredictionKind;
import io.github.sparkxent.row.RowDivergence;
import io.github.sparkxent.row.RowEvaluator;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;

/**
 * The options of a run: what the functions of an evaluation have to know. They travel as text, in a
 * setting of the run's session and within the functions that its catalog makes.
 *
 * @param loss smoothing, class weights and ignored label
 * @param numClasses the number of classes that every row must have, or 0 for any
 * @param labelSumTolerance how far from one the sum of a label distribution may be
 * @param kind what the numbers of a prediction are
 * @param encoding how logits are stored if they are packed
 * @param probabilitySumTolerance how far from one the sum of probabilities may be
 * @param classes the names of the classes, in the order of their ids; empty without names
 * @param maxSplits the largest number of named splits
 * @param metrics which metrics there are
 * @param baseline what a row has of a baseline, or null
 * @param sequences what rows have beside that if they are sequences
 */
public record EvaluationOptions(
    LossOptions loss,
    int numClasses,
    double labelSumTolerance,
    PredictionKind kind,
    LogitEncoding encoding,
    double probabilitySumTolerance,
    List<String> classes,
    int maxSplits,
    MetricOptions metrics,
    BaselineOptions baseline,
    SequenceColumns sequences)
    implements Serializable {
  private static final String NAME = "evaluation options";
  private static final int VERSION = 1;

  /**
   * Refuses a comparison without a baseline, a baseline that nothing is compared with, and a
   * ranking of other than two classes.
   *
   * @throws IllegalArgumentException if one of them is missing
   */
  public EvaluationOptions {
    if ((baseline == null) != (metrics.comparison() == null)) {
      throw new IllegalArgumentException(
          baseline == null ? "a comparison without a baseline" : "a baseline without a comparison");
    }
    if (metrics.ranking() != null && numClasses != 2) {
      throw new IllegalArgumentException("a ranking of " + numClasses + " classes, expected 2");
    }
    if (baseline != null
        && baseline.form() == BaselineOptions.Form.FIGURES
        && metrics.comparison().divergence()) {
      throw new IllegalArgumentException("a divergence without the baseline's logits");
    }
  }

  /** Makes options without a baseline, of logits that are float32 if they are packed. */
  public EvaluationOptions(
      LossOptions loss,
      int numClasses,
      double labelSumTolerance,
      PredictionKind kind,
      double probabilitySumTolerance,
      List<String> classes,
      int maxSplits,
      MetricOptions metrics) {
    this(
        loss,
        numClasses,
        labelSumTolerance,
        kind,
        LogitEncoding.FLOAT32,
        probabilitySumTolerance,
        classes,
        maxSplits,
        metrics,
        null,
        SequenceColumns.NONE);
  }

  /** Returns these options for rows that are sequences. */
  public EvaluationOptions ofSequences() {
    return new EvaluationOptions(
        loss,
        numClasses,
        labelSumTolerance,
        kind,
        encoding,
        probabilitySumTolerance,
        classes,
        maxSplits,
        metrics.withSequences(sequences.options(metrics.worstRows())),
        baseline,
        sequences);
  }

  /** What is serialized in the place of options. */
  private record Text(String text) implements Serializable {
    private Object readResolve() {
      return ofText(text);
    }
  }

  private Object writeReplace() {
    return new Text(toText());
  }

  /** Returns a new evaluator of rows that all have a number of classes, or any if it is 0. */
  public RowEvaluator evaluator(int numClasses) {
    return new RowEvaluator(loss, numClasses, labelSumTolerance, kind, probabilitySumTolerance);
  }

  /**
   * Returns a new evaluator of the baseline of rows that all have a number of classes, or any if it
   * is 0; null without a baseline.
   */
  public BaselineEvaluator baselineEvaluator(int numClasses) {
    if (baseline == null) {
      return null;
    }
    if (baseline.form() == BaselineOptions.Form.FIGURES) {
      return BaselineEvaluator.ofFigures();
    }
    return BaselineEvaluator.ofLogits(
        new RowEvaluator(
            loss, numClasses, labelSumTolerance, baseline.kind(), probabilitySumTolerance),
        metrics.comparison().divergence() ? new RowDivergence(baseline.kind(), kind) : null);
  }

  /**
   * Returns how packed logits are stored.
   *
   * @param argument {@link EvaluationArguments#LOGITS} or {@link
   *     EvaluationArguments#BASELINE_LOGITS}
   */
  public LogitEncoding encoding(String argument) {
    return argument.equals(EvaluationArguments.BASELINE_LOGITS) ? baseline.encoding() : encoding;
  }

  /** Returns these options as text: equal ones as equal texts. */
  public String toText() {
    return Base64.getEncoder().encodeToString(BinaryForm.toByteArray(this::writeTo));
  }

  private void writeTo(DataOutput out) throws IOException {
    double[] weights = loss.hasClassWeights() ? loss.classWeights() : new double[0];
    out.writeByte(VERSION);
    out.writeDouble(loss.labelSmoothing());
    out.writeInt(weights.length);
    for (double weight : weights) {
      out.writeDouble(weight);
    }
    out.writeBoolean(loss.ignoreIndex().isPresent());
    out.writeLong(loss.ignoreIndex().orElse(0));
    out.writeInt(numClasses);
    out.writeDouble(labelSumTolerance);
    out.writeInt(kind.ordinal());
    out.writeInt(encoding.ordinal());
    out.writeDouble(probabilitySumTolerance);
    out.writeInt(classes.size());
    for (String name : classes) {
      writeBytes(out, name.getBytes(StandardCharsets.UTF_8));
    }
    out.writeInt(maxSplits);
    writeBytes(out, metrics.toByteArray());
    out.writeBoolean(baseline != null);
    if (baseline != null) {
      out.writeInt(baseline.form().ordinal());
      out.writeInt(baseline.kind().ordinal());
      out.writeInt(baseline.encoding().ordinal());
      out.writeBoolean(baseline.hasLabel());
    }
    out.writeBoolean(!sequences.equals(SequenceColumns.NONE));
    if (!sequences.equals(SequenceColumns.NONE)) {
      out.writeBoolean(sequences.mask());
      sequences.options(0).writeTo(out);
    }
  }

  private static void writeBytes(DataOutput out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * Returns the options that a text stands for.
   *
   * @throws IllegalArgumentException if it stands for none
   */
  public static EvaluationOptions ofText(String text) {
    return BinaryForm.fromByteArray(
        Base64.getDecoder().decode(text),
        NAME,
        in -> BinaryForm.read(in, NAME, VERSION, EvaluationOptions::readFrom));
  }

  private static EvaluationOptions readFrom(DataInput in) throws IOException {
    return new EvaluationOptions(
        readLoss(in),
        in.readInt(),
        in.readDouble(),
        PredictionKind.values()[in.readInt()],
        LogitEncoding.values()[in.readInt()],
        in.readDouble(),
        readNames(in),
        in.readInt(),
        MetricOptions.fromByteArray(readBytes(in)),
        in.readBoolean() ? readBaseline(in) : null,
        in.readBoolean() ? readSequences(in) : SequenceColumns.NONE);
  }

  private static SequenceColumns readSequences(DataInput in) throws IOException {
    boolean mask = in.readBoolean();
    SequenceOptions options = SequenceOptions.readFrom(in, NAME);
    return new SequenceColumns(mask, options.hasBytes(), options.positions());
  }

  private static BaselineOptions readBaseline(DataInput in) throws IOException {
    return new BaselineOptions(
        BaselineOptions.Form.values()[in.readInt()],
        PredictionKind.values()[in.readInt()],
        LogitEncoding.values()[in.readInt()],
        in.readBoolean());
  }

  private static LossOptions readLoss(DataInput in) throws IOException {
    double smoothing = in.readDouble();
    double[] weights = new double[in.readInt()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = in.readDouble();
    }
    boolean ignores = in.readBoolean();
    long ignored = in.readLong();
    return LossOptions.of(
        smoothing,
        weights.length == 0 ? null : weights,
        ignores ? OptionalLong.of(ignored) : OptionalLong.empty());
  }

  private static List<String> readNames(DataInput in) throws IOException {
    List<String> names = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      names.add(new String(readBytes(in), StandardCharsets.UTF_8));
    }
    return names;
  }

  private static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
