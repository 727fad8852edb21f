// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.comparison;

import io.github.sparkxent.metric.ClassDifference;
import io.github.sparkxent.metric.PairedDifference;
import io.github.sparkxent.metric.TopKDifference;
import io.github.sparkxent.metric.cluster.ClusterKey;
import io.github.sparkxent.metric.cluster.Clusters;
import io.github.sparkxent.metric.tally.ClassLoss;
import io.github.sparkxent.metric.tally.ClassTable;
import io.github.sparkxent.metric.tally.WeightTally;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.row.LabelWeight;
import io.github.sparkxent.row.RowColumns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All sums over the rows that candidate and baseline evaluate both.
 *
 * <p>Rows of weight 1 and finite losses, which are nearly all, are added several at a time; where
 * there are figures by class, these and the sums over all rows are filled from one table.
 */
public final class ComparedRows {
  /** The most rows that are added at a time. */
  public static final int LARGEST_BATCH = 64;

  /** Up to how many classes unit rows wait in a table, which has memory for all of them. */
  private static final int MOST_IN_TABLE = 100;

  private static final int CLUSTERS_OF_CLASSES = 100_000;
  private static final int LEAST_CLUSTERS_OF_CLASS = 100;
  private static final int MOST_CLUSTERS_OF_CLASS = 1000;

  /** The places of figures of a cluster; the hits for each k follow. */
  private static final int LOSS = 0;

  private static final int BRIER_SCORE = 1;
  private static final int HITS = 2;

  private final int numClasses;

  /** 1 and the ks that are asked for, rising. */
  private final int[] ks;

  private final LossPairs loss = new LossPairs();
  private final LossPairs brierScore = new LossPairs();
  private final HitPairs[] hits;
  private final WeightTally equal = new WeightTally();

  /** Null if it is not asked for. */
  private final ClassLoss divergence;

  /** Null without clusters. */
  private final Clusters clusters;

  /** Null if there are too many classes. */
  private final ClassTable<ClassPairs> classes;

  /** Rows that {@link #loss}, the first hits and {@link #classes} lack; null for no table. */
  private UnitPairs units;

  private final double[] differences = new double[LARGEST_BATCH];
  private final double[] clusterFigures;

  /** The cluster of the row before; null for none. */
  private ClusterKey key;

  /**
   * Creates the state of no rows.
   *
   * @param numClasses how many classes there are
   * @param topK the k of each top-k accuracy, rising
   * @param clusterGroups how many clusters are told apart, as {@link Clusters#of} takes it; 0 for
   *     no clusters
   * @param byClass whether there are figures by class
   * @param hasDivergence whether there is a divergence
   */
  public ComparedRows(
      int numClasses,
      List<Integer> topK,
      int clusterGroups,
      boolean byClass,
      boolean hasDivergence) {
    this.numClasses = numClasses;
    ks = IntStream.concat(IntStream.of(1), topK.stream().mapToInt(k -> k)).distinct().toArray();
    hits = new HitPairs[ks.length];
    Arrays.setAll(hits, i -> new HitPairs());
    divergence = hasDivergence ? new ClassLoss() : null;
    clusterFigures = new double[HITS + ks.length];
    clusters = clusterGroups == 0 ? null : Clusters.of(clusterGroups, clusterFigures.length);
    int ofClass = Math.min(clusterGroups, clustersOfClass(numClasses));
    classes = byClass ? new ClassTable<>(() -> new ClassPairs(ofClass)) : null;
  }

  /**
   * Returns how many clusters a class tells apart at most, so that all need not too much memory.
   */
  private static int clustersOfClass(int numClasses) {
    int share = CLUSTERS_OF_CLASSES / Math.max(1, numClasses);
    return Math.max(LEAST_CLUSTERS_OF_CLASS, Math.min(MOST_CLUSTERS_OF_CLASS, share));
  }

  /** Adds at most {@link #LARGEST_BATCH} rows, from one up to but not including another. */
  public void add(RowColumns rows, int from, int to) {
    BaselineRows.require(rows, from, to, numClasses);
    if (rows.areUnits(from, to) && areFinite(rows, from, to)) {
      addUnits(rows, from, to);
    } else {
      for (int i = from; i < to; i++) {
        addRow(rows, i);
      }
    }
    for (int i = from; divergence != null && i < to; i++) {
      divergence.add(divergenceOf(rows, i), rows.weights[i], LabelWeight.ONE);
    }
    for (int i = from; clusters != null && i < to; i++) {
      addToCluster(rows, i);
    }
  }

  /** Whether all losses of both sides are finite, and what lies between them is. */
  private static boolean areFinite(RowColumns rows, int from, int to) {
    boolean finite = true;
    for (int i = from; i < to; i++) {
      // Not finite either if one of the two is not, or is NaN.
      finite &= Double.isFinite(rows.losses[i] - rows.baseline.losses[i]);
    }
    return finite;
  }

  private void addUnits(RowColumns rows, int from, int to) {
    RowColumns baseline = rows.baseline;
    if (classes == null) {
      addDifferences(loss, rows.losses, baseline.losses, from, to);
      addHits(rows, 0, from, to);
    } else {
      addByClass(rows, from, to);
    }
    addDifferences(brierScore, rows.brierScores, baseline.brierScores, from, to);
    for (int k = 1; k < ks.length; k++) {
      addHits(rows, k, from, to);
    }
    int same = 0;
    for (int i = from; i < to; i++) {
      same += rows.predictions[i] == baseline.predictions[i] ? 1 : 0;
    }
    equal.addUnits(same);
  }

  private void addDifferences(
      LossPairs pairs, double[] ofCandidate, double[] ofBaseline, int from, int to) {
    for (int i = from; i < to; i++) {
      differences[i - from] = ofCandidate[i] - ofBaseline[i];
    }
    pairs.addUnits(ofCandidate, ofBaseline, from, differences, to - from);
  }

  private void addHits(RowColumns rows, int k, int from, int to) {
    hits[k].addUnits(rows.ranks, rows.baseline.ranks, ks[k], from, to);
  }

  /** Adds unit rows to a table by class, or where it would be too large to all that it fills. */
  private void addByClass(RowColumns rows, int from, int to) {
    if (units == null && numClasses <= MOST_IN_TABLE) {
      units = new UnitPairs(numClasses);
    }
    for (int i = from; i < to; i++) {
      if (units == null) {
        addLossAndHit(rows, i);
      } else {
        units.add(
            rows.labels[i],
            rows.losses[i],
            rows.baseline.losses[i],
            rows.ranks[i] == 0,
            rows.baseline.ranks[i] == 0);
      }
    }
  }

  private void addRow(RowColumns rows, int i) {
    RowColumns baseline = rows.baseline;
    double r = rows.weights[i];
    addLossAndHit(rows, i);
    brierScore.add(rows.brierScores[i], baseline.brierScores[i], r, LabelWeight.ONE);
    for (int k = 1; k < ks.length; k++) {
      hits[k].add(rows.ranks[i] < ks[k], baseline.ranks[i] < ks[k], r);
    }
    if (rows.predictions[i] == baseline.predictions[i]) {
      equal.add(r);
    }
  }

  private void addLossAndHit(RowColumns rows, int i) {
    double ofBaseline = rows.baseline.losses[i];
    boolean baselineHits = rows.baseline.ranks[i] == 0;
    double r = rows.weights[i];
    LabelWeight w = rows.labelWeights[i];
    loss.add(rows.losses[i], ofBaseline, r, w);
    hits[0].add(rows.ranks[i] == 0, baselineHits, r);
    if (classes != null) {
      classes
          .of(rows.labels[i])
          .add(rows.losses[i], ofBaseline, rows.ranks[i] == 0, baselineHits, r, w);
    }
  }

  private void addToCluster(RowColumns rows, int i) {
    RowColumns baseline = rows.baseline;
    double r = rows.weights[i];
    LabelWeight w = rows.labelWeights[i];
    clusterFigures[LOSS] = rows.losses[i] - baseline.losses[i];
    clusterFigures[BRIER_SCORE] = rows.brierScores[i] - baseline.brierScores[i];
    for (int k = 0; k < ks.length; k++) {
      int hit = rows.ranks[i] < ks[k] ? 1 : 0;
      clusterFigures[HITS + k] = hit - (baseline.ranks[i] < ks[k] ? 1 : 0);
    }
    key = ClusterKey.of(rows.clusters[i], key);
    clusters.add(key, clusterFigures, r, w);
    if (classes != null) {
      classes
          .of(rows.labels[i])
          .addToCluster(key, clusterFigures[LOSS], clusterFigures[HITS], r, w);
    }
  }

  private static double divergenceOf(RowColumns rows, int i) {
    double found = rows.divergences[i];
    if (!(found > Double.NEGATIVE_INFINITY)) {
      throw new IllegalArgumentException("the divergence of a row is " + found);
    }
    return found;
  }

  /** Brings all rows out of the table; to be called before anything is looked at. */
  private void settle() {
    if (units == null || units.isEmpty()) {
      return;
    }
    for (int label = 0; label < numClasses; label++) {
      if (units.has(label)) {
        loss.addUnits(units, label);
        hits[0].addUnits(units, label);
        classes.of(label).addUnits(units, label);
      }
    }
    units.clear();
  }

  /** Adds all rows of a state of the same options. */
  public void merge(ComparedRows other) {
    settle();
    other.settle();
    loss.merge(other.loss);
    brierScore.merge(other.brierScore);
    for (int k = 0; k < ks.length; k++) {
      hits[k].merge(other.hits[k]);
    }
    equal.merge(other.equal);
    if (divergence != null) {
      divergence.merge(other.divergence);
    }
    if (clusters != null) {
      clusters.merge(other.clusters);
    }
    if (classes != null) {
      classes.merge(other.classes, ClassPairs::merge);
    }
  }

  /** Returns the pairs of losses. */
  public LossPairs losses() {
    settle();
    return loss;
  }

  /** Returns how the mean losses differ. */
  public PairedDifference loss() {
    return losses().difference(clusters, LOSS);
  }

  /** Returns how the accuracies differ. */
  public PairedDifference accuracy() {
    settle();
    return hits[0].difference(clusters, HITS);
  }

  /** Returns how the top-k accuracies differ, those for the ks that are asked for. */
  public List<TopKDifference> topK(List<Integer> asked) {
    settle();
    List<TopKDifference> topK = new ArrayList<>();
    for (int k = 0; k < ks.length; k++) {
      if (asked.contains(ks[k])) {
        topK.add(new TopKDifference(ks[k], hits[k].difference(clusters, HITS + k)));
      }
    }
    return topK;
  }

  /** Returns how the Brier scores differ. */
  public PairedDifference brierScore() {
    return brierScore.difference(clusters, BRIER_SCORE);
  }

  /** Returns the share of the rows of the same prediction; null without weight. */
  public Double equalPredictions() {
    settle();
    return Differences.quotient(equal.weight(), hits[0].weight());
  }

  /** Returns the mean divergence; null if it is not asked for, or without weight. */
  public Double divergence() {
    return divergence == null ? null : divergence.mean();
  }

  /** Returns how the classes differ; none if there are too many. */
  public List<ClassDifference> classes() {
    settle();
    return classes == null
        ? List.of()
        : Arrays.stream(classes.classes()).mapToObj(c -> classes.of(c).difference(c)).toList();
  }

  /** Returns the clusters; null without. */
  public Clusters clusters() {
    return clusters;
  }

  /**
   * Writes the pairs of losses, of Brier scores, and of hits for each k; the weights of equal
   * predictions; where there are such the divergences, clusters and classes.
   */
  public void writeTo(DataOutput out) throws IOException {
    settle();
    loss.writeTo(out);
    brierScore.writeTo(out);
    for (HitPairs pairs : hits) {
      pairs.writeTo(out);
    }
    equal.writeTo(out);
    if (divergence != null) {
      divergence.writeTo(out);
    }
    if (clusters != null) {
      clusters.writeTo(out);
    }
    if (classes != null) {
      classes.writeTo(out, ClassPairs::writeTo);
    }
  }

  /** Reads, into this state without rows, what one of the same options has written. */
  public void readFrom(DataInput in, String name) throws IOException {
    loss.readFrom(in, name);
    brierScore.readFrom(in, name);
    for (HitPairs pairs : hits) {
      pairs.readFrom(in, name);
      if (pairs.rows() != loss.rows() || brierScore.rows() != loss.rows()) {
        throw BinaryForm.damaged(name, "its numbers of compared rows differ");
      }
    }
    equal.readFrom(in, name);
    require(equal.rows() <= loss.rows(), equal.rows() + " rows of equal predictions", name);
    if (divergence != null) {
      divergence.readFrom(in, name);
      require(divergence.rows() == loss.rows(), divergence.rows() + " divergences", name);
    }
    if (clusters != null) {
      clusters.readFrom(in);
      require(clusters.rows() == loss.rows(), clusters.rows() + " rows in clusters", name);
    }
    if (classes != null) {
      readClasses(in, name);
    }
  }

  private void readClasses(DataInput in, String name) throws IOException {
    classes.readFrom(in, name, (pairs, form) -> pairs.readFrom(form, name));
    long rows = 0;
    for (int label : classes.classes()) {
      require(label < numClasses, "the label " + label + " of " + numClasses + " classes", name);
      rows += classes.of(label).rows();
    }
    require(rows == loss.rows(), rows + " rows by class", name);
  }

  private void require(boolean holds, String found, String name) throws IOException {
    if (!holds) {
      throw BinaryForm.damaged(name, "it has " + found + " and " + loss.rows() + " compared rows");
    }
  }
}
