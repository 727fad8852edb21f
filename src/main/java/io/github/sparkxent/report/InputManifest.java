// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Set;

/**
 * The input that was read, so that a reader can tell whether it was complete and intact. Immutable.
 *
 * @param files the files, in any order; they are sorted by path. Empty if unknown (tables)
 * @param rowsPromised the rows that the files, or the table, promise in all; null if unknown
 * @param pageChecksums {@code verified} if every page read carried a checksum, {@code partial} if
 *     some did, {@code absent} if none did; null if unknown
 * @param footersSha256 the SHA-256 of the SHA-256 of each file's footer, in the order of the files,
 *     in hex: it differs if a footer differs; null if unknown
 * @param reader what read the rows: {@code scan}, the program's own scan of Parquet files, or
 *     {@code spark}; null if unknown
 * @param readerReason why it was not the scan; null if it was, or if unknown
 * @param filter the condition of the rows that the run is about, the others are filtered; null if
 *     it is about all
 * @param tables the versions of the tables that were read, the input's first; empty if none has
 *     versions
 * @param states how many files were evaluated before; null in a run that keeps no states
 * @param mergedFrom the runs and directories whose kept states were merged; null in a run that read
 *     the files itself
 */
@JsonPropertyOrder({
  "rows_promised",
  "page_checksums",
  "footers_sha256",
  "reader",
  "reader_reason",
  "filter",
  "tables",
  "states",
  "merged_from",
  "files"
})
public record InputManifest(
    List<InputFile> files,
    Long rowsPromised,
    String pageChecksums,
    @JsonInclude String footersSha256,
    @JsonInclude String reader,
    @JsonInclude String readerReason,
    @JsonInclude(JsonInclude.Include.NON_NULL) String filter,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TableVersion> tables,
    @JsonInclude(JsonInclude.Include.NON_NULL) KeptStates states,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<String> mergedFrom) {
  /** The program's own scan of Parquet files. */
  public static final String SCAN = "scan";

  /** Spark's reader of the format. */
  public static final String SPARK = "spark";

  private static final Set<String> READERS = Set.of(SCAN, SPARK);
  private static final Set<String> PAGE_CHECKSUMS = Set.of("verified", "partial", "absent");

  /**
   * Creates a manifest without a digest and a reader.
   *
   * @param files the files
   * @param rowsPromised the rows that they promise, or null
   * @param pageChecksums see above, or null
   */
  public InputManifest(List<InputFile> files, Long rowsPromised, String pageChecksums) {
    this(files, rowsPromised, pageChecksums, null, null, null);
  }

  /**
   * Creates a manifest without a filter, tables and kept states.
   *
   * @param files the files
   * @param rowsPromised the rows that they promise, or null
   * @param pageChecksums see above, or null
   * @param footersSha256 the digest of their footers, or null
   * @param reader see above, or null
   * @param readerReason see above, or null
   */
  public InputManifest(
      List<InputFile> files,
      Long rowsPromised,
      String pageChecksums,
      String footersSha256,
      String reader,
      String readerReason) {
    this(
        files,
        rowsPromised,
        pageChecksums,
        footersSha256,
        reader,
        readerReason,
        null,
        null,
        null,
        null);
  }

  /** Sorts the files and refuses another word for the page checksums or the reader. */
  public InputManifest {
    mergedFrom = mergedFrom == null ? null : List.copyOf(mergedFrom);
    files = files.stream().sorted(comparing(InputFile::path)).toList();
    tables = tables == null ? List.of() : List.copyOf(tables);
    if (pageChecksums != null && !PAGE_CHECKSUMS.contains(pageChecksums)) {
      throw new IllegalArgumentException(
          "page checksums are '" + pageChecksums + "'; expected verified, partial, absent or null");
    }
    if (reader != null && !READERS.contains(reader)) {
      throw new IllegalArgumentException(
          "the reader is '" + reader + "'; expected scan, spark or null");
    }
  }

  /**
   * Says what read the rows, for a person.
   *
   * @return words that follow <i>read by</i>; null if it is unknown
   */
  public String shownReader() {
    if (reader == null || reader.equals(SCAN)) {
      return reader == null ? null : "the scan";
    }
    return "Spark's reader" + (readerReason == null ? "" : ", not the scan: " + readerReason);
  }

  /**
   * Returns the same with what read the rows.
   *
   * @param why why it was not the scan, or null: it was
   * @return the manifest with a reader
   */
  public InputManifest readBy(String why) {
    return with(why == null ? SCAN : SPARK, why, filter, tables, states, mergedFrom);
  }

  /**
   * Returns the same with the condition of its rows.
   *
   * @param condition SQL, or null
   * @return the manifest with it
   */
  public InputManifest filteredBy(String condition) {
    return with(reader, readerReason, condition, tables, states, mergedFrom);
  }

  /**
   * Returns the same with the versions of the tables that were read.
   *
   * @param versions the versions, the input's first
   * @return the manifest with them
   */
  public InputManifest ofTables(List<TableVersion> versions) {
    return with(reader, readerReason, filter, versions, states, mergedFrom);
  }

  /**
   * Returns the same with how many files were evaluated before.
   *
   * @param kept the numbers of files, or null
   * @return the manifest with them
   */
  public InputManifest withStates(KeptStates kept) {
    return with(reader, readerReason, filter, tables, kept, mergedFrom);
  }

  /**
   * Returns the same of states that were merged.
   *
   * @param sources the runs and directories that had them
   * @return the manifest with these
   */
  public InputManifest mergedFrom(List<String> sources) {
    return with(reader, readerReason, filter, tables, states, sources);
  }

  /** Returns the same files with what else is said of them. */
  private InputManifest with(
      String readBy,
      String why,
      String condition,
      List<TableVersion> versions,
      KeptStates kept,
      List<String> sources) {
    return new InputManifest(
        files,
        rowsPromised,
        pageChecksums,
        footersSha256,
        readBy,
        why,
        condition,
        versions,
        kept,
        sources);
  }
}
