// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

import java.util.List;

/**
 * The figures of the classes of one split, and what is made of them over all classes. The latter
 * are null without weight, or if there are too many classes.
 *
 * @param macroF1 the mean F1 of the classes that occur
 * @param balancedAccuracy the mean recall of the classes that are labels
 * @param matthewsCorrelation the correlation of labels and predictions; 0 where it is 0 by 0
 * @param classes the figures of each class that occurs, by label
 */
public record ClassesSummary(
    Double macroF1,
    Double balancedAccuracy,
    Double matthewsCorrelation,
    List<ClassSummary> classes) {
  /** Keeps a copy. */
  public ClassesSummary {
    classes = List.copyOf(classes);
  }
}
