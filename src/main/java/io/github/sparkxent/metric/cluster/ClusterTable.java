// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.cluster;

import io.github.sparkxent.metric.tally.MeanMoments;
import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.row.LabelWeight;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Clusters that are told apart by their texts: a mergeable state.
 *
 * <p><b>Method.</b> A row belongs to the cluster of its text, a row of null to one cluster of its
 * own. Up to a limit of different texts each is a group. Above it a text falls into one of as many
 * groups by its hash, and the texts are forgotten: so a group is made of whole clusters, and they
 * stay independent. Which of the two holds, and all sums, depend on the rows alone, never on their
 * order or grouping.
 *
 * <p>A row has some figures. The first is weighed by omega = r * w, as a loss; the others by r.
 *
 * <p><b>Special cases.</b> Of a text longer than {@value ClusterText#MAX_LENGTH} characters the
 * beginning and a hash of 64 bits stand for the whole. A figure that is not finite adds nothing:
 * who adds it knows that its mean is none.
 *
 * <p><b>Size.</b> On the heap about 250 bytes, the text, and 150 for each figure, for each group;
 * in the binary form the text and about 20 for each figure.
 */
final class ClusterTable extends Clusters {
  private final int groups;
  private final int figures;

  /** By text; null if there were too many. */
  private Map<String, ClusterSums> byText = new HashMap<>();

  /**
   * By group of the hash, those with rows; null while each text has its own. No array of all
   * groups: a few bytes that claim to be a state must not take their memory.
   */
  private Map<Integer, ClusterSums> byHash;

  /** Null without rows of null. */
  private ClusterSums ofNull;

  /**
   * Creates the state of no rows.
   *
   * @param groups how many clusters beside null are told apart, 1 or more
   * @param figures how many figures a row has
   */
  ClusterTable(int groups, int figures) {
    this.groups = groups;
    this.figures = figures;
  }

  @Override
  public void add(ClusterKey cluster, double[] values, double r, LabelWeight w) {
    of(cluster).add(values, r, w);
  }

  private ClusterSums of(ClusterKey cluster) {
    if (cluster == null) {
      return ofNull();
    }
    if (byText != null) {
      ClusterSums known = byText.get(cluster.text());
      return known == null ? of(cluster.canonical()) : known;
    }
    return ofGroup(cluster.group(groups));
  }

  private ClusterSums ofNull() {
    if (ofNull == null) {
      ofNull = new ClusterSums(figures);
    }
    return ofNull;
  }

  /** Returns the sums of a canonical text. */
  private ClusterSums of(String text) {
    if (byText != null) {
      ClusterSums known = byText.get(text);
      if (known != null) {
        return known;
      }
      if (byText.size() < groups) {
        ClusterSums created = new ClusterSums(figures);
        byText.put(text, created);
        return created;
      }
      hash();
    }
    return ofGroup(ClusterText.group(ClusterText.hash(text), groups));
  }

  private ClusterSums ofGroup(int group) {
    return byHash.computeIfAbsent(group, none -> new ClusterSums(figures));
  }

  /** Forgets the texts. */
  private void hash() {
    if (byText == null) {
      return;
    }
    Map<String, ClusterSums> exact = byText;
    byText = null;
    byHash = new HashMap<>();
    exact.forEach((text, sums) -> of(text).merge(sums));
  }

  @Override
  public void merge(Clusters others) {
    ClusterTable other = (ClusterTable) others;
    if (other.byText == null) {
      hash();
      other.byHash.forEach((group, sums) -> ofGroup(group).merge(sums));
    } else {
      other.byText.forEach((text, sums) -> of(text).merge(sums));
    }
    if (other.ofNull != null) {
      ofNull().merge(other.ofNull);
    }
  }

  @Override
  public long count() {
    return all().size() + (ofNull == null ? 0 : 1);
  }

  @Override
  public long rows() {
    return all().stream().mapToLong(ClusterSums::rows).sum() + (ofNull == null ? 0 : ofNull.rows());
  }

  @Override
  public boolean areHashed() {
    return byText == null;
  }

  /** Returns the sums of all groups but that of null. */
  private Collection<ClusterSums> all() {
    return byText == null ? byHash.values() : byText.values();
  }

  @Override
  public MeanMoments moments(int figure) {
    Moments moments = new Moments(figure);
    all().forEach(moments::add);
    if (ofNull != null) {
      moments.add(ofNull);
    }
    return moments.result();
  }

  /** Adds up clusters. */
  private static final class Moments {
    private final int figure;
    private long units;
    private ExactRational product = ExactRational.ZERO;
    private ExactRational productSquare = ExactRational.ZERO;
    private ExactRational productTimesWeight = ExactRational.ZERO;
    private ExactRational weight = ExactRational.ZERO;
    private ExactRational weightSquare = ExactRational.ZERO;

    Moments(int figure) {
      this.figure = figure;
    }

    void add(ClusterSums sums) {
      ExactRational s = sums.product(figure);
      ExactRational w = sums.weight(figure);
      units++;
      product = product.plus(s);
      productSquare = productSquare.plus(s.times(s));
      productTimesWeight = productTimesWeight.plus(s.times(w));
      weight = weight.plus(w);
      weightSquare = weightSquare.plus(w.times(w));
    }

    MeanMoments result() {
      return new MeanMoments(
          units, product, productSquare, productTimesWeight, weight, weightSquare);
    }
  }

  /**
   * Writes 0 and the number of texts, and for each, in order, the text and its sums; or 1 and the
   * number of groups, and for each how many groups without rows stand before it and its sums; then
   * 1 and the sums of the rows of null, or 0.
   */
  @Override
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(byText == null ? 1 : 0);
    if (byText == null) {
      writeGroups(out);
    } else {
      BinaryForm.writeCount(out, byText.size());
      for (Map.Entry<String, ClusterSums> entry : new TreeMap<>(byText).entrySet()) {
        StateForm.writeText(out, entry.getKey());
        entry.getValue().writeTo(out);
      }
    }
    out.writeByte(ofNull == null ? 0 : 1);
    if (ofNull != null) {
      ofNull.writeTo(out);
    }
  }

  private void writeGroups(DataOutput out) throws IOException {
    BinaryForm.writeCount(out, byHash.size());
    int next = 0;
    for (Map.Entry<Integer, ClusterSums> entry : new TreeMap<>(byHash).entrySet()) {
      BinaryForm.writeCount(out, entry.getKey() - next);
      entry.getValue().writeTo(out);
      next = entry.getKey() + 1;
    }
  }

  @Override
  public void readFrom(DataInput in) throws IOException {
    boolean hashed = StateForm.readFlag(in, NAME);
    int size = StateForm.readInt(in, NAME);
    if (size > groups || (hashed && size == 0)) {
      throw BinaryForm.damaged(NAME, "it has " + size + " of " + groups + " groups");
    }
    if (hashed) {
      hash();
      readGroups(in, size);
    } else {
      readTexts(in, size);
    }
    if (StateForm.readFlag(in, NAME)) {
      ofNull().readFrom(in, NAME);
    }
  }

  private void readTexts(DataInput in, int size) throws IOException {
    String before = null;
    for (int i = 0; i < size; i++) {
      String text = StateForm.readText(in, NAME);
      if (text == null
          || text.length() > ClusterText.MAX_LENGTH
          || (before != null && text.compareTo(before) <= 0)) {
        throw BinaryForm.damaged(NAME, "its clusters are not in order");
      }
      of(text).readFrom(in, NAME);
      before = text;
    }
  }

  private void readGroups(DataInput in, int size) throws IOException {
    long group = -1;
    for (int i = 0; i < size; i++) {
      group += BinaryForm.readCount(in, NAME) + 1;
      if (group < 0 || group >= groups) {
        throw BinaryForm.damaged(NAME, "it has the group " + group + " of " + groups);
      }
      ofGroup((int) group).readFrom(in, NAME);
    }
  }
}
