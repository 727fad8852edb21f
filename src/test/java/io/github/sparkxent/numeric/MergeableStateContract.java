// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * The laws of a mergeable state, bit for bit: it depends on the multiset of its rows alone.
 *
 * @param <S> the state
 * @param <R> what is added to it
 */
public abstract class MergeableStateContract<S, R> {
  private static final int ROWS = 200;
  private static final int SOME = 500;

  private final Random random = new Random(20261123);

  /** Returns a new empty state. */
  protected abstract S empty();

  /** Adds a row to a state. */
  protected abstract void add(S state, R row);

  /** Merges the other state into the first. */
  protected abstract void merge(S state, S other);

  /** Returns the binary form. */
  protected abstract byte[] bytes(S state);

  /** Reads the binary form. */
  protected abstract S read(byte[] bytes);

  /** Returns all that a user can see of a state, as a value with equals. */
  protected abstract Object result(S state);

  /** Returns any row, among them the special ones. */
  protected abstract R row(Random random);

  /** Returns the state of some rows. */
  protected final S of(List<R> rows) {
    S state = empty();
    rows.forEach(row -> add(state, row));
    return state;
  }

  private List<R> rows(int count) {
    List<R> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row(random));
    }
    return rows;
  }

  /** Returns places in that many bytes, all of them if these are few. */
  private int[] someOf(int length) {
    return length <= SOME
        ? IntStream.range(0, length).toArray()
        : random.ints(SOME, 0, length).toArray();
  }

  private S merged(S first, S second) {
    S state = read(bytes(first));
    merge(state, second);
    return state;
  }

  private void assertSame(S actual, S expected) {
    assertThat(actual).isEqualTo(expected).hasSameHashCodeAs(expected);
    assertThat(bytes(actual)).isEqualTo(bytes(expected));
    assertThat(result(actual)).isEqualTo(result(expected));
  }

  @Test
  void empty_states_are_equal_and_merge_to_an_empty_one() {
    assertSame(merged(empty(), empty()), empty());
    assertSame(read(bytes(empty())), empty());
  }

  @RepeatedTest(10)
  void the_empty_state_is_the_identity_on_both_sides() {
    S state = of(rows(random.nextInt(ROWS)));
    assertSame(merged(empty(), state), state);
    assertSame(merged(state, empty()), state);
  }

  @RepeatedTest(10)
  void merge_is_commutative() {
    S first = of(rows(random.nextInt(ROWS)));
    S second = of(rows(random.nextInt(ROWS)));
    assertSame(merged(first, second), merged(second, first));
  }

  @RepeatedTest(10)
  void merge_is_associative() {
    S first = of(rows(random.nextInt(ROWS)));
    S second = of(rows(random.nextInt(ROWS)));
    S third = of(rows(random.nextInt(ROWS)));
    assertSame(merged(merged(first, second), third), merged(first, merged(second, third)));
  }

  @RepeatedTest(10)
  void any_order_of_the_rows_gives_the_same_bits() {
    List<R> rows = rows(ROWS);
    S expected = of(rows);
    Collections.shuffle(rows, random);
    assertSame(of(rows), expected);
  }

  @RepeatedTest(10)
  void any_split_of_the_rows_merges_to_the_same_bits() {
    List<R> rows = rows(ROWS);
    S expected = of(rows);
    Collections.shuffle(rows, random);
    List<S> parts = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      parts.add(empty());
    }
    rows.forEach(row -> add(parts.get(random.nextInt(parts.size())), row));
    S actual = parts.remove(random.nextInt(parts.size()));
    Collections.shuffle(parts, random);
    for (S part : parts) {
      merge(actual, part);
    }
    assertSame(actual, expected);
  }

  @RepeatedTest(10)
  void merging_a_state_with_itself_counts_every_row_twice() {
    List<R> rows = rows(random.nextInt(ROWS));
    S state = of(rows);
    merge(state, state);
    List<R> twice = new ArrayList<>(rows);
    twice.addAll(rows);
    assertSame(state, of(twice));
  }

  @RepeatedTest(10)
  void merge_leaves_the_other_state_as_it_was() {
    List<R> rows = rows(random.nextInt(ROWS));
    S other = of(rows);
    S state = of(rows(20));
    merge(state, other);
    add(state, row(random));
    assertSame(other, of(rows));
  }

  @RepeatedTest(10)
  void a_state_goes_on_after_a_round_trip_through_bytes() {
    List<R> rows = rows(ROWS);
    S state = of(rows.subList(0, ROWS / 2));
    S copy = read(bytes(state));
    assertSame(copy, state);
    rows.subList(ROWS / 2, ROWS).forEach(row -> add(copy, row));
    assertSame(copy, of(rows));
  }

  @RepeatedTest(10)
  void a_state_with_one_more_row_is_another_state() {
    List<R> rows = rows(random.nextInt(ROWS));
    S state = of(rows);
    S more = of(rows);
    add(more, row(random));
    assertThat(more).isNotEqualTo(state);
    assertThat(bytes(more)).isNotEqualTo(bytes(state));
  }

  @Test
  void bytes_cut_short_anywhere_are_refused() {
    byte[] whole = bytes(of(rows(ROWS)));
    for (int i : someOf(whole.length)) {
      byte[] cut = Arrays.copyOf(whole, i);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> read(cut))
          .withMessageContaining("ends too early");
    }
  }

  @Test
  void bytes_after_the_end_are_refused() {
    byte[] whole = bytes(of(rows(ROWS)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Arrays.copyOf(whole, whole.length + 3)))
        .withMessageContaining("3 bytes follow");
  }

  @Test
  void a_newer_version_is_refused_by_its_number() {
    byte[] newer = bytes(of(rows(3)));
    newer[0]++;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(newer))
        .withMessageContaining("version " + newer[0] + " is newer");
  }

  @Test
  void a_damaged_byte_is_refused_or_gives_another_state_but_no_other_exception() {
    S state = of(rows(ROWS));
    byte[] whole = bytes(state);
    for (int i : someOf(whole.length)) {
      byte[] damaged = whole.clone();
      damaged[i] ^= (byte) (1 << random.nextInt(8));
      try {
        S other = read(damaged);
        assertThat(bytes(other)).as("the form is canonical").isEqualTo(damaged);
        assertThat(other).isNotEqualTo(state);
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageMatching("(?s).+(damaged|newer).+");
      }
    }
  }
}
