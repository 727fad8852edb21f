// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.pack;

import io.github.sparkxent.job.PhaseLog;
import io.github.sparkxent.job.ReadBatches;
import io.github.sparkxent.job.RunSession;
import io.github.sparkxent.job.application.Interruption;
import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.failure.StorageAccess;
import io.github.sparkxent.job.input.DataReader;
import io.github.sparkxent.job.input.column.ColumnConflicts;
import io.github.sparkxent.job.input.column.InputColumns;
import io.github.sparkxent.job.input.column.NeededColumns;
import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.job.input.file.FileGroup;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.job.input.parquet.ColumnFaults;
import io.github.sparkxent.job.input.parquet.ParquetManifest;
import io.github.sparkxent.job.output.OutputPlace;
import io.github.sparkxent.job.output.StagedRows;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rewrites a Parquet data set with packed logits: the same rows and columns, in the same
 * directories of partitions, with the logits as little-endian numbers under their own name.
 *
 * <p>The input is read twice, since it is checked before anything is written. The output is read
 * once, to compare it with the input: rows read, rows in the footers of both, and a hash of the
 * rows.
 */
public final class LogitsPacking {
  private final SparkSession spark;
  private final Configuration hadoop;
  private final PackingRequest request;
  private final PhaseLog phases;

  private LogitsPacking(SparkSession users, PackingRequest request) {
    spark = RunSession.own(users);
    hadoop = spark.sparkContext().hadoopConfiguration();
    this.request = request;
    phases = new PhaseLog(spark.sparkContext(), "pack");
  }

  /** Rewrites a data set. */
  public static PackedDataSet run(SparkSession spark, PackingRequest request) {
    try {
      return new LogitsPacking(spark, request).run();
    } catch (Exception | Error e) {
      // Spark is written in Scala and throws checked exceptions that it does not declare.
      throw ReadFailure.translate(e);
    }
  }

  private PackedDataSet run() throws IOException {
    StorageAccess.require(hadoop, PackingRequest.INPUT, request.inputs());
    StorageAccess.require(hadoop, PackingRequest.OUTPUT, List.of(request.output()));
    OutputPlace.requireNew(
        hadoop, PackingRequest.OUTPUT, request.output(), PackingRequest.INPUT, request.inputs());
    phases.begin("read Parquet footers");
    InputFiles files = InputFiles.of(hadoop, source(request.inputs()));
    ParquetManifest input = ParquetManifest.read(hadoop, files, column -> true);
    ReadBatches.fit(spark, input.neededBytesPerRow());
    ColumnFaults.heed(spark, input, column -> true);
    phases.end(input.rows());
    PackingColumns columns = columns(files, input);
    phases.begin("check rows");
    PackingCheck read = PackingCheck.ofInput(columns, request.overflow());
    phases.end(read.rows());
    requireAllRows(input, read);
    try (PackedOutput output = PackedOutput.open(hadoop, request.output());
        Interruption interruption = Interruption.ofRun(output::close)) {
      ParquetManifest written = write(columns, read, output);
      interruption.last(output::publish);
      return new PackedDataSet(
          read.rows(),
          read.nullLogits(),
          read.rounding().infinite(),
          read.rounding().largestChange(),
          input.footers().size(),
          input.bytes(),
          written.footers().size(),
          written.bytes(),
          request.output());
    }
  }

  /** Resolves the columns over files that may differ. */
  private PackingColumns columns(InputFiles files, ParquetManifest input) {
    DataSource source = source(request.inputs());
    ColumnConflicts conflicts = ColumnConflicts.of(spark, source, files, input);
    List<String> partitions = conflicts.partitions();
    InputColumns columns = InputColumns.of(spark, source, files, conflicts);
    PackingColumns declared = PackingColumns.of(columns.declared(), partitions, request);
    Dataset<Row> rows =
        columns.rows(
            new NeededColumns(List.of(ColumnNames.quoted(declared.logits().name()))),
            null,
            true,
            "",
            "or drop it first, since all columns are copied");
    return new PackingColumns(rows, declared.logits(), partitions, request);
  }

  private static DataSource source(List<String> paths) {
    return new DataSource(
        PackingRequest.INPUT, paths, "parquet", null, Map.of(), null, null, null, null);
  }

  private void requireAllRows(ParquetManifest input, PackingCheck read) {
    source(request.inputs()).requirePromised("rows", read.rows(), input.rows());
    if (read.rows() == 0) {
      throw EvaluationException.input("the input has no rows");
    }
  }

  private ParquetManifest write(PackingColumns columns, PackingCheck read, PackedOutput output)
      throws IOException {
    Dataset<Row> packed = columns.packedRows();
    DataFrameWriter<Row> writer =
        packed.write().partitionBy(columns.partitions().toArray(new String[0]));
    phases.begin("write rows");
    ParquetManifest written =
        StagedRows.write(writer, hadoop, output.staging(), "packed rows", read.rows());
    phases.end(written.rows());
    phases.begin("check what was written");
    String staged = output.staging().toString();
    // File by file, since Spark warns if it is told to read a hidden directory.
    List<String> files =
        written.footers().stream().map(footer -> InputFiles.literal(footer.file().path())).toList();
    ColumnNames names = ColumnNames.of(spark);
    Set<String> unread = columns.partitions().stream().map(names::key).collect(Collectors.toSet());
    Dataset<Row> rows =
        DataReader.read(
            spark,
            source(files),
            packed.schema(),
            List.of(new FileGroup(files, staged, unread)),
            names);
    PackingCheck found = PackingCheck.ofOutput(columns, rows);
    phases.end(found.rows());
    if (!found.sameRows(read)) {
      throw EvaluationException.input(
          ("the rows written are %s, expected %s as read before: the input was changed"
                  + " meanwhile, or storage gave other bytes")
              .formatted(found.text(), read.text()));
    }
    return written;
  }
}
