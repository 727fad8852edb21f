// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.sparkxent.scan.parquet.SmallFiles.Form;
import io.github.sparkxent.scan.parquet.SmallFiles.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files of which a byte is another, or that are cut: refused by name, or read the same. Without a
 * checksum other values may be read, but never another number of rows, and nothing fails otherwise.
 */
class ChangedBytesTest {
  /** How many of the ways to change a byte are tried at each place. */
  private static final int CHANGES = Integer.getInteger("sparkxent.fuzz.changes", 1);

  private static final Duration LIMIT = Duration.ofMinutes(10L * CHANGES);

  @TempDir private Path directory;
  private volatile String what = "nothing yet";

  static List<Form> all() {
    return SmallFiles.all();
  }

  /** A column of a file alone: its part, and its rows. */
  private record Planned(FilePart part, ColumnForm form, List<Object> expected) {
    static Planned of(Form form, org.apache.hadoop.fs.Path path, int column) throws IOException {
      RandomColumn only = Form.columns().get(column);
      return new Planned(
          Parts.of(path, List.of(only.name())),
          only.form(),
          form.table().expected().stream().map(row -> row[column]).toList());
    }

    /** Returns its rows from a file of the same name; null if it is refused. */
    List<Object> read(String what, byte[] file) {
      MemoryFiles.put("small.parquet", file);
      List<Object[]> rows =
          BoundedScan.rows(what, Parts.relisted(part, file.length), List.of(form));
      return rows == null ? null : rows.stream().map(row -> row[0]).toList();
    }
  }

  private interface Check {
    void of(Planned planned) throws IOException;
  }

  private void eachColumn(Form form, byte[] file, Check check) {
    org.apache.hadoop.fs.Path path = MemoryFiles.put("small.parquet", file);
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          for (int i = 0; i < Form.columns().size(); i++) {
            MemoryFiles.put("small.parquet", file);
            what = form + ", whole";
            Planned planned = Planned.of(form, path, i);
            assertThat(planned.read(what, file)).as(what).isEqualTo(planned.expected());
            check.of(planned);
          }
        },
        () -> what);
  }

  @ParameterizedTest
  @MethodSource("all")
  void a_changed_byte_of_a_page_is_refused_or_does_no_harm(Form form) throws IOException {
    byte[] file = form.file(directory);
    eachColumn(
        form,
        file,
        planned -> {
          for (Page page : SmallFiles.pages(planned.part(), file)) {
            for (int at = page.header(); at < page.to(); at++) {
              for (int i = 0; i < CHANGES; i++) {
                check(planned, form, file, page, at, (at + i) % 11);
              }
            }
          }
        });
  }

  private void check(Planned planned, Form form, byte[] file, Page page, int at, int change) {
    byte[] damaged = file.clone();
    damaged[at] = changed(file[at], change);
    what =
        "%s, %s, byte %s is %s instead of %s"
            .formatted(form, planned.part().columns().get(0).path(), at, damaged[at], file[at]);
    List<Object> rows = damaged[at] == file[at] ? null : planned.read(what, damaged);
    if (rows != null && page.checksum() && at >= page.from()) {
      throw new AssertionError(what + ": not refused, but the page has a checksum");
    }
  }

  private static byte changed(byte value, int change) {
    return (byte)
        switch (change) {
          case 8 -> 0;
          case 9 -> 0xff;
          case 10 -> 0x7f;
          default -> value ^ 1 << change;
        };
  }

  @ParameterizedTest
  @MethodSource("all")
  void a_file_cut_at_any_length_is_refused_or_has_all_its_pages(Form form) throws IOException {
    byte[] file = form.file(directory);
    eachColumn(
        form,
        file,
        planned -> {
          List<Page> pages = SmallFiles.pages(planned.part(), file);
          int end = pages.get(pages.size() - 1).to();
          for (int length = pages.get(0).header(); length <= end + 1; length++) {
            what = form + ", cut at " + length;
            List<Object> rows = planned.read(what, Arrays.copyOf(file, length));
            assertThat(rows).as(what).isEqualTo(length < end ? null : planned.expected());
          }
        });
  }
}
