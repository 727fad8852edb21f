// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.merge;

import io.github.sparkxent.job.input.column.DirectoryFilter;
import io.github.sparkxent.job.states.FiguresDigest;
import io.github.sparkxent.job.states.FileIdentity;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds {@code input.where} of a configuration against the rows that states are of. Of several
 * conditions that {@code AND} joins, those on columns in the names of directories chose files, and
 * runs that are merged may differ in them; the others chose rows and must be the same.
 */
final class MergedFilter {
  private MergedFilter() {}

  /**
   * Says in what a configuration differs from the one of states.
   *
   * @param where its condition, or null
   * @return the difference in words; null if there is none that shows without the files
   */
  static String misfit(FiguresDigest states, String where) {
    List<String> own = conditions(where);
    return conditions(states.filter()).stream()
        .filter(one -> !own.contains(one))
        .findFirst()
        .map(one -> differs(where, states))
        .orElse(null);
  }

  /**
   * Says which condition of a configuration the states do not satisfy: it is not the one of their
   * rows, nor only on columns in the names of their directories.
   *
   * @return the difference in words; null if there is none
   */
  static String misfit(FiguresDigest states, String where, Collection<FileIdentity> files) {
    List<String> ofRows = conditions(states.filter());
    Set<String> names = directoryColumns(files);
    return conditions(where).stream()
        .filter(one -> !ofRows.contains(one) && !DirectoryFilter.isOnDirectories(one, names))
        .findFirst()
        .map(one -> differs(where, states))
        .orElse(null);
  }

  private static List<String> conditions(String where) {
    return where == null ? List.of() : DirectoryFilter.conditions(where);
  }

  private static Set<String> directoryColumns(Collection<FileIdentity> files) {
    Set<String> names = new TreeSet<>();
    for (FileIdentity file : files) {
      names.addAll(file.directoryColumns());
    }
    return names;
  }

  private static String differs(String where, FiguresDigest states) {
    return "%s is %s, not %s".formatted(DirectoryFilter.KEY, shown(where), shown(states.filter()));
  }

  private static String shown(String condition) {
    return condition == null ? "absent" : "\"" + condition + "\"";
  }
}
