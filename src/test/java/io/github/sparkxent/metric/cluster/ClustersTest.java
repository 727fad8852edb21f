// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.tally.MeanMoments;
import io.github.sparkxent.numeric.MergeableStateContract;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.row.LabelWeight;
import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ClustersTest {
  private static final int FIGURES = 2;

  /** A row of a cluster. */
  record Row(Object cluster, double[] figures, double r, LabelWeight w) {}

  /** A state that is equal to another by its bytes. */
  record Held(Clusters clusters) {
    byte[] bytes() {
      return BinaryForm.toByteArray(
          out -> {
            out.writeByte(1);
            clusters.writeTo(out);
          });
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Held that && Arrays.equals(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes());
    }
  }

  /** The laws, with that many clusters in the rows and a limit of five. */
  private abstract static class Laws extends MergeableStateContract<Held, Row> {
    private static final int GROUPS = 5;
    private final int clusters;

    Laws(int clusters) {
      this.clusters = clusters;
    }

    @Override
    protected Held empty() {
      return new Held(Clusters.of(GROUPS, FIGURES));
    }

    @Override
    protected void add(Held state, Row row) {
      state.clusters().add(ClusterKey.of(row.cluster(), null), row.figures(), row.r(), row.w());
    }

    @Override
    protected void merge(Held state, Held other) {
      state.clusters().merge(other.clusters());
    }

    @Override
    protected byte[] bytes(Held state) {
      return state.bytes();
    }

    @Override
    protected Held read(byte[] bytes) {
      Held read =
          BinaryForm.fromByteArray(
              bytes, "state", in -> BinaryForm.read(in, "state", 1, this::read));
      if (!Arrays.equals(read.bytes(), bytes)) {
        throw BinaryForm.damaged("state", "no state has these bytes");
      }
      return read;
    }

    private Held read(DataInput in) throws IOException {
      Held state = empty();
      state.clusters().readFrom(in);
      return state;
    }

    @Override
    protected Object result(Held state) {
      Clusters clusters = state.clusters();
      return List.of(
          clusters.count(), clusters.areHashed(), clusters.moments(0), clusters.moments(1));
    }

    @Override
    protected Row row(Random random) {
      int cluster = random.nextInt(clusters + 1);
      Object id = cluster == clusters ? null : random.nextBoolean() ? "u" + cluster : text(cluster);
      double loss =
          random.nextInt(9) == 0 ? Double.POSITIVE_INFINITY : random.nextGaussian() * 1e-3;
      double r = random.nextInt(3) == 0 ? random.nextInt(3) : 1;
      LabelWeight w =
          random.nextInt(3) == 0 ? LabelWeight.of(random.nextDouble()) : LabelWeight.ONE;
      return new Row(id, new double[] {loss, random.nextInt(3) - 1}, r, w);
    }

    private static Object text(int cluster) {
      return new StringBuilder("u").append(cluster);
    }
  }

  /** Fewer clusters than the limit. */
  @Nested
  class WithFewClusters extends Laws {
    WithFewClusters() {
      super(5);
    }
  }

  /** Some more, so that a part of the rows may have few. */
  @Nested
  class WithAboutAsManyAsTheLimit extends Laws {
    WithAboutAsManyAsTheLimit() {
      super(7);
    }
  }

  /** Many more. */
  @Nested
  class WithManyClusters extends Laws {
    WithManyClusters() {
      super(1000);
    }
  }

  private static void add(Clusters state, Object cluster, double first, double second) {
    state.add(ClusterKey.of(cluster, null), new double[] {first, second}, 1, LabelWeight.ONE);
  }

  @Test
  void the_error_is_that_by_hand() {
    Clusters state = Clusters.of(9, FIGURES);
    add(state, "a", 1, 0);
    add(state, "b", 6, 0);
    add(state, "a", 2, 0);
    assertThat(state.count()).isEqualTo(2);
    assertThat(state.moments(0).mean()).isEqualTo(3);
    assertThat(state.moments(0).standardError()).isEqualTo(2);
    assertThat(state.moments(1).standardError()).isZero();
  }

  @Test
  void one_cluster_has_no_error() {
    Clusters state = Clusters.of(9, FIGURES);
    add(state, null, 1, 0);
    add(state, null, 2, 0);
    assertThat(state.moments(0).mean()).isEqualTo(1.5);
    assertThat(state.moments(0).standardError()).isNull();
  }

  @Test
  void null_is_a_cluster_beside_those_that_the_limit_counts() {
    Clusters state = Clusters.of(2, FIGURES);
    add(state, "null", 1, 0);
    add(state, "b", 1, 0);
    add(state, null, 1, 0);
    assertThat(state.count()).isEqualTo(3);
    assertThat(state.areHashed()).isFalse();

    add(state, "c", 1, 0);
    assertThat(state.areHashed()).isTrue();
    assertThat(state.count()).isBetween(2L, 3L);
  }

  @Test
  void a_group_above_the_limit_is_made_of_whole_clusters() {
    Clusters state = Clusters.of(100, FIGURES);
    for (int i = 0; i < 3000; i++) {
      add(state, i % 1500, i % 1500, 0);
    }
    Clusters groups = Clusters.of(100, FIGURES);
    for (int i = 0; i < 3000; i++) {
      add(groups, ClusterText.group(ClusterText.hash("" + i % 1500), 100), i % 1500, 0);
    }
    MeanMoments actual = state.moments(0);
    assertThat(state.areHashed()).isTrue();
    assertThat(groups.areHashed()).isFalse();
    assertThat(state.count()).isEqualTo(groups.count()).isEqualTo(100);
    assertThat(actual).isEqualTo(groups.moments(0));
  }

  @Test
  void a_few_bytes_take_no_memory_for_the_groups_that_they_do_not_have() throws IOException {
    Clusters hashed = Clusters.of(1, FIGURES);
    add(hashed, "a", 1, 0);
    add(hashed, "b", 2, 0);
    byte[] bytes = new Held(hashed).bytes();

    Clusters read = Clusters.of(Integer.MAX_VALUE, FIGURES);
    read.readFrom(new DataInputStream(new ByteArrayInputStream(bytes, 1, bytes.length - 1)));
    assertThat(read.areHashed()).isTrue();
    assertThat(read.count()).isEqualTo(1);
    assertThat(read.rows()).isEqualTo(2);
  }

  @Test
  void the_hash_is_the_same_in_every_release() {
    assertThat(ClusterText.hash("")).isEqualTo(0xefd01f60ba992926L);
    assertThat(ClusterText.hash("user-1")).isEqualTo(0x41a2fca5c68401c5L);
    assertThat(ClusterText.hash("\u00e9")).isEqualTo(0x9d55ccb9ba86763bL);
  }

  @Test
  void the_hash_spreads_numbers_evenly() {
    int[] members = new int[1000];
    for (int i = 0; i < 100_000; i++) {
      members[ClusterText.group(ClusterText.hash("" + i), members.length)]++;
    }
    double chiSquare = Arrays.stream(members).mapToDouble(n -> (n - 100.0) * (n - 100) / 100).sum();
    assertThat(chiSquare).as("999 on average, with a deviation of 45").isBetween(820.0, 1180.0);
  }

  @Test
  void long_texts_differ_by_the_hash_of_the_whole() {
    String start = "x".repeat(300);
    Clusters state = Clusters.of(9, FIGURES);
    add(state, start + "a", 1, 0);
    add(state, start + "b", 1, 0);
    add(state, start + "a", 1, 0);
    assertThat(state.count()).isEqualTo(2);
    assertThat(ClusterText.canonical(start)).hasSize(ClusterText.MAX_LENGTH);
    assertThat(ClusterText.canonical(ClusterText.canonical(start)))
        .isEqualTo(ClusterText.canonical(start));
  }

  @Test
  void long_texts_fall_into_the_same_group_before_and_after_there_are_too_many() {
    Clusters early = Clusters.of(50, FIGURES);
    Clusters late = Clusters.of(50, FIGURES);
    for (int i = 0; i < 20; i++) {
      add(early, i + "x".repeat(300), i, 0);
    }
    for (int i = 0; i < 100; i++) {
      add(early, i, 1, 0);
      add(late, i, 1, 0);
    }
    for (int i = 0; i < 20; i++) {
      add(late, i + "x".repeat(300), i, 0);
    }
    assertThat(new Held(late)).isEqualTo(new Held(early));
  }

  @Test
  void a_text_that_utf_8_cannot_write_is_that_which_it_writes() {
    Clusters state = Clusters.of(9, FIGURES);
    add(state, "\ud800", 1, 0);
    add(state, "?", 1, 0);
    assertThat(state.count()).isEqualTo(1);
  }
}
