// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.column;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.job.input.file.PartitionDirectory;
import io.github.sparkxent.job.input.parquet.UnreadableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Files of an input that have the same columns.
 *
 * @param columns the columns, those in the names of directories last
 * @param stored the columns in the files themselves
 * @param directory where they lie; the values are those of the first
 * @param hasRows whether they have rows, in which a column can be missing
 * @param files their paths
 */
record FileKind(
    StructType columns,
    StructType stored,
    PartitionDirectory directory,
    boolean hasRows,
    List<String> files) {
  static FileKind of(
      StructType stored, PartitionDirectory directory, boolean hasRows, ColumnNames names) {
    List<StructField> columns = new ArrayList<>();
    Set<String> partitions = new TreeSet<>();
    directory.values().keySet().forEach(name -> partitions.add(names.key(name)));
    for (StructField field : stored.fields()) {
      if (!partitions.contains(names.key(field.name()))) {
        columns.add(field);
      }
    }
    for (String name : directory.values().keySet()) {
      columns.add(DataTypes.createStructField(name, DataTypes.StringType, true));
    }
    return new FileKind(
        new StructType(columns.toArray(new StructField[0])),
        stored,
        directory,
        hasRows,
        new ArrayList<>());
  }

  /** Refuses a column that is both in the files and in the name of a directory. */
  void refuseOverlap(StructType read, ColumnNames names) {
    for (String name : directory.values().keySet()) {
      if (find(stored, name, names).isPresent() && find(read, name, names).isPresent()) {
        throw EvaluationException.input(
            ("column %s stands in input file %s and in the name of its directory %s=%s,"
                    + " expected it in one of them; rename one, or set options.basePath to the"
                    + " directory below which names are columns")
                .formatted(name, files.get(0), name, directory.values().get(name)));
      }
    }
  }

  /** Refuses a needed column that is not there, or has another type. */
  void refuseDifferences(StructType needed, ColumnNames names) {
    differences(needed, names)
        .ifPresent(
            problem -> {
              throw EvaluationException.input("input file " + files.get(0) + " has " + problem);
            });
  }

  /** Says how its columns differ from those of other files. */
  Optional<String> differences(StructType needed, ColumnNames names) {
    for (StructField field : needed.fields()) {
      Optional<StructField> found = find(columns, field.name(), names);
      if (found.isEmpty() || !UnreadableType.isVoid(found.get())) {
        String problem = problem(field.name(), field, found.orElse(null), names);
        if (problem != null) {
          return Optional.of(problem);
        }
      }
    }
    return Optional.empty();
  }

  private static String problem(
      String path, StructField needed, StructField found, ColumnNames names) {
    if (found == null) {
      return "no column " + path + ", which other files have";
    }
    String expected = ColumnTypes.shape(needed);
    if (!ColumnTypes.shape(found).equals(expected)) {
      return "column %s as %s, expected %s as other files have it"
          .formatted(path, shown(found), shown(needed));
    }
    return switch (expected) {
      case ColumnTypes.STRUCT -> ofFields(path, needed, found, names);
      case ColumnTypes.ARRAY ->
          problem(path, ColumnTypes.element(needed), ColumnTypes.element(found), names);
      case ColumnTypes.MAP -> {
        String key = problem(path, ColumnTypes.key(needed), ColumnTypes.key(found), names);
        yield key != null
            ? key
            : problem(path, ColumnTypes.value(needed), ColumnTypes.value(found), names);
      }
      default -> null;
    };
  }

  private static String ofFields(
      String path, StructField needed, StructField found, ColumnNames names) {
    for (StructField field : ((StructType) needed.dataType()).fields()) {
      StructField same = find((StructType) found.dataType(), field.name(), names).orElse(null);
      String problem = problem(path + "." + field.name(), field, same, names);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static String shown(StructField field) {
    return UnreadableType.isOne(field)
        ? UnreadableType.description(field)
        : field.dataType().catalogString();
  }

  /** Returns the keys of the columns that have Parquet's null type, here or in all files. */
  Set<String> absent(StructType read, ColumnNames names) {
    Set<String> absent = new TreeSet<>();
    for (StructField field : read.fields()) {
      if (UnreadableType.isVoid(field)
          || find(columns, field.name(), names).filter(UnreadableType::isVoid).isPresent()) {
        absent.add(names.key(field.name()));
      }
    }
    return absent;
  }

  private static Optional<StructField> find(StructType columns, String name, ColumnNames names) {
    return names.find(columns.fieldNames(), name).map(columns::apply);
  }
}
