// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitNameTest {
  private static final int FROM = 2;

  /** Names of all lengths around those of one and two doubles, and such as differ in one byte. */
  static List<String> names() {
    return List.of(
        "",
        "a",
        "a\0",
        "\0",
        "test",
        "train-1",
        "train-2",
        "train-10",
        "train-11",
        "train-1\0",
        "validation",
        "validatioN",
        "validation-100",
        "validation-101",
        "validation-1000",
        "épreuve",
        "検証用データ",
        "\uD83D\uDE00",
        "long".repeat(1000),
        "long".repeat(999) + "lonG");
  }

  private static UnsafeArrayData row(String name) {
    UTF8String text = UTF8String.fromString(name);
    UnsafeArrayData row =
        UnsafeArrayData.fromPrimitiveArray(new double[FROM + SplitName.words(text)]);
    SplitName.write(text, row, FROM);
    return row;
  }

  @ParameterizedTest
  @MethodSource("names")
  void comes_back_as_it_was(String name) {
    assertThat(SplitName.read(row(name), FROM).text()).isEqualTo(name);
  }

  @Test
  void that_is_no_text_is_refused_with_its_bytes() {
    UTF8String name = UTF8String.fromBytes(new byte[] {'t', 'e', 's', 't', (byte) 0xff});
    UnsafeArrayData row = UnsafeArrayData.fromPrimitiveArray(new double[FROM + 1]);
    SplitName.write(name, row, FROM);

    assertThatThrownBy(() -> SplitName.read(row, FROM).text())
        .isInstanceOf(MalformedTextException.class)
        .hasMessage(
            "columns.split has a value that is no UTF-8, expected text; its bytes are"
                + " 74 65 73 74 ff");
  }

  @ParameterizedTest
  @MethodSource("names")
  void is_that_of_its_own_rows_and_of_no_others(String name) {
    SplitName read = SplitName.read(row(name), FROM);

    assertThat(names()).filteredOn(other -> read.isIn(row(other), FROM)).containsExactly(name);
    assertThat(names())
        .filteredOn(other -> read.equals(SplitName.read(row(other), FROM)))
        .containsExactly(name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void is_made_of_numbers_whose_bits_nothing_changes(String name) {
    double[] row = row(name).toDoubleArray();

    assertThat(Arrays.stream(row, FROM, row.length))
        .allSatisfy(word -> assertThat(word).isBetween(0x1p17, 0x1p129));
  }

  @Test
  void of_more_doubles_than_the_name_before_leaves_nothing_of_it() {
    UTF8String text = UTF8String.fromString("train-1x");
    UnsafeArrayData row = row("validation-100");
    SplitName.write(text, row, FROM);

    assertThat(SplitName.read(row, FROM).text()).isEqualTo("train-1x");
  }

  @Test
  void in_memory_that_is_no_array_of_java_is_read_alike() {
    UTF8String part = UTF8String.fromString("xx-validation-yy").substring(3, 13);
    UnsafeArrayData row =
        UnsafeArrayData.fromPrimitiveArray(new double[FROM + SplitName.words(part)]);
    SplitName.write(part, row, FROM);

    assertThat(SplitName.read(row, FROM).text()).isEqualTo("validation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%d", "s%04d", "split-%d", "2024-%05d", "customer/%06d/validation"})
  void spreads_the_names_of_many_splits_over_a_hash_table(String format) {
    int buckets = 1 << 14;
    Map<Integer, Long> sizes =
        IntStream.range(0, 10_000)
            .map(i -> SplitName.read(row(format.formatted(i)), FROM).hashCode())
            .mapToObj(hash -> (hash ^ (hash >>> 16)) & (buckets - 1))
            .collect(Collectors.groupingBy(bucket -> bucket, Collectors.counting()));

    assertThat(Collections.max(sizes.values())).as("names in a bucket").isLessThan(9);
    assertThat(sizes.size()).as("buckets in use").isGreaterThan(buckets / 3);
  }
}
