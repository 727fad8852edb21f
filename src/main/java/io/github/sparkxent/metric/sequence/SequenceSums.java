// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.sequence;

import io.github.sparkxent.metric.tally.FirstRows;
import io.github.sparkxent.metric.tally.IdText;
import io.github.sparkxent.metric.tally.MeanMoments;
import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.metric.tally.StatusCounts;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.numeric.exact.FixedPoint;
import io.github.sparkxent.row.RowSequence;
import io.github.sparkxent.row.RowStatus;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/**
 * The sequences of one number of classes: their outcomes, and the exact sums over the evaluated
 * ones.
 */
final class SequenceSums {
  private static final String NAME = "sequence state";

  private static final int LN_2_BITS = 128;
  private static final ExactRational LN_2 = ExactRational.of(FixedPoint.ln2(LN_2_BITS), -LN_2_BITS);

  private final SequenceOptions options;
  private final StatusCounts counts = new StatusCounts();

  /** The evaluated ones that have invalid positions, by the first reason. */
  private final StatusCounts partlyInvalid = new StatusCounts();

  /** Evaluated ones of an infinite loss that have r > 0. */
  private long infinite;

  private final ExactSum loss = new ExactSum();
  private final ExactSum lossSquare = new ExactSum();
  private final ExactSum weight = new ExactSum();
  private final ExactSum weightSquare = new ExactSum();
  private final ExactSum lossTimesWeight = new ExactSum();
  private long byteCount;

  /** Of bytes times r. */
  private final ExactSum bytes = new ExactSum();

  private final ExactSum bytesSquare = new ExactSum();
  private final ExactSum lossTimesBytes = new ExactSum();

  /** The worst first; null if none is kept. */
  private final FirstRows<WorstSequence> worst;

  SequenceSums(SequenceOptions options) {
    this.options = options;
    worst =
        options.worstSequences() == 0
            ? null
            : new FirstRows<>(options.worstSequences(), Comparator.naturalOrder());
  }

  /** Adds a sequence all of whose positions came. */
  void add(SequenceOutcome sequence) {
    counts.add(sequence.status(), 1);
    if (sequence.evaluated() == 0) {
      return;
    }
    if (sequence.invalid() != null) {
      partlyInvalid.add(sequence.invalid(), 1);
    }
    ExactRational r = ExactRational.of(sequence.weight());
    infinite += sequence.isInfinite() && r.signum() > 0 ? 1 : 0;
    ExactRational s = sequence.losses().exactValue().times(r);
    loss.add(s);
    lossSquare.add(s.times(s));
    weight.add(r);
    weightSquare.add(r.times(r));
    lossTimesWeight.add(s.times(r));
    if (options.hasBytes()) {
      ExactRational b = ExactRational.of(sequence.bytes()).times(r);
      byteCount = Math.addExact(byteCount, sequence.bytes());
      bytes.add(b);
      bytesSquare.add(b.times(b));
      lossTimesBytes.add(s.times(b));
    }
    if (worst != null) {
      double shown = sequence.isInfinite() ? Double.POSITIVE_INFINITY : sequence.losses().value();
      if (!worst.isFull() || shown >= worst.last().loss()) {
        Long size = options.hasBytes() ? (Long) sequence.bytes() : null;
        worst.add(new WorstSequence(IdText.of(sequence.id()), sequence.evaluated(), size, shown));
      }
    }
  }

  private List<ExactSum> sums() {
    return List.of(
        loss,
        lossSquare,
        weight,
        weightSquare,
        lossTimesWeight,
        bytes,
        bytesSquare,
        lossTimesBytes);
  }

  void merge(SequenceSums other) {
    counts.merge(other.counts);
    partlyInvalid.merge(other.partlyInvalid);
    infinite += other.infinite;
    byteCount = Math.addExact(byteCount, other.byteCount);
    List<ExactSum> own = sums();
    List<ExactSum> others = other.sums();
    for (int i = 0; i < own.size(); i++) {
      own.get(i).add(others.get(i));
    }
    if (worst != null) {
      other.worst.rows().forEach(worst::add);
    }
  }

  StatusCounts counts() {
    return counts;
  }

  StatusCounts partlyInvalid() {
    return partlyInvalid;
  }

  SequenceSummary summary() {
    MeanMoments ofSequence =
        new MeanMoments(
            units(),
            loss.exactValue(),
            lossSquare.exactValue(),
            lossTimesWeight.exactValue(),
            weight.exactValue(),
            weightSquare.exactValue());
    return new SequenceSummary(
        units(),
        mean(ofSequence),
        error(ofSequence),
        options.hasBytes() ? bytesSummary() : null,
        worst == null ? List.of() : worst.rows());
  }

  private BytesSummary bytesSummary() {
    MeanMoments ofByte =
        new MeanMoments(
            units(),
            loss.exactValue(),
            lossSquare.exactValue(),
            lossTimesBytes.exactValue().times(LN_2),
            bytes.exactValue().times(LN_2),
            bytesSquare.exactValue().times(LN_2).times(LN_2));
    return new BytesSummary(byteCount, mean(ofByte), error(ofByte));
  }

  private long units() {
    return counts.count(RowStatus.EVALUATED);
  }

  private Double mean(MeanMoments moments) {
    Double mean = moments.mean();
    return mean == null || infinite == 0 ? mean : (Double) Double.POSITIVE_INFINITY;
  }

  private Double error(MeanMoments moments) {
    return infinite > 0 && moments.hasError() ? (Double) Double.NaN : moments.standardError();
  }

  /**
   * Writes the sequences by outcome, those evaluated that have invalid positions, and those of
   * infinite loss; the sums of S, S^2, r, r^2 and S r; with bytes these and the sums of r B, its
   * square and S r B; if some are kept, their number, and of each the loss, the id, the positions
   * and the bytes.
   */
  void writeTo(DataOutput out) throws IOException {
    counts.writeTo(out);
    partlyInvalid.writeTo(out);
    BinaryForm.writeCount(out, infinite);
    BinaryForm.writeCount(out, byteCount);
    for (ExactSum sum : sums()) {
      sum.writeTo(out);
    }
    if (worst != null) {
      BinaryForm.writeCount(out, worst.rows().size());
      for (WorstSequence one : worst.rows()) {
        out.writeDouble(one.loss());
        StateForm.writeText(out, one.id());
        BinaryForm.writeCount(out, one.positions());
        BinaryForm.writeCount(out, one.bytes() == null ? 0 : one.bytes());
      }
    }
  }

  void readFrom(DataInput in) throws IOException {
    counts.merge(StatusCounts.readFrom(in));
    partlyInvalid.merge(StatusCounts.readFrom(in));
    infinite = BinaryForm.readCount(in, NAME);
    byteCount = BinaryForm.readCount(in, NAME);
    requireCounts();
    for (ExactSum sum : sums()) {
      ExactSum read = StateForm.readFinite(in, NAME);
      if (units() == 0 && read.exactValue().signum() != 0) {
        throw BinaryForm.damaged(NAME, "it has a sum over no sequences");
      }
      sum.add(read);
    }
    requireWeights();
    if (worst != null) {
      readWorst(in);
    }
  }

  private void requireCounts() {
    boolean areInvalid =
        partlyInvalid.counts().keySet().stream().allMatch(RowStatus::isInvalid)
            && partlyInvalid.total() <= units();
    if (!areInvalid || counts.count(RowStatus.MASKED) > 0 || infinite > units()) {
      throw BinaryForm.damaged(NAME, "its numbers of sequences are impossible");
    }
    long least = options.hasBytes() ? units() : 0;
    long longest = options.hasBytes() ? RowSequence.MAX_BYTES : 1;
    boolean isTooMuch = byteCount > 0 && (byteCount - 1) / longest >= least;
    if (byteCount < least || isTooMuch) {
      throw BinaryForm.damaged(NAME, "%s sequences have %s bytes".formatted(units(), byteCount));
    }
  }

  private void requireWeights() {
    for (ExactSum sum : List.of(lossSquare, weight, weightSquare, bytes, bytesSquare)) {
      if (sum.exactValue().signum() < 0) {
        throw BinaryForm.damaged(NAME, "a sum of squares or weights is " + sum.value());
      }
    }
    if (!options.hasBytes() && bytes.exactValue().signum() != 0) {
      throw BinaryForm.damaged(NAME, "it has bytes");
    }
  }

  private void readWorst(DataInput in) throws IOException {
    int size = StateForm.readInt(in, NAME);
    if (size > options.worstSequences() || size > units()) {
      throw BinaryForm.damaged(NAME, "it keeps " + size + " of " + units() + " sequences");
    }
    WorstSequence before = null;
    for (int i = 0; i < size; i++) {
      double shown = StateForm.readDouble(in, NAME);
      String id = IdText.read(in, NAME);
      long positions = BinaryForm.readCount(in, NAME);
      long length = BinaryForm.readCount(in, NAME);
      Long ofText = options.hasBytes() ? (Long) length : null;
      WorstSequence one = new WorstSequence(id, positions, ofText, shown);
      boolean hasSize = options.hasBytes() ? RowSequence.isSize(length) : length == 0;
      boolean isNone = shown == Double.NEGATIVE_INFINITY || positions == 0 || !hasSize;
      if (isNone || (before != null && before.compareTo(one) > 0)) {
        throw BinaryForm.damaged(NAME, one + " follows " + before);
      }
      worst.add(one);
      before = one;
    }
  }
}
