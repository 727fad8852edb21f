// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.scan.parquet.LeafColumn.Kind;
import java.util.List;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeafColumnTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "required int32 c; | INTEGER | 0",
        "optional int32 c (INTEGER(8,true)); | INTEGER | 1",
        "optional int32 c (INTEGER(16,false)); | UNSIGNED_INTEGER | 1",
        "optional int64 c (INTEGER(64,false)); | UNSIGNED_INTEGER | 1",
        "optional int64 c; | INTEGER | 1",
        "optional float c; | FLOAT | 1",
        "required double c; | DOUBLE | 0",
        "optional fixed_len_byte_array(2) c (FLOAT16); | FLOAT16 | 1",
        "optional binary c; | BYTES | 1",
        "optional boolean c; | FLAG | 1",
        "optional binary c (STRING); | TEXT | 1",
        "optional binary c (ENUM); | TEXT | 1",
        "optional binary c (JSON); | TEXT | 1",
        "optional binary c (BSON); | BYTES | 1",
      })
  void single_values_are_known(String type, Kind kind, int definition) {
    LeafColumn column = HandmadeFile.column(type);

    assertThat(column.kind()).isEqualTo(kind);
    assertThat(column.path()).containsExactly("c");
    assertThat(column.isList()).isFalse();
    assertThat(column.maxDefinition()).isEqualTo(definition);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "optional group c (LIST) { repeated group list { optional float element; } } | 3 | 2",
        "optional group c (LIST) { repeated group list { required float element; } } | 2 | 2",
        "required group c (LIST) { repeated group bag { optional float x; } } | 2 | 1",
        "required group c (LIST) { repeated float array; } | 1 | 1",
        "optional group c (LIST) { repeated float element; } | 2 | 2",
        "repeated float c; | 1 | 1",
      })
  void lists_are_known(String type, int definition, int element) {
    LeafColumn column = HandmadeFile.column(type);

    assertThat(column.kind()).isEqualTo(Kind.FLOAT);
    assertThat(column.type()).isEqualTo(PrimitiveTypeName.FLOAT);
    assertThat(column.isList()).isTrue();
    assertThat(column.maxRepetition()).isEqualTo(1);
    assertThat(column.maxDefinition()).isEqualTo(definition);
    assertThat(column.elementDefinition()).isEqualTo(element);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "optional group c (LIST) { repeated group list { optional group element (LIST) { repeated"
            + " group list { optional float element; } } } } | 5 | 2 | 4",
        "required group c (LIST) { repeated group list { required group element (LIST) { repeated"
            + " group list { required float element; } } } } | 2 | 1 | 2",
        "optional group c (LIST) { repeated group bag { optional group array_element (LIST) {"
            + " repeated float array; } } } | 4 | 2 | 4",
        "optional group c (LIST) { repeated group array (LIST) { repeated float array; } } | 3 | 2"
            + " | 3",
        "required group c (LIST) { repeated group c_tuple (LIST) { repeated group list { optional"
            + " float element; } } } | 3 | 1 | 2",
      })
  void lists_of_lists_are_known(String type, int definition, int list, int element) {
    LeafColumn column = HandmadeFile.column(type);

    assertThat(column.kind()).isEqualTo(Kind.FLOAT);
    assertThat(column.isNested()).isTrue();
    assertThat(column.maxRepetition()).isEqualTo(2);
    assertThat(column.maxDefinition()).isEqualTo(definition);
    assertThat(column.listDefinition()).isEqualTo(list);
    assertThat(column.elementDefinition()).isEqualTo(element);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optional group c (LIST) { repeated group list { optional group element (LIST) { repeated"
            + " group list { optional group element (LIST) { repeated group list { optional float"
            + " element; } } } } } }",
        "optional group c (LIST) { repeated group list { optional group element { optional float"
            + " x; } } }",
        "repeated group c (LIST) { repeated group list { optional float element; } }",
        "optional int96 c;",
        "optional int32 c (DATE);",
        "optional int32 c (DECIMAL(5,2));",
        "optional int64 c (TIMESTAMP(MICROS,true));",
        "optional int64 c (TIME(MICROS,true));",
        "optional binary c (DECIMAL(5,2));",
        "optional fixed_len_byte_array(2) c;",
        "optional fixed_len_byte_array(4) c;",
        "optional group c { optional float x; }",
        "repeated group c { optional float x; }",
        "optional group c { repeated float element; }",
        "optional group c (MAP) { repeated group key_value { required int32 key; "
            + "optional float value; } }",
        "optional group c (LIST) { repeated group array { optional float x; } }",
        "optional group c (LIST) { repeated group c_tuple { optional float x; } }",
        "optional group c (LIST) { repeated group list { optional float x; optional float y; } }",
        "optional group c (LIST) { repeated group list { repeated float element; } }",
        "optional group c (LIST) { repeated group list { optional group element { "
            + "optional float x; } } }",
        "optional group c (LIST) { optional group list { optional float element; } }",
        "optional float other;",
      })
  void other_columns_are_not(String type) {
    assertThat(HandmadeFile.column(type)).isNull();
  }

  @Test
  void encodings_are_known_for_the_values_that_they_are_for() {
    LeafColumn floats = HandmadeFile.column("repeated float c;");
    LeafColumn texts = HandmadeFile.column("required binary c (STRING);");
    LeafColumn halves = HandmadeFile.column("repeated fixed_len_byte_array(2) c (FLOAT16);");

    for (String encoding : List.of("PLAIN", "RLE", "RLE_DICTIONARY", "PLAIN_DICTIONARY")) {
      assertThat(floats.knows(encoding) && texts.knows(encoding)).isTrue();
    }
    assertThat(floats.knows("BYTE_STREAM_SPLIT")).isTrue();
    assertThat(texts.knows("BYTE_STREAM_SPLIT")).isFalse();
    assertThat(floats.knows("DELTA_BINARY_PACKED")).isFalse();
    assertThat(halves.knows("DELTA_BYTE_ARRAY")).isTrue();
    assertThat(texts.knows("ALP")).isFalse();
  }
}
