// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.cluster;

/** The cluster of a row, made ready once for several {@link Clusters}. */
public final class ClusterKey {
  private final Object cluster;
  private final String text;

  /** Null until it is asked for. */
  private String canonical;

  private boolean hasHash;
  private long hash;

  private ClusterKey(Object cluster) {
    this.cluster = cluster;
    text = cluster.toString();
  }

  /**
   * Returns the key of a cluster.
   *
   * @param cluster the cluster, or null
   * @param before the key of the row before or null: rows of one cluster often come together
   * @return the key; null for a cluster of null
   */
  public static ClusterKey of(Object cluster, ClusterKey before) {
    if (cluster == null) {
      return null;
    }
    return before != null && cluster.equals(before.cluster) ? before : new ClusterKey(cluster);
  }

  /** Returns the text, which is the canonical one unless no state has it. */
  String text() {
    return text;
  }

  String canonical() {
    if (canonical == null) {
      canonical = ClusterText.canonical(text);
    }
    return canonical;
  }

  /** Returns the group of the canonical text. */
  int group(int groups) {
    if (!hasHash) {
      boolean isShort = text.length() <= ClusterText.MAX_LENGTH;
      hash = ClusterText.hash(isShort ? text : canonical());
      hasHash = true;
    }
    return ClusterText.group(hash, groups);
  }
}
