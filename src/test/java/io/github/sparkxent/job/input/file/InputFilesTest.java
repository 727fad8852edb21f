// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.failure.EvaluationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files an input has; what is in them does not matter here. */
class InputFilesTest extends ListedFilesFixture {
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
            "input", List.of("part-12:00.json"), "json", null, Map.of(), null, null, null, null);

    assertThatThrownBy(() -> InputFiles.of(hadoop, source))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "input.path part-12:00.json is no path: what stands before a colon is taken for a"
                + " scheme such as hdfs; a name with a colon needs ./ in front");
  }
}
