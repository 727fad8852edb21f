// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.numeric.exact.BinaryForm;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BinCountsTest {
  @Test
  void counts_on_past_the_bits_of_a_page() {
    BinCounts counts = new BinCounts();
    counts.add(40, 0xfffffffeL);
    counts.add(41, 0x7fffffffL);
    for (int i = 0; i < 5; i++) {
      counts.add(40);
      counts.add(41);
    }
    counts.add(39);

    assertThat(counts.bins()).containsExactly(39, 40, 41);
    assertThat(counts.count(40)).isEqualTo(0x100000003L);
    assertThat(counts.count(41)).isEqualTo(0x80000004L);
    assertThat(counts.total()).isEqualTo(1 + 0x100000003L + 0x80000004L);
    assertThat(counts.binOfRank(0x100000003L)).isEqualTo(40);
    assertThat(counts.binOfRank(0x100000004L)).isEqualTo(41);
  }

  @Test
  void a_count_of_whole_multiples_of_what_a_page_holds_is_not_none() {
    for (long count : new long[] {1L << 32, 3L << 32, 1L << 40, Long.MAX_VALUE}) {
      BinCounts counts = new BinCounts();
      counts.add(-7, count);

      assertThat(counts.bins()).containsExactly(-7);
      assertThat(counts.count(-7)).isEqualTo(count);
    }
  }

  @Test
  void large_counts_merge_and_travel_exactly() {
    SplittableRandom random = new SplittableRandom(3);
    TreeMap<Integer, Long> expected = new TreeMap<>();
    BinCounts all = new BinCounts();
    BinCounts part = new BinCounts();
    for (int i = 0; i < 2_000; i++) {
      int bin = random.nextInt(-300, 300);
      long count = 1 + (random.nextLong(1L << 40) >>> random.nextInt(40));
      part.add(bin, count);
      expected.merge(bin, count, Long::sum);
      if (i % 100 == 99) {
        all.merge(part);
        part = new BinCounts();
      }
    }

    BinCounts read =
        BinaryForm.fromByteArray(
            BinaryForm.toByteArray(out -> all.writeTo(out, -300)),
            "bins",
            in -> {
              BinCounts counts = new BinCounts();
              counts.readFrom(in, "bins", -300, 299);
              return counts;
            });

    assertThat(read.bins()).isEqualTo(all.bins());
    assertThat(read.total()).isEqualTo(all.total());
    assertThat(all.bins()).containsExactly(expected.keySet().stream().mapToInt(i -> i).toArray());
    expected.forEach((bin, count) -> assertThat(read.count(bin)).isEqualTo(count));
  }
}
