// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.states;

import io.github.sparkxent.job.config.IncrementsConfig.DuplicateContent;
import io.github.sparkxent.job.failure.EvaluationException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds a file that is there under two names, such as one that a retry wrote again: of the same
 * length, footer and state. A file without rows counts nothing twice.
 */
public final class DuplicateFiles {
  private final DuplicateContent duplicates;
  private final Map<List<Object>, KeptState> files = new HashMap<>();

  /** Begins without files. */
  public DuplicateFiles(DuplicateContent duplicates) {
    this.duplicates = duplicates;
  }

  /**
   * Adds a file.
   *
   * @throws EvaluationException of kind input if another has the same content
   */
  public void add(KeptState line) {
    FileIdentity file = line.file();
    if (duplicates == DuplicateContent.ALLOW || file.rows() == 0) {
      return;
    }
    List<Object> content =
        List.of(file.bytes(), file.footerSha256(), Arrays.hashCode(line.state()));
    KeptState other = files.putIfAbsent(content, line);
    if (other != null && Arrays.equals(other.state(), line.state())) {
      throw EvaluationException.input(
          ("input files %s and %s have the same content, whose rows would count twice; remove"
                  + " one, or set increments.duplicate_content to allow")
              .formatted(other.file().path(), file.path()));
    }
  }
}
