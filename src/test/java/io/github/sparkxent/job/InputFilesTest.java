/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files an input has; what is in them does not matter here. */
class InputFilesTest {
  @TempDir private Path temporary;
  private Path root;
  private final Configuration hadoop = WatchedFileSystem.install();

  @BeforeEach
  void followLinksToTheDirectory() throws IOException {
    root = temporary.toRealPath();
  }

  private Path file(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name);
  }

  private DataSource source(String key, String... paths) {
    List<String> all = List.of(paths).stream().map(path -> root + "/" + path).toList();
    return new DataSource(key, all, "json", null, Map.of(), null, null, null);
  }

  /** Returns the files below paths, without what all of them begin with. */
  private List<String> list(String... paths) throws IOException {
    return InputFiles.of(hadoop, source("input", paths)).files().stream()
        .map(file -> file.getPath().toUri().getPath().substring(root.toString().length() + 1))
        .toList();
  }

  private void assertRefused(EvaluationException.Kind kind, String message, String... paths) {
    EvaluationException refused =
        catchThrowableOfType(EvaluationException.class, () -> list(paths));
    assertThat(refused).isNotNull().hasMessage(message.replace("ROOT", root.toString()));
    assertThat(refused.kind()).isEqualTo(kind);
  }

  private void assertConfiguration(String message, String... paths) {
    assertRefused(EvaluationException.Kind.CONFIGURATION, message, paths);
  }

  private void assertInput(String message, String... paths) {
    assertRefused(EvaluationException.Kind.INPUT, message, paths);
  }

  @Nested
  class A_directory {
    @Test
    void has_the_files_in_all_directories_below_it() throws IOException {
      file("d/2026/01/01/a");
      file("d/2026/01/02/a");
      file("d/b");

      assertThat(list("d")).containsExactly("d/2026/01/01/a", "d/2026/01/02/a", "d/b");
    }

    @Test
    void is_read_without_what_is_hidden_in_it() throws IOException {
      file("d/a");
      file("d/_SUCCESS");
      file("d/.DS_Store");
      file("d/x._COPYING_");
      file("d/_temporary/0/a");
      file("d/_split=1/a");

      assertThat(list("d")).containsExactly("d/_split=1/a", "d/a");
    }

    @Test
    void that_is_hidden_is_read_where_it_is_named() throws IOException {
      file("_d/a");

      assertThat(list("_d")).containsExactly("_d/a");
    }

    @Test
    void without_files_is_refused() throws IOException {
      file("d/_SUCCESS");

      assertInput("input.path ROOT/d holds no file, expected one or more", "d");
    }

    @Test
    void that_may_not_be_listed_is_refused() throws IOException {
      file("d/more/a");
      WatchedFileSystem.forbid("/more");

      assertThatThrownBy(() -> listWatched("d"))
          .hasMessage("input.path watched:" + root + "/d/more cannot be listed: permission denied");
    }
  }

  @Nested
  class A_glob {
    @Test
    void passes_over_what_a_directory_passes_over() throws IOException {
      file("d/a");
      file("d/_SUCCESS");
      file("d/_committed_1");
      file("d/.DS_Store");
      file("d/more/b");
      file("d/_temporary/c");

      assertThat(list("d/*")).containsExactly("d/a", "d/more/b");
      assertThat(list("d/*/*")).containsExactly("d/more/b");
      assertThat(list("d/{a,_SUCCESS}")).containsExactly("d/a");
    }

    @Test
    void that_names_hidden_directories_finds_them() throws IOException {
      file("d/_one/a");
      file("d/two/b");

      assertThat(list("d/_*")).containsExactly("d/_one/a");
      assertThat(list("d/_*/*")).containsExactly("d/_one/a");
    }

    @Test
    void has_alternatives_classes_and_escapes() throws IOException {
      file("d/1/a");
      file("d/2/b");
      file("d/3/c");
      file("d/[1]/d");

      assertThat(list("d/{1/a,2/b}")).containsExactly("d/1/a", "d/2/b");
      assertThat(list("d/{1,3}/*")).containsExactly("d/1/a", "d/3/c");
      assertThat(list("d/[12]")).containsExactly("d/1/a", "d/2/b");
      assertThat(list("d/?/[^a]")).containsExactly("d/2/b", "d/3/c");
      assertThat(list("d/\\[1\\]/d")).containsExactly("d/[1]/d");
      assertThat(list("{d/1,d/2}", "d/3")).containsExactly("d/1/a", "d/2/b", "d/3/c");
    }

    @Test
    void that_is_the_name_of_something_is_said_to_be_a_glob() throws IOException {
      file("br[a]c{1}/x");

      assertConfiguration(
          "input.path ROOT/br[a]c{1} does not exist in file:///; it is taken for a glob, the file or"
              + " directory of that name is written ROOT/br\\[a\\]c\\{1\\}",
          "br[a]c{1}");
      assertThat(list("br\\[a\\]c\\{1\\}")).containsExactly("br[a]c{1}/x");
    }

    @Test
    void without_a_match_is_a_mistake_of_the_configuration() throws IOException {
      file("d/a");

      assertConfiguration("input.path ROOT/d/x* does not exist in file:///", "d/x*");
      assertConfiguration("input.path ROOT/d/a/* does not exist in file:///", "d/a/*");
      assertConfiguration("input.path ROOT/e/*/a does not exist in file:///", "e/*/a");
    }

    @Test
    void that_is_none_is_refused() throws IOException {
      file("d/a");

      assertThatThrownBy(() -> list("d/[a"))
          .isInstanceOf(EvaluationException.class)
          .hasMessageStartingWith("input.path file:" + root + "/d/[a is no glob: ");
    }

    @Test
    void says_to_spark_what_it_found() throws IOException {
      file("d/[1]/a");
      file("d/_SUCCESS");
      DataSource source = source("input", "d/*");

      assertThat(InputFiles.of(hadoop, source).paths(source.paths()))
          .containsExactly("file:" + root + "/d/\\[1\\]");
    }
  }

  @Nested
  class A_file {
    @ParameterizedTest
    @ValueSource(strings = {"_a.parquet", ".a.parquet", "a._COPYING_"})
    void that_is_hidden_is_refused_where_it_is_named(String name) throws IOException {
      file(name);

      assertConfiguration(
          "input.path names file:ROOT/"
              + name
              + ", a hidden file, which Spark passes over; expected a name that does not begin"
              + " with _ or . nor end with ._COPYING_",
          name);
    }

    @Test
    void that_is_named_twice_is_refused() throws IOException {
      file("d/a");

      assertConfiguration(
          "input.path names file:ROOT/d/a twice, expected each file once", "d", "d/*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "d/p-2026-01-01T00:00:00.json", "d/*", "d/*:*"})
    void with_a_colon_in_its_name_is_refused_with_a_name_that_works(String path)
        throws IOException {
      file("d/p-2026-01-01T00:00:00.json");

      assertInput(
          "input.path file:ROOT/d/p-2026-01-01T00:00:00.json has a colon in its name, with which"
              + " Hadoop cannot read a local file: rename it, such as p-2026-01-01T00-00-00.json",
          path);
    }

    @Test
    void may_lie_in_a_directory_with_a_colon_in_its_name() throws IOException {
      file("d/2026-01-01T00:00:00/a");

      assertThat(list("d")).containsExactly("d/2026-01-01T00:00:00/a");
      assertThat(list("d/2026-01-01T00:00:00")).hasSize(1);
      assertThat(list("d/2026-01-01T00:00:00/*")).hasSize(1);
      assertThat(list("d/*/a")).hasSize(1);
    }

    @Test
    void that_is_a_pipe_is_refused() throws IOException, InterruptedException {
      file("d/a");
      assertThat(new ProcessBuilder("mkfifo", root + "/d/p").start().waitFor()).isZero();

      assertInput(
          "input.path meets file:ROOT/d/p, which is a pipe, a socket or a device, expected a file",
          "d");
    }
  }

  @Nested
  class A_link {
    @ParameterizedTest
    @ValueSource(strings = {"d", "d/*", "d/b*", "*"})
    void that_leads_nowhere_is_refused(String path) throws IOException {
      file("d/a");
      Files.createSymbolicLink(root.resolve("d/b"), Path.of("../blobs/1"));

      assertInput(
          "input.path meets file:ROOT/d/b, which is a link to ../blobs/1, which is not there",
          path);
    }

    @Test
    void that_leads_nowhere_may_be_hidden() throws IOException {
      file("d/a");
      Files.createSymbolicLink(root.resolve("d/.b"), Path.of("../blobs/1"));

      assertThat(list("d")).containsExactly("d/a");
    }

    @Test
    void that_leads_nowhere_is_called_so_where_it_is_named() throws IOException {
      Files.createSymbolicLink(root.resolve("b"), Path.of("blobs/1"));

      assertConfiguration("input.path ROOT/b is a link to blobs/1, which is not there", "b");
    }

    @Test
    void to_a_file_is_that_file() throws IOException {
      file("blobs/1");
      file("blobs/2");
      Files.createDirectories(root.resolve("d"));
      Files.createSymbolicLink(root.resolve("d/a"), Path.of("../blobs/1"));
      Files.createSymbolicLink(root.resolve("e"), Path.of("d"));

      assertThat(list("d")).containsExactly("d/a");
      assertThat(list("e")).containsExactly("e/a");
    }

    @Test
    void to_a_file_that_is_there_already_is_refused() throws IOException {
      file("d/a");
      Files.createSymbolicLink(root.resolve("d/b"), Path.of("a"));

      assertConfiguration(
          "input.path names one file twice, through a link: file:ROOT/d/a and file:ROOT/d/b,"
              + " expected each file once",
          "d");
    }

    @Test
    void without_a_direction_is_one_too() throws IOException {
      file("d/a");
      Files.createLink(root.resolve("d/b"), root.resolve("d/a"));

      assertConfiguration(
          "input.path names one file twice, through a link: file:ROOT/d/a and file:ROOT/d/b,"
              + " expected each file once",
          "d");
    }

    @Test
    void to_a_directory_that_is_there_already_is_refused() throws IOException {
      file("d/one/a");
      Files.createSymbolicLink(root.resolve("d/two"), Path.of("one"));

      assertConfiguration(
          "input.path names one file twice, through a link: file:ROOT/d/one/a and"
              + " file:ROOT/d/two/a, expected each file once",
          "d");
    }

    @ParameterizedTest
    @CsvSource({".., ROOT", "., ROOT/d", "../../.., ROOT/../.."})
    void to_where_it_lies_itself_is_refused(String target, String real) throws IOException {
      file("d/a");
      Files.createSymbolicLink(root.resolve("d/up"), Path.of(target));

      assertInput(
          "input.path meets file:ROOT/d/up, a link to "
              + Path.of(real.replace("ROOT", root.toString())).normalize()
              + ", in which it lies itself: its files would be counted again; remove the link",
          "d");
    }
  }

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

  @Test
  void a_path_with_a_nul_is_refused() {
    assertThatThrownBy(() -> list("d\0"))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("input.path " + root + "/d\\0 holds a NUL character, expected a path");
  }

  @Test
  void a_path_in_bytes_that_are_no_text_is_refused() {
    assertThatThrownBy(() -> list("d\uFFFD"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("input.path " + root + "/d\uFFFD cannot be opened, as not all");
  }

  @Test
  void a_name_in_front_of_a_colon_is_taken_for_a_scheme() {
    DataSource source =
        new DataSource(
            "input", List.of("part-12:00.json"), "json", null, Map.of(), null, null, null);

    assertThatThrownBy(() -> InputFiles.of(hadoop, source))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "input.path part-12:00.json is no path: what stands before a colon is taken for a"
                + " scheme such as hdfs; a name with a colon needs ./ in front");
  }

  private InputFiles listWatched(String path) throws IOException {
    return InputFiles.of(
        hadoop,
        new DataSource(
            "input",
            List.of("watched://" + root + "/" + path),
            "json",
            null,
            Map.of(),
            null,
            null,
            null));
  }
}
