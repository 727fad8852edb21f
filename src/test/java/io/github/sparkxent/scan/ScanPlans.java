// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import io.github.sparkxent.metric.state.MetricOptions;
import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.row.PredictionKind;
import io.github.sparkxent.scan.parquet.ColumnChunk;
import io.github.sparkxent.scan.parquet.FilePart;
import io.github.sparkxent.scan.parquet.LeafColumn;
import io.github.sparkxent.scan.parquet.LeafColumn.Kind;
import io.github.sparkxent.scan.parquet.RowGroup;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Plans of scans, from footers as parquet-java reads them. */
final class ScanPlans {
  private ScanPlans() {}

  /** Returns options of an evaluation of which no metric is missing. */
  static EvaluationOptions options(String... slices) {
    return new EvaluationOptions(
        LossOptions.of(0, null, OptionalLong.of(-100)),
        0,
        1e-3,
        PredictionKind.LOGITS,
        1e-3,
        List.of(),
        1000,
        new MetricOptions(List.of(1, 2), 15, 10, 10, 3, List.of(slices), 100));
  }

  /** Returns the same options without the worst rows, for which no id is needed. */
  static EvaluationOptions withoutIds(String... slices) {
    EvaluationOptions with = options(slices);
    return new EvaluationOptions(
        with.loss(),
        with.numClasses(),
        with.labelSumTolerance(),
        with.kind(),
        with.probabilitySumTolerance(),
        with.classes(),
        with.maxSplits(),
        new MetricOptions(List.of(1, 2), 15, 10, 10, 0, List.of(slices), 100));
  }

  /** Returns columns of types in Spark's words, such as {@code array<float>}. */
  static StructType columns(String... namesAndTypes) {
    StructType columns = new StructType();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns = columns.add(namesAndTypes[i], DataType.fromDDL(namesAndTypes[i + 1]));
    }
    return columns;
  }

  /**
   * Returns a plan of the Parquet files in a directory, read by columns of their names; one that no
   * file has is 1.0, or null if it is a string.
   */
  static ScanPlan of(
      Configuration hadoop, String directory, StructType columns, EvaluationOptions options) {
    try {
      Path path = new Path(directory);
      FileStatus[] statuses =
          path.getFileSystem(hadoop).listStatus(path, file -> file.getName().endsWith(".parquet"));
      Arrays.sort(statuses);
      List<ScanFile> files = new ArrayList<>();
      for (FileStatus status : statuses) {
        files.add(file(hadoop, status, columns));
      }
      return new ScanPlan(columns, files, options, hadoop);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ScanFile file(Configuration hadoop, FileStatus status, StructType columns)
      throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromStatus(status, hadoop))) {
      MessageType schema = reader.getFooter().getFileMetaData().getSchema();
      List<LeafColumn> leaves = new ArrayList<>();
      List<ScanFile.Source> sources = new ArrayList<>();
      for (String name : columns.fieldNames()) {
        if (schema.containsField(name)) {
          sources.add(new ScanFile.Stored(leaves.size()));
          leaves.add(leaf(schema, name));
        } else {
          boolean isText = columns.apply(name).dataType().catalogString().equals("string");
          sources.add(new ScanFile.Constant(isText ? null : (Double) 1.0));
        }
      }
      List<RowGroup> groups = new ArrayList<>();
      for (BlockMetaData block : reader.getFooter().getBlocks()) {
        List<ColumnChunk> chunks = leaves.stream().map(leaf -> chunk(block, leaf)).toList();
        groups.add(new RowGroup(groups.size(), block.getRowCount(), chunks));
      }
      return new ScanFile(
          new FilePart(
              status.getPath().toString(),
              status.getLen(),
              status.getModificationTime(),
              leaves,
              groups),
          sources);
    }
  }

  private static LeafColumn leaf(MessageType schema, String name) {
    ColumnDescriptor column =
        schema.getColumns().stream()
            .filter(one -> one.getPath()[0].equals(name))
            .findFirst()
            .orElseThrow();
    PrimitiveType type = column.getPrimitiveType();
    int element = 0;
    String[] path = column.getPath();
    for (int depth = 1; column.getMaxRepetitionLevel() > 0 && element == 0; depth++) {
      String[] outer = Arrays.copyOf(path, depth);
      if (schema.getMaxRepetitionLevel(outer) > 0) {
        element = schema.getMaxDefinitionLevel(outer);
      }
    }
    return new LeafColumn(
        List.of(path),
        type.getPrimitiveTypeName(),
        kind(type),
        column.getMaxDefinitionLevel(),
        column.getMaxRepetitionLevel(),
        element);
  }

  private static Kind kind(PrimitiveType type) {
    boolean isText = LogicalTypeAnnotation.stringType().equals(type.getLogicalTypeAnnotation());
    return switch (type.getPrimitiveTypeName()) {
      case INT32, INT64 -> Kind.INTEGER;
      case FLOAT -> Kind.FLOAT;
      case DOUBLE -> Kind.DOUBLE;
      case BINARY -> isText ? Kind.TEXT : Kind.BYTES;
      default -> throw new IllegalArgumentException(type.toString());
    };
  }

  private static ColumnChunk chunk(BlockMetaData block, LeafColumn leaf) {
    for (ColumnChunkMetaData chunk : block.getColumns()) {
      if (List.of(chunk.getPath().toArray()).equals(leaf.path())) {
        long first = chunk.getStartingPos();
        return new ColumnChunk(
            first, first + chunk.getTotalSize(), chunk.getValueCount(), chunk.getCodec().name());
      }
    }
    throw new IllegalArgumentException("no chunk of " + leaf);
  }
}
