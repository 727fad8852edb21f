// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import io.github.sparkxent.scan.ScanFile.Constant;
import io.github.sparkxent.scan.ScanFile.Source;
import io.github.sparkxent.scan.ScanFile.Stored;
import io.github.sparkxent.scan.evaluation.Argument;
import io.github.sparkxent.scan.evaluation.ColumnEvaluation;
import io.github.sparkxent.scan.parquet.ParquetRows;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Evaluates the rows of a task. For one thread. */
final class ScanEvaluation {
  /**
   * The most rows of a batch: a thousand splits have some rows each in it, which are added at once.
   */
  private static final int MOST_ROWS = 32_768;

  private final ColumnEvaluation evaluation;
  private final String[] names;

  /**
   * Starts an evaluation without rows.
   *
   * @param names those of its arguments
   */
  ScanEvaluation(EvaluationOptions options, String[] names) {
    evaluation = new ColumnEvaluation(options);
    this.names = names;
  }

  /**
   * Adds all rows of an opened file.
   *
   * @param sources those of the arguments
   */
  void add(ParquetRows rows, List<Source> sources) throws IOException {
    Map<String, Argument> arguments = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      arguments.put(names[i], argument(rows, sources.get(i)));
    }
    evaluation.take(arguments);
    int count;
    while ((count = rows.next(MOST_ROWS)) > 0) {
      KilledTask.check();
      if (!evaluation.add(count)) {
        return;
      }
      rows.advance(count);
    }
  }

  private static Argument argument(ParquetRows rows, Source source) {
    return source instanceof Stored stored
        ? new Argument(rows.column(stored.column()), null)
        : new Argument(null, ((Constant) source).value());
  }

  byte[] toByteArray() {
    return evaluation.toByteArray();
  }
}
