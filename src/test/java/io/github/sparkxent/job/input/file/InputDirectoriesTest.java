// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.config.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a directory of an input says of the files in it: that a table owns them, or a column. */
class InputDirectoriesTest extends ListedFilesFixture {
  @Nested
  class A_table {
    private static final String MARKERS =
        """
        _delta_log/0.json                           | a Delta Lake table                | _delta_log      | input.table, or input.query: SELECT * FROM delta.`file:ROOT/t`
        .hoodie/hoodie.properties                   | a Hudi table                      | .hoodie         | input.table, or input.query: SELECT * FROM hudi.`file:ROOT/t`
        metadata/v1.metadata.json                   | an Iceberg table                  | metadata        | input.table: its name in a catalog of Iceberg
        metadata/00002-9c5e-4b.metadata.json        | an Iceberg table                  | metadata        | input.table: its name in a catalog of Iceberg
        metadata/00002-9c5e-4b.gz.metadata.json     | an Iceberg table                  | metadata        | input.table: its name in a catalog of Iceberg
        _spark_metadata/0                           | the output of a streaming query   | _spark_metadata | input.query: SELECT * FROM json.`file:ROOT/t`
        """;

    private static final String EXPECTED =
        ": it has %s, which says which of its files count; expected %s";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = MARKERS)
    void is_refused_by_its_directory(String file, String words, String marker, String advice)
        throws IOException {
      file("t/" + file);
      file("t/data/split=x/a");
      String expected = EXPECTED.formatted(marker, advice);

      for (String path : List.of("t", "t*")) {
        assertConfiguration("input.path file:ROOT/t is " + words + expected, path);
      }
      assertThatThrownBy(() -> list("."))
          .hasMessageStartingWith("input.path file:" + root + "/t is " + words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = MARKERS)
    void is_refused_by_what_lies_in_it(String file, String words, String marker, String advice)
        throws IOException {
      file("t/" + file);
      file("t/data/split=x/a");
      String belongs =
          " belongs to " + words + ", file:ROOT/t" + EXPECTED.formatted(marker, advice);

      assertConfiguration("input.path file:ROOT/t/data" + belongs, "t/data");
      for (String path : List.of("t/data/split=x", "t/data/*", "t/data/*/a", "t/data/split=x/a")) {
        assertConfiguration("input.path file:ROOT/t/data/split=x" + belongs, path);
      }
      Files.createSymbolicLink(root.resolve("link"), Path.of("t/data/split=x"));
      Files.createDirectories(root.resolve("linked"));
      Files.createSymbolicLink(root.resolve("linked/a"), Path.of("../t/data/split=x/a"));
      for (String path : List.of("link", "linked", "linked/a")) {
        assertConfiguration("input.path file:ROOT/t/data/split=x" + belongs, path);
      }
    }

    @Test
    void of_labels_is_read_by_the_keys_of_labels() throws IOException {
      file("t/_delta_log/0.json");

      assertThatThrownBy(() -> InputFiles.of(hadoop, source("labels", "t")))
          .hasMessageStartingWith("labels.path file:")
          .hasMessageEndingWith(
              "expected labels.table, or labels.query: SELECT * FROM delta.`file:" + root + "/t`");
    }

    @Test
    void is_not_what_an_option_can_name() throws IOException {
      file("t/_delta_log/0.json");

      assertThatThrownBy(() -> InputFiles.of(hadoop, source("--input", "t")))
          .hasMessage(
              "--input file:"
                  + root
                  + "/t is a Delta Lake table: it has _delta_log, which says which of its files"
                  + " count; expected files of no such table; the SQL function xent.pack packs the"
                  + " logits of any table");
    }

    @Test
    void has_more_than_a_directory_called_metadata() throws IOException {
      file("d/metadata/schema.json");
      file("d/metadata/model.metadata.json");
      file("d/data/a");

      assertThat(list("d/data")).containsExactly("d/data/a");
      assertThat(list("d")).hasSize(3);
    }

    @Test
    void is_looked_for_once_in_each_directory_however_many_files_there_are() throws IOException {
      for (int i = 0; i < 20; i++) {
        file("d/split=" + i % 2 + "/a" + i);
      }
      listWatched("d/*/*");

      List<String> asked = WatchedFileSystem.asked();
      assertThat(asked.stream().filter(path -> path.matches(".*(_|hoodie|metadata)[^/]*")))
          .doesNotHaveDuplicates()
          .hasSize(4 * (root.getNameCount() + 4));
      assertThat(asked).hasSize(4 * (root.getNameCount() + 4) + 4);
    }

    @Test
    void is_not_looked_for_where_nobody_may_look() throws IOException {
      file("d/a");
      WatchedFileSystem.forbid("/_delta_log");

      assertThat(listWatched("d").files()).hasSize(1);
    }
  }

  @Nested
  class A_directory_of_a_column {
    @ParameterizedTest
    @CsvSource({"split=, value", "=test, name", "split=/2026, value"})
    void has_a_name_and_a_value(String directory, String lacking) throws IOException {
      file("d/" + directory + "/a");

      assertInput(
          "input.path meets file:ROOT/d/"
              + directory.replaceAll("/.*", "")
              + ", a directory of a column without "
              + lacking
              + ", expected one such as split=test; for null Spark writes"
              + " split=__HIVE_DEFAULT_PARTITION__",
          "d");
      assertThatThrownBy(() -> list("d/" + directory.replaceAll("/.*", "")))
          .hasMessageContaining("without " + lacking);
    }

    @ParameterizedTest
    @CsvSource({
      "d/a, false",
      "d/2026/01/a, false",
      "d/split=x/a, true",
      "d/split=x/2026/a, true",
      "d/2026/split=x/a, true"
    })
    void keeps_spark_from_reading_all_directories_alike(String file, boolean expected)
        throws IOException {
      file(file);

      DataSource source = source("input", "d");
      InputFiles files = InputFiles.of(hadoop, source);
      InputRoots roots = InputRoots.of(hadoop, source, files, new ColumnNames(false));

      assertThat(roots.groups(files)).hasSize(1);
      assertThat(roots.groups(files).get(0).base() != null).isEqualTo(expected);
    }
  }
}
