// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.job.config.EvaluationConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** An input that one task reads is not exchanged between tasks; the figures are the same. */
class OneTaskIT extends EvaluationFixture {
  OneTaskIT(SparkSession spark) {
    super(spark);
  }

  private String explained(Path input) throws IOException {
    EvaluationConfig config = configuration(input).read();
    SparkSession own = RunSession.own(spark, config);
    PhaseLog phases = new PhaseLog(spark.sparkContext(), config.name());
    PreparedInput prepared = PreparedInput.of(own, config, phases, false);
    assertThat(prepared.input().reader().isScan()).isTrue();
    return new EvaluationQuery(prepared.input(), config).plan().queryExecution().toString();
  }

  private String splits(Path input, String... settings) throws IOException {
    evaluate(input, settings);
    String report = Files.readString(result("metrics.json"));
    return report.substring(report.indexOf("\n  \"splits\""));
  }

  @Test
  void the_state_of_a_lone_task_is_taken_as_it_is() throws IOException {
    Path one = written("one", mnist().coalesce(1));
    Path several = written("several", mnist().repartition(5));

    assertThat(explained(one)).contains("PushedGroupBy").doesNotContain("Exchange");
    assertThat(explained(several)).contains("PushedGroupBy", "Exchange", "merge");
    assertThat(splits(one)).isEqualTo(splits(several)).isEqualTo(splits(one, "input.reader=spark"));
  }

  @Test
  void empty_files_beside_a_lone_task_change_nothing() throws IOException {
    Path rows = written("rows", mnist().coalesce(1));
    mnist().limit(0).coalesce(1).write().mode("append").parquet(rows.toString());

    assertThat(explained(rows)).doesNotContain("Exchange");
    assertThat(splits(rows)).isEqualTo(splits(rows, "input.reader=spark"));
  }
}
