// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

class PartitionDirectoryTest {
  private static final ColumnNames NAMES = new ColumnNames(false);

  private static PartitionDirectory of(String file) {
    return PartitionDirectory.of(new Path(file), null, 0, NAMES);
  }

  @Test
  void has_the_names_and_values_of_directories_from_the_outermost_on() {
    PartitionDirectory directory = of("/d/split=test/day=007/a.parquet");

    assertThat(directory.base()).isEqualTo("/d");
    assertThat(directory.values()).isEqualTo(Map.of("split", "test", "day", "007"));
    assertThat(directory.values().keySet()).containsExactly("split", "day");
  }

  @Test
  void is_none_where_no_name_is_a_pair() {
    assertThat(of("/d/2026/01/a=b.parquet").base()).isNull();
    assertThat(of("/a.parquet").values()).isEmpty();
    assertThat(of("/d/=a/a.parquet").values()).isEmpty();
  }

  @Test
  void passes_over_other_names_before_the_first_column_and_ends_at_one_after_it() {
    PartitionDirectory directory = of("/run=1/d/split=test/part/0/a.parquet");

    assertThat(directory.base()).isEqualTo("/run=1/d");
    assertThat(directory.values()).isEqualTo(Map.of("split", "test"));
  }

  @Test
  void does_not_pass_over_directories_that_the_user_did_not_name() {
    Path file = new Path("/home/user=bob/d/a.parquet");

    assertThat(PartitionDirectory.of(file, null, 3, NAMES).values()).isEmpty();
    assertThat(PartitionDirectory.of(file, null, 2, NAMES).values()).containsKey("user");
  }

  @Test
  void ends_at_the_base_path_that_is_given() {
    PartitionDirectory directory =
        PartitionDirectory.of(
            new Path("/d/split=a/day=1/a.parquet"), new Path("/d/split=a"), 0, NAMES);

    assertThat(directory.base()).isEqualTo("/d/split=a");
    assertThat(directory.values()).isEqualTo(Map.of("day", "1"));
  }

  @Test
  void decodes_what_hive_and_spark_escape() {
    assertThat(of("/d/a%3Db=x%2Fy/a.parquet").values()).isEqualTo(Map.of("a=b", "x/y"));
    assertThat(PartitionDirectory.unescaped("100%")).isEqualTo("100%");
    assertThat(PartitionDirectory.unescaped("%4")).isEqualTo("%4");
    assertThat(PartitionDirectory.unescaped("%zz%25")).isEqualTo("%zz%");
    assertThat(of("/d/a=__HIVE_DEFAULT_PARTITION__/a").values()).containsEntry("a", null);
  }

  @Test
  void refuses_a_column_that_is_there_twice() {
    assertThatThrownBy(() -> of("/d/split=a/Split=b/a.parquet"))
        .hasMessage(
            "directory /d/split=a has column split, which a directory below it has too, expected"
                + " each once");
  }
}
