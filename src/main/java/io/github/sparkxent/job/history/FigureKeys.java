// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.history;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The keys of a configuration that decide what figures come of given rows: not names, places,
 * gates, nor views.
 */
final class FigureKeys {
  private static final List<String> GROUPS =
      List.of("classes", "columns", "loss", "metrics", "quality", "slices");
  private static final String CLUSTER = "comparison.cluster";

  /** Always has a value, which decides nothing without a cluster. */
  private static final String GROUPS_OF_CLUSTERS = "comparison.groups";

  private static final List<String> SINGLE =
      List.of(CLUSTER, GROUPS_OF_CLUSTERS, "labels.id", "labels.label");

  /** Keys of these groups that only decide how much is shown. */
  private static final List<String> SHOWN =
      List.of("columns.baseline_logits", "metrics.worst_rows");

  private FigureKeys() {}

  /** Returns the keys that are set, by their paths, each with its value as text. */
  static SortedMap<String, String> of(Map<String, Object> configuration) {
    SortedMap<String, String> all = flat(configuration);
    all.keySet().removeIf(key -> !decides(key));
    if (!all.containsKey(CLUSTER)) {
      all.remove(GROUPS_OF_CLUSTERS);
    }
    return all;
  }

  static boolean decides(String key) {
    String group = key.split("[.\\[]", 2)[0];
    return SINGLE.contains(key) || (GROUPS.contains(group) && !SHOWN.contains(key));
  }

  /** Returns all keys that are set; one without a value is like one that is not there. */
  static SortedMap<String, String> flat(Map<String, Object> configuration) {
    SortedMap<String, String> flat = new TreeMap<>();
    configuration.forEach((key, value) -> add(flat, key, value));
    return flat;
  }

  private static void add(Map<String, String> flat, String key, Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((inner, one) -> add(flat, key + "." + inner, one));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        add(flat, key + "[" + i + "]", list.get(i));
      }
    } else if (value != null) {
      flat.put(key, value.toString());
    }
  }
}
