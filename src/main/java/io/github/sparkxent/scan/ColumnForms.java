// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import io.github.sparkxent.scan.ScanFile.Stored;
import io.github.sparkxent.scan.parquet.ColumnForm;
import io.github.sparkxent.scan.parquet.LeafColumn;
import io.github.sparkxent.scan.parquet.LeafColumn.Kind;
import io.github.sparkxent.scan.parquet.ParquetRows;
import io.github.sparkxent.scan.parquet.ScanTask;
import io.github.sparkxent.scan.parquet.TextTable;
import io.github.sparkxent.sql.Signature;
import io.github.sparkxent.sql.evaluation.EvaluationArguments;
import io.github.sparkxent.sql.evaluation.SequenceTypes;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Opens the files of a task, in the forms that the columns of a plan are read in. Keeps the texts
 * that a column had in the files before. For one thread.
 */
final class ColumnForms {
  private static final Map<DataType, ColumnForm> FORMS =
      Map.of(
          DataTypes.StringType, ColumnForm.TEXTS,
          Signature.FLOATS, ColumnForm.FLOAT_LISTS,
          Signature.DOUBLES, ColumnForm.DOUBLE_LISTS,
          SequenceTypes.FLOATS, ColumnForm.NESTED_FLOATS,
          SequenceTypes.DOUBLES, ColumnForm.NESTED_DOUBLES,
          SequenceTypes.LONGS, ColumnForm.LONG_LISTS,
          SequenceTypes.BOOLEANS, ColumnForm.LONG_LISTS,
          DataTypes.LongType, ColumnForm.LONGS,
          DataTypes.IntegerType, ColumnForm.LONGS,
          DataTypes.DoubleType, ColumnForm.DOUBLES);

  private final ScanTask task;
  private final StructField[] columns;
  private final Function<String, ColumnForm> binary;
  private final TextTable[] texts;

  /**
   * Prepares the reading of files.
   *
   * @param columns the columns of the plan
   * @param binary what a column of binary is read as, by its name: packed floats, or any bytes
   */
  ColumnForms(ScanTask task, StructType columns, Function<String, ColumnForm> binary) {
    this.task = task;
    this.columns = columns.fields();
    this.binary = binary;
    texts = new TextTable[this.columns.length];
    Arrays.setAll(texts, i -> new TextTable());
  }

  /**
   * Opens a file.
   *
   * @throws io.github.sparkxent.scan.parquet.DamagedFileException if it is gone or was replaced
   */
  ParquetRows open(ScanFile file) throws IOException {
    int stored = file.part().columns().size();
    ColumnForm[] forms = new ColumnForm[stored];
    TextTable[] tables = new TextTable[stored];
    for (int i = 0; i < columns.length; i++) {
      if (file.sources().get(i) instanceof Stored source) {
        int column = source.column();
        forms[column] = form(columns[i], file.part().columns().get(column), binary);
        tables[column] = forms[column] == ColumnForm.TEXTS ? texts[i] : null;
      }
    }
    return new ParquetRows(task, file.part(), List.of(forms), Arrays.asList(tables));
  }

  /** Tells whether a column of a file can be a column of a plan. */
  static boolean takes(StructField column, LeafColumn stored) {
    DataType type = column.dataType();
    return (type.equals(DataTypes.BinaryType) || FORMS.containsKey(type))
        && form(column, stored, name -> ColumnForm.PACKED_FLOAT32).takes(stored);
  }

  private static ColumnForm form(
      StructField column, LeafColumn stored, Function<String, ColumnForm> binary) {
    DataType type = column.dataType();
    if (type.equals(DataTypes.BinaryType)) {
      return binary.apply(column.name());
    }
    // Ids are mostly different: to number them is of no use.
    boolean isBytes = stored.kind() == Kind.TEXT || stored.kind() == Kind.BYTES;
    if (column.name().equals(EvaluationArguments.ID) && isBytes) {
      return ColumnForm.BINARIES;
    }
    ColumnForm form = FORMS.get(type);
    if (form == null) {
      throw new IllegalArgumentException(
          "column " + column.name() + " is " + type.catalogString() + ", which no scan gives");
    }
    return form;
  }
}
