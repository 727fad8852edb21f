// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.cluster.Clusters;
import io.github.sparkxent.metric.ranking.RankingOptions;
import io.github.sparkxent.metric.sequence.SequenceOptions;
import io.github.sparkxent.metric.tally.ClassTable;
import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.numeric.exact.BinaryForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which metrics an evaluation has beside those of the loss, and their limits.
 *
 * @param topK the k of each top-k accuracy, at least 1 each, rising
 * @param calibrationBins the number of bins of confidence, or 0 for no calibration
 * @param perClassMaxClasses up to how many classes each class has figures of its own
 * @param confusionMatrixMaxClasses up to how many classes there is a confusion matrix
 * @param worstRows how many rows of the largest losses are kept, 0 for none
 * @param slices the names of the slices: expressions for each of whose values there are metrics
 * @param maxSliceValues for how many values of a slice there are metrics in each split
 * @param clusterGroups how many clusters of rows are told apart, 0 if rows have none
 * @param comparison what a comparison with a baseline has; null without a baseline
 * @param ranking what the ranking of rows of two classes has; null without
 * @param listedOnly whether rows list some classes only, so that not all figures are known
 * @param sequences what rows that are sequences have; null if rows are none
 */
public record MetricOptions(
    List<Integer> topK,
    int calibrationBins,
    int perClassMaxClasses,
    int confusionMatrixMaxClasses,
    int worstRows,
    List<String> slices,
    int maxSliceValues,
    int clusterGroups,
    ComparisonOptions comparison,
    RankingOptions ranking,
    boolean listedOnly,
    SequenceOptions sequences) {
  private static final String NAME = "metric options";
  private static final int VERSION = 1;
  private static final int MAX_TOP_K = 100;
  private static final int MAX_CALIBRATION_BINS = 1000;
  private static final int MAX_WORST_ROWS = 1000;
  private static final int DEFAULT_MAX_SLICE_VALUES = 100;
  private static final int MAX_SLICES = 100;
  private static final int MAX_SLICE_VALUES = 1_000_000;
  private static final int MAX_CLUSTER_GROUPS = 1_000_000;

  /** The parts of the binary form that may be absent. */
  private static final int COMPARISON = 1;

  private static final int RANKING = 2;
  private static final int SEQUENCES = 4;

  /** That rows list some classes only. */
  private static final int LISTED_ONLY = 8;

  /** A value of a slice has this part of the groups of clusters that a split has. */
  private static final int CLUSTERS_OF_SLICE = 10;

  /** The usual ones. */
  public static final MetricOptions DEFAULT =
      new MetricOptions(List.of(1, 5), 15, 1000, 100, 10, List.of(), DEFAULT_MAX_SLICE_VALUES);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is out of range; the message says what was found and
   *     what was expected
   */
  public MetricOptions {
    topK = List.copyOf(topK);
    int last = 0;
    for (int k : topK) {
      if (k <= last) {
        throw new IllegalArgumentException(
            "metrics.top_k is " + topK + ", expected rising numbers of at least 1");
      }
      last = k;
    }
    requireRange("top_k's length", topK.size(), MAX_TOP_K);
    requireRange("calibration_bins", calibrationBins, MAX_CALIBRATION_BINS);
    requireRange("per_class_max_classes", perClassMaxClasses, ClassTable.CLASS_LIMIT);
    requireRange("confusion_matrix_max_classes", confusionMatrixMaxClasses, ClassTable.CLASS_LIMIT);
    requireRange("worst_rows", worstRows, MAX_WORST_ROWS);
    slices = List.copyOf(slices);
    requireSlices(slices);
    requireRange("max_slice_values", maxSliceValues, MAX_SLICE_VALUES);
    if (maxSliceValues == 0) {
      throw new IllegalArgumentException("metrics.max_slice_values is 0, expected 1 or more");
    }
    if (clusterGroups < 0 || clusterGroups > MAX_CLUSTER_GROUPS) {
      throw new IllegalArgumentException(
          "comparison.groups is " + clusterGroups + ", expected 1 to " + MAX_CLUSTER_GROUPS);
    }
  }

  private static void requireSlices(List<String> slices) {
    if (slices.size() > MAX_SLICES) {
      throw new IllegalArgumentException(
          "slices has " + slices.size() + " entries, expected at most " + MAX_SLICES);
    }
    Set<String> names = new HashSet<>();
    for (String name : slices) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("slices has the name \"" + name + "\", expected text");
      }
      if (!names.add(name)) {
        throw new IllegalArgumentException(
            "slices has the name \"" + name + "\" twice, expected each name once");
      }
    }
  }

  /**
   * Makes options without clusters and a baseline.
   *
   * @param topK the k of each top-k accuracy, at least 1 each, rising
   * @param calibrationBins the number of bins of confidence, or 0 for no calibration
   * @param perClassMaxClasses up to how many classes each class has figures of its own
   * @param confusionMatrixMaxClasses up to how many classes there is a confusion matrix
   * @param worstRows how many rows of the largest losses are kept, 0 for none
   * @param slices the names of the slices
   * @param maxSliceValues for how many values of a slice there are metrics in each split
   * @throws IllegalArgumentException if one is out of range
   */
  public MetricOptions(
      List<Integer> topK,
      int calibrationBins,
      int perClassMaxClasses,
      int confusionMatrixMaxClasses,
      int worstRows,
      List<String> slices,
      int maxSliceValues) {
    this(
        topK,
        calibrationBins,
        perClassMaxClasses,
        confusionMatrixMaxClasses,
        worstRows,
        slices,
        maxSliceValues,
        0,
        null,
        null,
        false,
        null);
  }

  /**
   * Makes options without slices.
   *
   * @param topK the k of each top-k accuracy, at least 1 each, rising
   * @param calibrationBins the number of bins of confidence, or 0 for no calibration
   * @param perClassMaxClasses up to how many classes each class has figures of its own
   * @param confusionMatrixMaxClasses up to how many classes there is a confusion matrix
   * @param worstRows how many rows of the largest losses are kept, 0 for none
   * @throws IllegalArgumentException if one is out of range
   */
  public MetricOptions(
      List<Integer> topK,
      int calibrationBins,
      int perClassMaxClasses,
      int confusionMatrixMaxClasses,
      int worstRows) {
    this(
        topK,
        calibrationBins,
        perClassMaxClasses,
        confusionMatrixMaxClasses,
        worstRows,
        List.of(),
        DEFAULT_MAX_SLICE_VALUES);
  }

  /**
   * Returns these options for rows of clusters.
   *
   * @param groups how many clusters are told apart, 0 for none
   * @return the options
   */
  public MetricOptions withClusters(int groups) {
    return with(slices, groups, comparison, ranking, listedOnly, sequences);
  }

  /**
   * Returns these options for rows of a candidate and a baseline.
   *
   * @param paired what the comparison has, or null
   * @return the options
   */
  public MetricOptions withComparison(ComparisonOptions paired) {
    return with(slices, clusterGroups, paired, ranking, listedOnly, sequences);
  }

  /**
   * Returns these options for rows of two classes that are ranked by their scores.
   *
   * @param ranked what the ranking has, or null
   * @return the options
   */
  public MetricOptions withRanking(RankingOptions ranked) {
    return with(slices, clusterGroups, comparison, ranked, listedOnly, sequences);
  }

  /**
   * Returns these options for rows that list some classes only.
   *
   * @param listed whether they do
   * @return the options
   */
  public MetricOptions withListedOnly(boolean listed) {
    return with(slices, clusterGroups, comparison, ranking, listed, sequences);
  }

  /**
   * Returns these options for rows that are sequences.
   *
   * @param ofSequences what they have, or null
   * @return the options
   */
  public MetricOptions withSequences(SequenceOptions ofSequences) {
    return with(slices, clusterGroups, comparison, ranking, listedOnly, ofSequences);
  }

  /**
   * Returns how many clusters are told apart, as {@link Clusters#of} takes it: sequences are the
   * clusters of their positions unless rows have others.
   */
  int clusters() {
    return clusterGroups == 0 && sequences != null ? Clusters.CONSECUTIVE : clusterGroups;
  }

  /** Returns these options without slices. */
  MetricOptions withoutSlices() {
    return slices.isEmpty()
        ? this
        : with(List.of(), clusterGroups, comparison, ranking, listedOnly, sequences);
  }

  private MetricOptions with(
      List<String> names,
      int groups,
      ComparisonOptions paired,
      RankingOptions ranked,
      boolean listed,
      SequenceOptions ofSequences) {
    return new MetricOptions(
        topK,
        calibrationBins,
        perClassMaxClasses,
        confusionMatrixMaxClasses,
        worstRows,
        names,
        maxSliceValues,
        groups,
        paired,
        ranked,
        listed,
        ofSequences);
  }

  /**
   * Returns the options of one value of a slice: all metrics that are numbers, without tables or
   * rows.
   *
   * @param slice its name
   */
  MetricOptions ofSlice(String slice) {
    int groups = clusterGroups == 0 ? 0 : Math.max(1, clusterGroups / CLUSTERS_OF_SLICE);
    return new MetricOptions(topK, calibrationBins, 0, 0, 0)
        .withClusters(groups)
        .withComparison(comparison == null ? null : comparison.ofSlice())
        .withRanking(ranking)
        .withListedOnly(listedOnly)
        .withSequences(sequences == null ? null : sequences.ofSlice(slice));
  }

  private static void requireRange(String key, int value, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(
          "metrics." + key + " is " + value + ", expected 0 to " + max);
    }
  }

  /**
   * Returns the binary form.
   *
   * @return the bytes, equal for equal options
   */
  public byte[] toByteArray() {
    return BinaryForm.toByteArray(
        out -> {
          out.writeByte(VERSION);
          writeTo(out);
        });
  }

  /**
   * Reads the binary form.
   *
   * @param bytes the form
   * @return the options
   * @throws IllegalArgumentException if the form is damaged, truncated or newer
   */
  public static MetricOptions fromByteArray(byte[] bytes) {
    return BinaryForm.fromByteArray(
        bytes, NAME, in -> BinaryForm.read(in, NAME, VERSION, MetricOptions::readFrom));
  }

  void writeTo(DataOutput out) throws IOException {
    BinaryForm.writeCount(out, topK.size());
    for (int k : topK) {
      BinaryForm.writeCount(out, k);
    }
    BinaryForm.writeCount(out, calibrationBins);
    BinaryForm.writeCount(out, perClassMaxClasses);
    BinaryForm.writeCount(out, confusionMatrixMaxClasses);
    BinaryForm.writeCount(out, worstRows);
    BinaryForm.writeCount(out, slices.size());
    for (String slice : slices) {
      StateForm.writeText(out, slice);
    }
    BinaryForm.writeCount(out, maxSliceValues);
    BinaryForm.writeCount(out, clusterGroups);
    out.writeByte(
        (comparison == null ? 0 : COMPARISON)
            | (ranking == null ? 0 : RANKING)
            | (sequences == null ? 0 : SEQUENCES)
            | (listedOnly ? LISTED_ONLY : 0));
    if (comparison != null) {
      comparison.writeTo(out);
    }
    if (ranking != null) {
      ranking.writeTo(out);
    }
    if (sequences != null) {
      sequences.writeTo(out);
    }
  }

  static MetricOptions readFrom(DataInput in) throws IOException {
    int size = StateForm.readInt(in, NAME);
    if (size > MAX_TOP_K) {
      throw BinaryForm.damaged(NAME, "it has " + size + " numbers of classes");
    }
    List<Integer> topK = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      topK.add(StateForm.readInt(in, NAME));
    }
    try {
      MetricOptions read =
          new MetricOptions(
                  topK,
                  StateForm.readInt(in, NAME),
                  StateForm.readInt(in, NAME),
                  StateForm.readInt(in, NAME),
                  StateForm.readInt(in, NAME),
                  readSlices(in),
                  StateForm.readInt(in, NAME))
              .withClusters(StateForm.readInt(in, NAME));
      return read.withParts(in);
    } catch (IllegalArgumentException e) {
      throw BinaryForm.damaged(NAME, e.getMessage());
    }
  }

  private MetricOptions withParts(DataInput in) throws IOException {
    int parts = in.readUnsignedByte();
    if ((parts & ~(COMPARISON | RANKING | SEQUENCES | LISTED_ONLY)) != 0) {
      throw BinaryForm.damaged(NAME, "its parts are " + parts);
    }
    return withComparison((parts & COMPARISON) == 0 ? null : ComparisonOptions.readFrom(in, NAME))
        .withRanking((parts & RANKING) == 0 ? null : RankingOptions.readFrom(in, NAME))
        .withListedOnly((parts & LISTED_ONLY) != 0)
        .withSequences((parts & SEQUENCES) == 0 ? null : SequenceOptions.readFrom(in, NAME));
  }

  private static List<String> readSlices(DataInput in) throws IOException {
    int size = StateForm.readInt(in, NAME);
    if (size > MAX_SLICES) {
      throw BinaryForm.damaged(NAME, "it has " + size + " slices");
    }
    List<String> slices = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String slice = StateForm.readText(in, NAME);
      if (slice == null) {
        throw BinaryForm.damaged(NAME, "a slice has no name");
      }
      slices.add(slice);
    }
    return slices;
  }
}
