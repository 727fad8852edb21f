// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.numeric.exact.BinaryForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The mergeable state of a whole evaluation: one {@link SplitAccumulator} for each split.
 *
 * <p><b>Size.</b> The number of splits is limited at creation. A state that would get more drops
 * its splits and only remembers that there were too many, so an id given for a split by mistake
 * does not fill the memory.
 *
 * <p><b>Binary form.</b> Version (byte, 1), limit of splits (count), options, whether the limit was
 * exceeded (byte), number of splits (count); for each, by name, null last: the name's length in
 * UTF-8 plus one, or 0 for null (count), the name, the split's state. Counts are those of {@link
 * BinaryForm}. This version is that of all parts.
 */
public final class EvaluationState extends State {
  /** The version of the binary form, of all parts. */
  public static final int VERSION = 1;

  /**
   * The version of the figures: each line <i>Numeric results</i> of the changelog that tells of
   * other bits raises it, so that states that were kept before are not merged with later ones.
   */
  public static final int FIGURES_VERSION = 1;

  private static final String NAME = "evaluation state";

  private final int maxSplits;
  private MetricOptions options;
  private final Map<String, SplitAccumulator> splits =
      new TreeMap<>(Comparator.nullsLast(Comparator.naturalOrder()));
  private boolean tooManySplits;

  /**
   * Creates an empty state.
   *
   * @param maxSplits the largest number of named splits
   * @param options which metrics there are
   * @throws IllegalArgumentException if it is less than 1
   */
  public EvaluationState(int maxSplits, MetricOptions options) {
    if (maxSplits < 1) {
      throw new IllegalArgumentException("max_splits is " + maxSplits + ", expected 1 or more");
    }
    this.maxSplits = maxSplits;
    this.options = options;
  }

  /**
   * Returns the state of a split to add rows to, a new one for a new split.
   *
   * @param name the split's name, or null for the rows without one
   * @return the split's state, or null if there are too many splits
   */
  public SplitAccumulator split(String name) {
    if (tooManySplits) {
      return null;
    }
    SplitAccumulator split = splits.computeIfAbsent(name, n -> new SplitAccumulator(optionsOf(n)));
    if (splits.size() - (splits.containsKey(null) ? 1 : 0) > maxSplits) {
      splits.clear();
      tooManySplits = true;
      return null;
    }
    return split;
  }

  /** Returns the options of a split: rows without a split are counted, not sliced. */
  private MetricOptions optionsOf(String name) {
    return name == null ? options.withoutSlices() : options;
  }

  /**
   * Tells whether there were more named splits than the limit allows.
   *
   * @return true if so; then the figures are gone
   */
  public boolean hasTooManySplits() {
    return tooManySplits;
  }

  /**
   * Adds all rows of another state; merging a state with itself counts every row twice.
   *
   * @param other the other state, not changed unless it is this one
   * @throws IllegalArgumentException if the states are of different options
   */
  public void merge(EvaluationState other) {
    requireSame(other);
    if (other.tooManySplits) {
      tooManySplits = true;
      splits.clear();
    }
    for (Map.Entry<String, SplitAccumulator> entry : List.copyOf(other.splits.entrySet())) {
      SplitAccumulator split = split(entry.getKey());
      if (split == null) {
        return;
      }
      split.merge(entry.getValue());
    }
  }

  /**
   * Requires the same options. Whether rows are sequences shows only where there are rows: a state
   * without any is one of sequences as soon as it is merged with such a one.
   */
  private void requireSame(EvaluationState other) {
    if (isWithoutSequences()) {
      options = options.withSequences(other.options.sequences());
    }
    MetricOptions theirs =
        other.isWithoutSequences()
            ? other.options.withSequences(options.sequences())
            : other.options;
    if ((options.sequences() == null) != (theirs.sequences() == null)) {
      throw new IllegalArgumentException(
          "states of sequences and states of single rows cannot be merged");
    }
    if (maxSplits != other.maxSplits || !options.equals(theirs)) {
      throw new IllegalArgumentException("states of different options cannot be merged");
    }
  }

  private boolean isWithoutSequences() {
    return options.sequences() == null && splits.isEmpty();
  }

  /**
   * Returns the number of classes that most rows have, over all splits; of several such numbers,
   * the smallest.
   *
   * @return the number of classes, or 0 if no row has logits
   */
  public int commonNumClasses() {
    Map<Integer, Long> rows = new TreeMap<>();
    splits.values().forEach(split -> split.countRowsByNumClasses(rows));
    int common = 0;
    long most = 0;
    for (Map.Entry<Integer, Long> entry : rows.entrySet()) {
      if (entry.getValue() > most) {
        common = entry.getKey();
        most = entry.getValue();
      }
    }
    return common;
  }

  /**
   * Returns the figures of all splits. The rows of a split that are all filtered are counted with
   * those that have no split: the run is not about such a split.
   *
   * @param numClasses the number of classes that a row must have to count as evaluated
   * @return one summary a split, sorted by name, null last
   */
  public List<SplitSummary> summaries(int numClasses) {
    List<SplitSummary> summaries = new ArrayList<>();
    SplitAccumulator none = new SplitAccumulator(optionsOf(null));
    boolean hasNone = false;
    for (Map.Entry<String, SplitAccumulator> split : splits.entrySet()) {
      SplitAccumulator state = split.getValue();
      if (split.getKey() == null || state.isFilteredWhole()) {
        none.addCounts(state);
        hasNone = true;
      } else {
        summaries.add(state.summary(split.getKey(), numClasses));
      }
    }
    if (hasNone) {
      summaries.add(none.summary(null, numClasses));
    }
    return List.copyOf(summaries);
  }

  /**
   * Returns the binary form.
   *
   * @return the bytes, equal for equal states
   */
  public byte[] toByteArray() {
    return bytes();
  }

  @Override
  void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    BinaryForm.writeCount(out, maxSplits);
    options.writeTo(out);
    out.writeByte(tooManySplits ? 1 : 0);
    BinaryForm.writeCount(out, splits.size());
    for (Map.Entry<String, SplitAccumulator> entry : splits.entrySet()) {
      StateForm.writeText(out, entry.getKey());
      entry.getValue().writeTo(out);
    }
  }

  /**
   * Reads the binary form from bytes that hold nothing else.
   *
   * @param bytes the form
   * @return the state
   * @throws IllegalArgumentException if the form is damaged, truncated or newer
   */
  public static EvaluationState fromByteArray(byte[] bytes) {
    EvaluationState read = fromOwnByteArray(bytes);
    if (!Arrays.equals(read.toByteArray(), bytes)) {
      throw BinaryForm.damaged(NAME, "no state has these bytes");
    }
    return read;
  }

  /**
   * Reads the binary form from bytes that this code has written. It skips the check that the bytes
   * are canonical, which takes as long as the reading.
   *
   * @param bytes the form
   * @return the state
   * @throws IllegalArgumentException if the form is damaged, truncated or newer
   */
  public static EvaluationState fromOwnByteArray(byte[] bytes) {
    return BinaryForm.fromByteArray(
        bytes, NAME, in -> BinaryForm.read(in, NAME, VERSION, EvaluationState::readBody));
  }

  private static EvaluationState readBody(DataInput in) throws IOException {
    int maxSplits = StateForm.readInt(in, NAME);
    if (maxSplits < 1) {
      throw BinaryForm.damaged(NAME, "its limit of splits is " + maxSplits);
    }
    EvaluationState read = new EvaluationState(maxSplits, MetricOptions.readFrom(in));
    read.tooManySplits = StateForm.readFlag(in, NAME);
    long size = BinaryForm.readCount(in, NAME);
    for (long i = 0; i < size; i++) {
      String name = StateForm.readText(in, NAME);
      SplitAccumulator split = new SplitAccumulator(read.optionsOf(name));
      split.readFrom(in);
      read.splits.put(name, split);
    }
    return read;
  }
}
