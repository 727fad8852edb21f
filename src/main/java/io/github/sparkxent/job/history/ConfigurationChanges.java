// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.history;

import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.history.ChangedKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What differs between the configurations and versions of two runs. */
final class ConfigurationChanges {
  private static final String RUN_ID = "run_id";

  private ConfigurationChanges() {}

  /** Returns what may differ: all keys but that of the run's id, and the versions. */
  static SortedMap<String, String> keys(RunInfo run) {
    SortedMap<String, String> keys = new TreeMap<>(FigureKeys.flat(run.configuration()));
    keys.remove(RUN_ID);
    for (Map.Entry<String, String> version : run.versions().entrySet()) {
      keys.put("version of " + version.getKey(), version.getValue());
    }
    return keys;
  }

  static List<ChangedKey> between(
      SortedMap<String, String> before, SortedMap<String, String> after) {
    TreeSet<String> all = new TreeSet<>(before.keySet());
    all.addAll(after.keySet());
    List<ChangedKey> changed = new ArrayList<>();
    for (String key : all) {
      if (!Objects.equals(before.get(key), after.get(key))) {
        changed.add(new ChangedKey(key, before.get(key), after.get(key), FigureKeys.decides(key)));
      }
    }
    return changed;
  }
}
