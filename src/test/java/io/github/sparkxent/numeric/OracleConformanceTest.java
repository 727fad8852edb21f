// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every row of the conformance cases gives the right kind of answer and the exact double. */
class OracleConformanceTest {

  @TestFactory
  Stream<DynamicNode> rows() {
    return byFamily(OracleCases.rows());
  }

  @TestFactory
  Stream<DynamicNode> rows_of_batches() {
    List<OracleCases.Row> rows =
        OracleCases.batches().stream()
            .flatMap(batch -> batch.rows().stream())
            .filter(row -> row.expected() != null)
            .toList();
    return byFamily(rows);
  }

  private static Stream<DynamicNode> byFamily(List<OracleCases.Row> rows) {
    Map<String, List<DynamicNode>> families =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    OracleCases.Row::family,
                    LinkedHashMap::new,
                    Collectors.mapping(
                        row -> dynamicTest(row.id(), () -> assertRow(row)), Collectors.toList())));
    return families.entrySet().stream()
        .map(family -> dynamicContainer(family.getKey(), family.getValue()));
  }

  private static void assertRow(OracleCases.Row row) {
    switch (row.expected().kind()) {
      case "error" ->
          assertThatIllegalArgumentException()
              .isThrownBy(() -> loss(row))
              .satisfies(e -> assertThat(e.getMessage()).containsPattern("-?[0-9]|NaN"));
      case "nan" -> assertThat(loss(row)).isNaN();
      default -> assertThat(bits(loss(row))).isEqualTo(bits(row.expected().value()));
    }
    if (row.float32() && !row.expected().kind().equals("error")) {
      assertThat(bits(lossOfFloats(row))).isEqualTo(bits(loss(row)));
    }
  }

  private static String bits(double value) {
    return Double.toHexString(value);
  }

  private static double loss(OracleCases.Row row) {
    LossOptions options = row.options().toLossOptions();
    return row.isSparse()
        ? SoftmaxCrossEntropy.sparse(row.logits(), row.label(), options)
        : SoftmaxCrossEntropy.dense(row.logits(), row.labels(), options);
  }

  private static double lossOfFloats(OracleCases.Row row) {
    LossOptions options = row.options().toLossOptions();
    float[] logits = narrow(row.logits());
    return row.isSparse()
        ? SoftmaxCrossEntropy.sparse(logits, row.label(), options)
        : SoftmaxCrossEntropy.dense(logits, narrow(row.labels()), options);
  }

  private static float[] narrow(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
      assertThat(Double.compare(floats[i], values[i])).isZero();
    }
    return floats;
  }
}
