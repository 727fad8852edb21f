// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static io.github.sparkxent.job.failure.Refusals.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.EvaluationException.Kind;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a query gives a second time is held against what it gave first, before it is published.
 *
 * <p>Public because the queries call it.
 */
public class SecondReadingIT extends EvaluationFixture {
  private static final String CALLS =
      "int(java_method('io.github.sparkxent.job.SecondReadingIT', 'call'))";
  private static final AtomicInteger COUNT = new AtomicInteger();

  SecondReadingIT(SparkSession spark) {
    super(spark);
  }

  /** Counts the rows that a query has read. */
  public static int call() {
    return COUNT.incrementAndGet();
  }

  @BeforeEach
  void start() {
    COUNT.set(0);
  }

  /** Evaluates two rows whose first and second reading differ in one column. */
  private void evaluate(String column, String settings) {
    String label = column.equals("label") ? "if(n > 2, -1, null)" : "1";
    String weight = column.equals("weight") ? "if(n > 2, 0.5000000000000001D, 0.5D)" : "0.5D";
    String logit = column.equals("logits") ? "if(n > 2, 1.0000001F, 1F)" : "1F";
    String split = column.equals("split") ? "if(n > 2, 'b', 'a')" : "'a'";
    evaluate(
        "{input: {query: \"SELECT array(2F, "
            + logit
            + ") AS logits, "
            + label
            + " AS label, "
            + weight
            + " AS weight, "
            + split
            + " AS split FROM (SELECT "
            + CALLS
            + " AS n FROM range(0, 2, 1, 1))\"}, columns: {weight: weight}, "
            + settings
            + "}");
  }

  @Test
  void the_same_rows_are_published() {
    evaluate("none", "output: {losses: true}");

    assertThat(result("losses")).isDirectory();
  }

  @Test
  void losses_of_other_rows_are_not_published() {
    for (String column : new String[] {"weight", "logits", "split"}) {
      COUNT.set(0);
      assertRefusal(Kind.INPUT, () -> evaluate(column, "output: {losses: true}"))
          .hasMessageMatching(
              "losses of the split . were .* when written, expected the .* that were evaluated: the"
                  + " expressions or the input gave other rows when read again");
      assertThat(result()).doesNotExist();
    }
  }

  @Test
  void invalid_rows_of_other_reasons_are_not_published() {
    assertThatThrownBy(() -> evaluate("label", "quality: {invalid_rows: quarantine}"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageMatching(
            "invalid rows with .* were (none|2 rows) when written, expected the (none|2 rows) that"
                + " were evaluated: the expressions or the input gave other rows when read again");
  }

  @Test
  void an_infinite_loss_and_a_weight_of_nothing_are_the_same_twice() {
    evaluate(
        "{input: {query: \"SELECT * FROM VALUES (array(1F, -float('inf')), 1, 1D, 'a'),"
            + " (array(1F, -float('inf')), 1, 0D, 'b'), (array(1F, 2F), 1, 1D, 'b'),"
            + " (array(1F, 2F), 7, 1D, 'c'), (array(1F, 2F), 0, 0.1D, null)"
            + " AS t(logits, label, weight, split)\"}, columns: {weight: weight},"
            + " quality: {invalid_rows: quarantine}, output: {losses: true}}");

    assertThat(result("losses")).isDirectory();
    assertThat(result("quarantine")).isDirectory();
  }
}
