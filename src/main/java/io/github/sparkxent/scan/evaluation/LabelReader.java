// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.evaluation;

import io.github.sparkxent.row.RowEvaluator;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.scan.parquet.DoubleLists;
import io.github.sparkxent.scan.parquet.Doubles;
import io.github.sparkxent.scan.parquet.FloatLists;
import io.github.sparkxent.scan.parquet.Lists;
import io.github.sparkxent.scan.parquet.Longs;
import io.github.sparkxent.scan.parquet.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/** Brings labels into columns: class ids, names of classes, distributions. */
final class LabelReader {
  private static final int UNKNOWN = -1;

  private final RowEvaluator evaluator;
  private final Map<UTF8String, Integer> classes = new HashMap<>();
  private final TextValues<Integer> classIds =
      new TextValues<>(text -> classId(UTF8String.fromBytes(text)));

  /**
   * Creates a reader.
   *
   * @param evaluator tests class ids
   * @param classes the names of the classes in the order of their ids
   */
  LabelReader(RowEvaluator evaluator, List<String> classes) {
    this.evaluator = evaluator;
    for (int i = 0; i < classes.size(); i++) {
      this.classes.put(UTF8String.fromString(classes.get(i)), i);
    }
  }

  private int classId(UTF8String name) {
    return classes.getOrDefault(name, UNKNOWN);
  }

  void read(Argument labels, OrderedRows rows) {
    if (labels.isConstant()) {
      readConstant(labels.constant(), rows);
      return;
    }
    rows.find(labels.column(), labels.column().nulls(), RowStatus.NULL_LABEL);
    if (labels.column() instanceof Longs longs) {
      for (int i = 0; i < rows.size; i++) {
        evaluator.setLabel(rows.columns, i, longs.values()[rows.at(longs, i)]);
      }
    } else if (labels.column() instanceof Doubles doubles) {
      for (int i = 0; i < rows.size; i++) {
        evaluator.setLabel(rows.columns, i, doubles.values()[rows.at(doubles, i)]);
      }
    } else if (labels.column() instanceof Texts texts) {
      readNames(texts, rows);
    } else {
      readDistributions((Lists) labels.column(), rows);
    }
  }

  private void readConstant(Object label, OrderedRows rows) {
    if (label == null) {
      rows.find(RowStatus.NULL_LABEL);
      return;
    }
    for (int i = 0; i < rows.size; i++) {
      if (label instanceof String name) {
        setClassId(rows, i, classId(UTF8String.fromString(name)));
      } else {
        evaluator.setLabel(rows.columns, i, (Double) label);
      }
    }
  }

  private void readNames(Texts texts, OrderedRows rows) {
    for (int i = 0; i < rows.size; i++) {
      int at = rows.at(texts, i);
      if (texts.ids()[at] < 0) {
        rows.columns.find(i, RowStatus.NULL_LABEL);
      } else {
        setClassId(rows, i, classIds.get(texts, at));
      }
    }
  }

  private void setClassId(OrderedRows rows, int i, int classId) {
    if (classId == UNKNOWN) {
      rows.columns.find(i, RowStatus.UNKNOWN_CLASS);
    } else {
      evaluator.setLabel(rows.columns, i, (long) classId);
    }
  }

  private static void readDistributions(Lists lists, OrderedRows rows) {
    for (int i = 0; i < rows.size; i++) {
      int at = rows.at(lists, i);
      int start = lists.starts()[at];
      double[] masses = new double[lists.starts()[at + 1] - start];
      for (int c = 0; c < masses.length; c++) {
        boolean isNull = lists.nullElements() != null && lists.nullElements()[start + c];
        masses[c] = isNull ? Double.NaN : element(lists, start + c);
      }
      rows.columns.distributions[i] = masses;
    }
  }

  private static double element(Lists lists, int index) {
    return lists instanceof FloatLists floats
        ? floats.values()[index]
        : ((DoubleLists) lists).values()[index];
  }
}
