// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.scan.parquet.ColumnChunk;
import io.github.sparkxent.scan.parquet.FilePart;
import io.github.sparkxent.scan.parquet.LeafColumn;
import io.github.sparkxent.scan.parquet.LeafColumn.Kind;
import io.github.sparkxent.scan.parquet.RowGroup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How row groups become tasks. */
class PackingTest {
  private static final long MB = 1 << 20;

  /**
   * A file of some columns whose row groups have sizes; the second column's are twice the first's.
   */
  private static ScanFile file(String name, int columns, long... groups) {
    List<LeafColumn> leaves = new ArrayList<>();
    List<ScanFile.Source> sources = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      leaves.add(new LeafColumn(List.of("c" + i), PrimitiveTypeName.DOUBLE, Kind.DOUBLE, 1, 0, 0));
      sources.add(new ScanFile.Stored(i));
    }
    List<RowGroup> rowGroups = new ArrayList<>();
    long start = 4;
    for (long bytes : groups) {
      List<ColumnChunk> chunks = new ArrayList<>();
      for (int i = 0; i < columns; i++) {
        chunks.add(new ColumnChunk(start, start + (bytes << i), 10, "SNAPPY"));
        start += bytes << i;
      }
      rowGroups.add(new RowGroup(rowGroups.size(), 10, chunks));
    }
    return new ScanFile(new FilePart("file:/data/" + name, start, 1, leaves, rowGroups), sources);
  }

  private static List<String> shown(List<List<ScanFile>> packed) {
    return packed.stream().map(PackingTest::task).toList();
  }

  private static String task(List<ScanFile> task) {
    StringBuilder text = new StringBuilder();
    for (ScanFile file : task) {
      text.append(text.isEmpty() ? "" : " ").append(file.part().path().replaceAll(".*/", ""));
      for (RowGroup group : file.part().rowGroups()) {
        text.append(group.index());
      }
    }
    return text.toString();
  }

  private static List<String> pack(PackingLimits limits, ScanFile... files) {
    return shown(Packing.pack(List.of(files), limits));
  }

  private static PackingLimits limits(long most, long open, int least) {
    return new PackingLimits(most, open, least, Integer.MAX_VALUE);
  }

  @Test
  void a_large_file_is_split_between_row_groups() {
    assertThat(pack(limits(30, 0, 1), file("a", 1, 10, 10, 10, 10, 10, 10, 10)))
        .containsExactly("a012", "a345", "a6");
  }

  @Test
  void a_row_group_beyond_the_limit_is_a_task_of_its_own() {
    assertThat(pack(limits(30, 0, 1), file("a", 1, 5, 100, 5))).containsExactly("a1", "a0 a2");
  }

  @Test
  void small_files_share_a_task_and_each_counts_its_opening() {
    assertThat(
            pack(limits(30, 9, 1), file("a", 1, 1), file("b", 1, 2), file("c", 1, 3), file("d", 1)))
        .containsExactly("c0 b0 a0", "d");
  }

  @Test
  void the_largest_come_first_and_equals_in_their_order() {
    assertThat(
            pack(
                limits(10, 0, 1),
                file("a", 1, 10),
                file("b", 1, 10),
                file("c", 1, 90),
                file("d", 1, 10)))
        .containsExactly("c0", "a0", "b0", "d0");
  }

  @Test
  void there_are_tasks_for_all_cores_if_there_is_work_for_them() {
    ScanFile file = file("a", 1, 10, 10, 10, 10);

    assertThat(pack(limits(1000, 1, 4), file)).containsExactly("a0", "a1", "a2", "a3");
    assertThat(pack(limits(1000, 1, 2), file)).containsExactly("a01", "a23");
    // No task is smaller than the opening of a file, which would take longer than reading it.
    assertThat(pack(limits(1000, 20, 4), file)).containsExactly("a01", "a23");
  }

  @Test
  void no_more_tasks_than_the_setting_says() {
    ScanFile file = file("a", 1, 10, 10, 10, 10);

    assertThat(pack(new PackingLimits(10, 0, 1, 2), file)).containsExactly("a01", "a23");
    assertThat(pack(new PackingLimits(10, 0, 1, 4), file)).hasSize(4);
  }

  @Test
  void a_file_without_rows_is_read_and_no_file_gives_no_task() {
    assertThat(pack(limits(30, 0, 1), file("a", 1))).containsExactly("a");
    assertThat(pack(limits(30, 0, 1))).isEmpty();
  }

  @Test
  void only_columns_that_are_read_count_and_nothing_is_lost() {
    ScanPlan plan =
        new ScanPlan(
            ScanPlans.columns("weight", "double", "label", "double"),
            List.of(file("a", 2, 10, 10, 10)),
            ScanPlans.options(),
            new Configuration(false));
    PackingLimits limits = limits(30, 0, 1);

    assertThat(shown(Packing.pack(plan.files(), limits))).containsExactly("a0", "a1", "a2");
    ScanPlan labels = Projection.of(plan, List.of("label"));
    ScanPlan weights = Projection.of(plan, List.of("weight"));
    assertThat(shown(Packing.pack(labels.files(), limits))).containsExactly("a0", "a1", "a2");
    assertThat(shown(Packing.pack(weights.files(), limits))).containsExactly("a012");
    FilePart part = labels.files().get(0).part();
    assertThat(part.columns())
        .singleElement()
        .extracting(LeafColumn::path)
        .isEqualTo(List.of("c1"));
    assertThat(part.rowGroups())
        .extracting(group -> group.chunks().get(0).first())
        .containsExactly(14L, 44L, 74L);
    assertThat(labels.files().get(0).sources()).containsExactly(new ScanFile.Stored(0));
    assertThat(labels.columns().fieldNames()).containsExactly("label");
  }

  @Test
  void thousands_of_small_files_are_planned_at_once_and_in_few_tasks() throws IOException {
    List<ScanFile> files =
        IntStream.range(0, 5000).mapToObj(i -> file("part-" + i, 4, 2000)).toList();
    ScanPlan plan =
        new ScanPlan(
            ScanPlans.columns("a", "double", "b", "double", "c", "double", "d", "double"),
            files,
            ScanPlans.options(),
            new Configuration(false));
    // A driver knows its file systems.
    PreferredHosts.of(plan.hadoop(), List.of(files.subList(0, 1)));
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    List<List<ScanFile>> packed =
        Packing.pack(
            Projection.of(plan, List.of("a", "b", "d")).files(), limits(128 * MB, 4 * MB, 2));
    List<String[]> hosts = PreferredHosts.of(plan.hadoop(), packed);
    long nanos = threads.getCurrentThreadCpuTime() - start;

    assertThat(Duration.ofNanos(nanos)).isLessThan(Duration.ofSeconds(1));
    assertThat(hosts).hasSameSizeAs(packed).allSatisfy(none -> assertThat(none).isEmpty());
    assertThat(packed).hasSizeBetween(100, 200);
    assertThat(packed.stream().mapToInt(List::size).sum()).isEqualTo(5000);
    ScanPartition first = new ScanPartition(0, packed.get(0), hosts.get(0));
    assertThat(serialized(first)).isLessThan(first.files().size() * 500);
  }

  private static int serialized(Object object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.size();
  }

  @ParameterizedTest
  @CsvSource({
    "134217728, 134217728",
    "134217728b, 134217728",
    "128MB, 134217728",
    "128m, 134217728",
    "' 64k ', 65536",
    "1g, 1073741824",
    "2TB, 2199023255552",
    "1pb, 1125899906842624"
  })
  void sizes_are_read_as_spark_writes_them(String text, long bytes) {
    Map<String, String> settings = Map.of("spark.sql.files.maxPartitionBytes", text);

    assertThat(PackingLimits.of(settings::get, 3))
        .isEqualTo(new PackingLimits(bytes, 4 * MB, 3, Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mb", "12x", "-1", "1.5g"})
  void another_text_is_no_size(String text) {
    Map<String, String> settings = Map.of("spark.sql.files.openCostInBytes", text);

    assertThatThrownBy(() -> PackingLimits.of(settings::get, 3))
        .hasMessage(
            "spark.sql.files.openCostInBytes is %s, expected a number of bytes such as"
                + " 134217728b or 128MB",
            text);
  }

  @Test
  void numbers_of_tasks_are_those_of_the_settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("spark.sql.leafNodeDefaultParallelism", "7");
    assertThat(PackingLimits.of(settings::get, 3).minPartitions()).isEqualTo(7);
    settings.put("spark.sql.files.minPartitionNum", "5");
    settings.put("spark.sql.files.maxPartitionNum", "6");
    assertThat(PackingLimits.of(settings::get, 3))
        .isEqualTo(new PackingLimits(128 * MB, 4 * MB, 5, 6));
  }
}
