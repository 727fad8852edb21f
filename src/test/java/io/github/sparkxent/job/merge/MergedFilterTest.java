// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.job.states.FiguresDigest;
import io.github.sparkxent.job.states.FileIdentity;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A condition that the states do not have must be one that chose among directories. */
class MergedFilterTest {
  private static final String DIGEST = "ab".repeat(32);

  private static String misfit(String where, String... columns) throws IOException {
    TreeMap<String, String> values = new TreeMap<>();
    for (String column : columns) {
      values.put(column, "a/birthday=%2F");
    }
    FileIdentity file = file("birthday/label=1", values);
    return MergedFilter.misfit(FiguresDigest.ofText("{}"), where, List.of(file));
  }

  private static FileIdentity file(String split, TreeMap<String, String> values) {
    String text = FileIdentity.values(split, values);
    return new FileIdentity(DIGEST, "file:/x", text, 7, 5, null, DIGEST, 3);
  }

  @Test
  void a_condition_on_directories_fits_however_it_is_written() throws IOException {
    assertThat(misfit("day > '2026-11-01' AND HOUR = '7'", "Day", "hour")).isNull();
    assertThat(misfit("`a/b=%` = '1'", "a/b=%")).isNull();
  }

  @Test
  void a_condition_on_another_column_does_not_fit() throws IOException {
    assertThat(misfit("birthday > 3", "d", "day"))
        .isEqualTo("input.where is \"birthday > 3\", not absent");
    assertThat(misfit("day = '1' AND label = 3", "day")).contains("label = 3");
    assertThat(misfit("day = '1'")).contains("not absent");
  }

  @Test
  void a_column_without_a_value_is_a_column() throws IOException {
    TreeMap<String, String> values = new TreeMap<>();
    values.put("day", null);
    FileIdentity file = file(null, values);
    assertThat(file.values()).isEqualTo("day is null");
    assertThat(file.directoryColumns()).containsExactly("day");
  }
}
