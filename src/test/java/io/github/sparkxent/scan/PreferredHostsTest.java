// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.scan.parquet.ColumnChunk;
import io.github.sparkxent.scan.parquet.FilePart;
import io.github.sparkxent.scan.parquet.LeafColumn;
import io.github.sparkxent.scan.parquet.LeafColumn.Kind;
import io.github.sparkxent.scan.parquet.RowGroup;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where tasks are best run. */
class PreferredHostsTest {
  /** A file system of blocks of 100 bytes, whose hosts a test gives. */
  public static final class Blocks extends RawLocalFileSystem {
    private static final Map<String, List<String[]>> HOSTS = new ConcurrentHashMap<>();
    private static final AtomicInteger ASKED = new AtomicInteger();

    /** Created by Hadoop. */
    public Blocks() {}

    @Override
    public URI getUri() {
      return URI.create("blocks://a");
    }

    @Override
    public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long length)
        throws IOException {
      ASKED.incrementAndGet();
      List<String[]> hosts = HOSTS.get(file.getPath().getName());
      if (hosts == null) {
        throw new FileNotFoundException(file.getPath().toString());
      }
      return IntStream.range(0, hosts.size())
          .filter(i -> 100 * i < start + length && 100 * (i + 1) > start)
          .mapToObj(i -> new BlockLocation(null, hosts.get(i), 100L * i, 100))
          .toArray(BlockLocation[]::new);
    }

    @Override
    public FileStatus getFileStatus(Path path) {
      throw new AssertionError("a file is known");
    }
  }

  private final Configuration hadoop = new Configuration(false);

  PreferredHostsTest() {
    hadoop.set("fs.blocks.impl", Blocks.class.getName());
  }

  @BeforeEach
  void forget() {
    Blocks.HOSTS.clear();
    Blocks.ASKED.set(0);
  }

  private static ScanFile file(String name, long first, long end) {
    LeafColumn leaf = new LeafColumn(List.of("a"), null, Kind.DOUBLE, 1, 0, 0);
    RowGroup group = new RowGroup(0, 1, List.of(new ColumnChunk(first, end, 1, "SNAPPY")));
    return new ScanFile(
        new FilePart("blocks://a/data/" + name, 1000, 1, List.of(leaf), List.of(group)),
        List.of(new ScanFile.Stored(0)));
  }

  private static String[] hosts(String... hosts) {
    return hosts;
  }

  @Test
  void hosts_come_in_the_order_of_the_bytes_that_they_have() {
    Blocks.HOSTS.put("x", List.of(hosts("p", "q"), hosts("q", "r"), hosts("s")));
    Blocks.HOSTS.put("y", List.<String[]>of(hosts("s", "t")));

    assertThat(
            PreferredHosts.of(
                hadoop,
                List.of(
                    List.of(file("x", 90, 150)),
                    List.of(file("x", 0, 100), file("y", 0, 90)),
                    List.of(file("x", 150, 220), file("y", 0, 60)))))
        .containsExactly(hosts("q", "r", "p"), hosts("p", "q", "s"), hosts("s", "t", "q"));
  }

  @Test
  void a_file_system_without_hosts_is_asked_once() {
    for (int i = 0; i < 50; i++) {
      Blocks.HOSTS.put("f" + i, List.<String[]>of(hosts("localhost")));
    }
    List<List<ScanFile>> tasks =
        IntStream.range(0, 50).mapToObj(i -> List.of(file("f" + i, 0, 100))).toList();

    assertThat(PreferredHosts.of(hadoop, tasks))
        .hasSize(50)
        .allSatisfy(none -> assertThat(none).isEmpty());
    assertThat(Blocks.ASKED).hasValue(1);
  }

  @Test
  void a_file_that_is_gone_is_no_reason_to_fail() {
    Blocks.HOSTS.put("x", List.<String[]>of(hosts("p")));

    assertThat(
            PreferredHosts.of(
                hadoop, List.of(List.of(file("x", 0, 9), file("gone", 0, 9)), List.of())))
        .containsExactly(hosts("p"), hosts());
    assertThat(PreferredHosts.of(hadoop, List.of(List.of(file("gone", 0, 9)))))
        .containsExactly(hosts());
  }
}
