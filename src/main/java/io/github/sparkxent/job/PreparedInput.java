// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.InputWait;
import io.github.sparkxent.job.input.PinnedTable;
import io.github.sparkxent.job.input.WatchedFiles;
import io.github.sparkxent.job.input.column.ColumnConflicts;
import io.github.sparkxent.job.input.column.DirectoryFilter;
import io.github.sparkxent.job.input.column.NeededColumns;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.job.input.parquet.ColumnFaults;
import io.github.sparkxent.job.input.parquet.ParquetManifest;
import io.github.sparkxent.job.input.parquet.UnreadableType;
import io.github.sparkxent.job.input.scan.ScanConditions;
import io.github.sparkxent.job.input.text.TextRows;
import io.github.sparkxent.job.join.IdJoin;
import io.github.sparkxent.report.InputManifest;
import io.github.sparkxent.sql.evaluation.EvaluationArguments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * The input of an evaluation, with everything that can be known of it before a row is read.
 *
 * @param listed its files before {@code input.where}, or null if it is a table or a query
 * @param files its files, or null if it is a table or a query
 * @param filter the condition of the rows that the run is about, or null: it is about all
 * @param manifest what its Parquet files promise, or null if it has none
 * @param watched its files as they were when they were listed
 * @param promised how many rows its files or its table promise, or null if they do not say
 * @param input its columns
 * @param conflicts the columns of its files
 */
record PreparedInput(
    InputFiles listed,
    InputFiles files,
    String filter,
    ParquetManifest manifest,
    WatchedFiles watched,
    Long promised,
    EvaluationInput input,
    ColumnConflicts conflicts) {
  /**
   * Lists the files, reads their footers, and resolves the columns.
   *
   * @param mayRead whether text files may be read to count their records
   * @throws EvaluationException of kind configuration or input if one of these cannot be
   */
  static PreparedInput of(
      SparkSession spark, EvaluationConfig config, PhaseLog phases, boolean mayRead)
      throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    DataSource source = config.input().source();
    phases.begin("list files");
    Listed listing = InputWait.byClock().until(source, () -> Listed.of(spark, config, hadoop));
    InputFiles files = listing.kept();
    String filter = listing.filter();
    phases.end();
    phases.begin("read Parquet footers");
    Predicate<String> mentioned = NeededColumns.of(config).and(filter).mentioned();
    boolean mayScan = ScanConditions.refusal(spark, config, filter) == null;
    ParquetManifest manifest = ParquetManifest.of(hadoop, source, files, mentioned, mayScan);
    if (manifest != null) {
      ReadBatches.fit(spark, manifest.neededBytesPerRow());
      phases.end(manifest.rows());
    }
    WatchedFiles watched = WatchedFiles.of(hadoop, source, files, manifest);
    Long promised =
        manifest != null
            ? Long.valueOf(manifest.rows())
            : mayRead ? counted(spark, config, listing, phases) : null;
    phases.begin("resolve columns");
    ColumnConflicts conflicts = ColumnConflicts.of(spark, source, listing.all(), manifest);
    EvaluationInput input = EvaluationInput.of(spark, config, files, filter, manifest, conflicts);
    phases.end();
    if (mayScan && !input.reader().isScan()) {
      // What the scan would have counted itself.
      phases.begin("count rows of lists");
      manifest = ParquetManifest.of(hadoop, source, files, mentioned, false);
      phases.end();
    }
    heedFaults(spark, manifest, input);
    return new PreparedInput(
        listing.all(),
        files,
        filter,
        manifest,
        watched,
        promised == null ? input.promised() : promised,
        input,
        conflicts);
  }

  /** The files of the input, those that satisfy {@code input.where}, and what it says of rows. */
  private record Listed(InputFiles all, InputFiles kept, String filter) {
    static Listed of(SparkSession spark, EvaluationConfig config, Configuration hadoop)
        throws IOException {
      DataSource source = config.input().source();
      InputFiles all = InputFiles.of(hadoop, source);
      DirectoryFilter.Chosen chosen =
          DirectoryFilter.of(spark, source, all, config.input().where());
      return new Listed(all, chosen.files(), chosen.rows());
    }
  }

  private static void heedFaults(
      SparkSession spark, ParquetManifest manifest, EvaluationInput input) {
    if (manifest == null) {
      return;
    }
    if (input.isReadBySpark()) {
      ColumnFaults.heed(spark, manifest, input::needs);
    } else {
      ColumnFaults.refuse(manifest, input::needs);
    }
  }

  /** Returns how many rows text files hold, which are read for that, or null if there are none. */
  private static Long counted(
      SparkSession spark, EvaluationConfig config, Listed listing, PhaseLog phases)
      throws IOException {
    DataSource source = config.input().source();
    if (!TextRows.areIn(source)) {
      return null;
    }
    phases.begin("check records");
    NeededColumns read = NeededColumns.read(config).and(listing.filter());
    long rows = TextRows.count(spark, source, listing.kept(), read);
    phases.end(rows);
    return rows;
  }

  /**
   * Compares the ids of other data sets with those of the predictions, before these are evaluated.
   *
   * @return warnings for the report
   */
  List<String> match(PhaseLog phases) {
    List<String> warnings = new ArrayList<>();
    for (IdJoin join : input.joins().all()) {
      phases.begin("match " + join.name() + " with predictions");
      warnings.addAll(input.match(join));
      phases.end();
    }
    return warnings;
  }

  /** Holds the rows that were read against the files, as they are now. */
  void requireAllRead(DataSource source, long rows) throws IOException {
    watched.requireSame();
    source.requirePromised("rows", rows, promised);
    if (rows == 0) {
      throw EvaluationException.input("the input has no rows");
    }
  }

  /** Compares all files that were read with their state at the start. */
  void requireSame() throws IOException {
    watched.requireSameFooters();
    for (IdJoin join : input.joins().all()) {
      join.files().requireSameFooters();
    }
    input.versionedTables().forEach(PinnedTable::requireSame);
  }

  /** Returns the columns of some of its files alone, resolved as those of all. */
  EvaluationInput only(SparkSession spark, EvaluationConfig config, Set<String> paths) {
    List<FileStatus> some =
        files.files().stream().filter(file -> paths.contains(file.getPath().toString())).toList();
    Map<String, List<Path>> roots = new LinkedHashMap<>();
    files
        .roots()
        .keySet()
        .forEach(
            root ->
                roots.put(
                    root,
                    files.part(List.of(root)).files().stream()
                        .map(FileStatus::getPath)
                        .filter(path -> paths.contains(path.toString()))
                        .toList()));
    ParquetManifest promises =
        new ParquetManifest(
            manifest.footers().stream()
                .filter(footer -> paths.contains(footer.file().path()))
                .toList());
    return EvaluationInput.of(
        spark, config, new InputFiles(some, roots), filter, promises, conflicts);
  }

  /** Returns what was read, and by what. */
  InputManifest toReport() {
    InputManifest known =
        manifest == null
            ? new InputManifest(List.of(), input.promised(), null)
            : manifest.toReport();
    return known
        .readBy(input.reader().reason())
        .filteredBy(filter)
        .ofTables(input.versionedTables().stream().map(PinnedTable::version).toList());
  }

  /** Says of which type a column is, and how its numbers are stored if the type does not. */
  private static String stored(StructField field, EvaluationConfig config) {
    if (UnreadableType.isHalfPrecision(field)) {
      return UnreadableType.description(field);
    }
    String type = field.dataType().simpleString();
    if (!field.dataType().equals(DataTypes.BinaryType)) {
      return type;
    }
    return switch (field.name()) {
      case EvaluationArguments.LOGITS -> type + ", " + config.encoding().text();
      case EvaluationArguments.BASELINE_LOGITS -> type + ", " + config.baselineEncoding().text();
      default -> type;
    };
  }

  CheckedInput toCheck(EvaluationConfig config) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (StructField field : input.types().fields()) {
      columns.put(field.name(), stored(field, config));
    }
    columns.remove(EvaluationArguments.KEPT);
    return new CheckedInput(
        files == null ? null : Long.valueOf(files.files().size()),
        manifest == null ? input.promised() : Long.valueOf(manifest.rows()),
        input.versionedTables().stream().map(one -> one.version().shown()).toList(),
        toReport().shownReader(),
        filter,
        columns);
  }
}
