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
 * @param rowsPromised the rows that the files promise in all; null if unknown
 * @param pageChecksums {@code verified} if every page read carried a checksum, {@code partial} if
 *     some did, {@code absent} if none did; null if unknown
 * @param footersSha256 the SHA-256 of the SHA-256 of each file's footer, in the order of the files,
 *     in hex: it differs if a footer differs; null if unknown
 */
@JsonPropertyOrder({"rows_promised", "page_checksums", "footers_sha256", "files"})
public record InputManifest(
    List<InputFile> files,
    Long rowsPromised,
    String pageChecksums,
    @JsonInclude String footersSha256) {
  private static final Set<String> PAGE_CHECKSUMS = Set.of("verified", "partial", "absent");

  /**
   * Creates a manifest without a digest.
   *
   * @param files the files
   * @param rowsPromised the rows that they promise, or null
   * @param pageChecksums see above, or null
   */
  public InputManifest(List<InputFile> files, Long rowsPromised, String pageChecksums) {
    this(files, rowsPromised, pageChecksums, null);
  }

  /** Sorts the files and refuses another word for the page checksums. */
  public InputManifest {
    files = files.stream().sorted(comparing(InputFile::path)).toList();
    if (pageChecksums != null && !PAGE_CHECKSUMS.contains(pageChecksums)) {
      throw new IllegalArgumentException(
          "page checksums are '" + pageChecksums + "'; expected verified, partial, absent or null");
    }
  }
}
