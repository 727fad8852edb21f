/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.report.MetricValues;
import io.github.sparkxent.report.RowAccounting;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatesTest {
  private static SplitReport split(String name, String metric, Number value) {
    return new SplitReport(
        name,
        new RowAccounting(1, 1, 0, 0, new TreeMap<>()),
        MetricValues.builder().put("row_count", 1).put(metric, value).build());
  }

  private static Verdict judge(Gate gate, SplitReport... splits) {
    List<Verdict> verdicts = Gates.judge(List.of(gate), List.of(splits));
    assertThat(verdicts).hasSize(1);
    return verdicts.get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "max, 0.25, 0.2, true, loss_mean 0.2 <= max 0.25",
    "max, 0.25, 0.25, true, loss_mean 0.25 <= max 0.25",
    "max, 0.25, 0.25000000000000006, false, loss_mean 0.25000000000000006 > max 0.25",
    "min, 0.25, 0.25, true, loss_mean 0.25 >= min 0.25",
    "min, 0.25, 0.24999999999999997, false, loss_mean 0.24999999999999997 < min 0.25",
    "max, 3, Infinity, false, loss_mean Infinity > max 3",
    "max, Infinity, Infinity, true, loss_mean Infinity <= max Infinity",
    "min, 0, -Infinity, false, loss_mean -Infinity < min 0",
    "min, 0, -0.0, true, loss_mean -0 >= min 0",
    "max, Infinity, NaN, false, loss_mean NaN cannot be compared with max Infinity",
    "min, -Infinity, NaN, false, loss_mean NaN cannot be compared with min -Infinity"
  })
  void a_value_passes_up_to_its_limit_and_nan_never(
      String rule, double limit, double value, boolean passed, String reason) {
    Gate gate =
        rule.equals("max")
            ? new Gate("test", "loss_mean", limit, null)
            : new Gate("test", "loss_mean", null, limit);
    assertThat(judge(gate, split("test", "loss_mean", value)))
        .isEqualTo(new Verdict("test", "loss_mean", rule, limit, value, passed, reason));
  }

  @Test
  void a_count_is_compared_as_a_number() {
    assertThat(judge(new Gate("test", "errors", 0.0, null), split("test", "errors", 3L)))
        .isEqualTo(new Verdict("test", "errors", "max", 0, 3.0, false, "errors 3 > max 0"));
  }

  @Test
  void max_and_min_give_a_verdict_each() {
    var verdicts =
        Gates.judge(
            List.of(new Gate("test", "m", 2.0, 1.0), new Gate("test", "m", 5.0, null)),
            List.of(split("test", "m", 3.0)));
    assertThat(verdicts).extracting(Verdict::rule).containsExactly("max", "min", "max");
    assertThat(verdicts).extracting(Verdict::passed).containsExactly(false, true, true);
  }

  @Test
  void a_gate_without_a_split_is_set_for_every_split_that_has_a_name() {
    var verdicts =
        Gates.judge(
            List.of(new Gate(null, "m", 2.0, null)),
            List.of(split("test", "m", 1.0), split("train", "m", 3.0), split(null, "m", 9.0)));
    assertThat(verdicts).extracting(Verdict::split).containsExactly("test", "train");
    assertThat(verdicts).extracting(Verdict::passed).containsExactly(true, false);
  }

  @Test
  void no_gates_give_no_verdicts() {
    assertThat(Gates.judge(List.of(), List.of(split("test", "m", 1.0)))).isEmpty();
  }

  @Nested
  class What_is_missing_fails {
    @Test
    void an_undefined_metric() {
      assertThat(judge(new Gate("test", "m", 1.0, null), split("test", "m", null)))
          .isEqualTo(
              new Verdict(
                  "test", "m", "max", 1, null, false, "m is undefined for 1 evaluated rows"));
    }

    @Test
    void a_metric_that_is_not_there_with_those_that_are() {
      assertThat(judge(new Gate("test", "loss_men", 1.0, null), split("test", "loss_mean", 0.1)))
          .isEqualTo(
              new Verdict(
                  "test",
                  "loss_men",
                  "max",
                  1,
                  null,
                  false,
                  "no metric 'loss_men'; metrics are row_count, loss_mean"));
    }

    @Test
    void a_split_that_is_not_there_with_those_that_are() {
      assertThat(
              judge(
                  new Gate("tset", "m", null, 1.0),
                  split("train", "m", 1.0),
                  split("test", "m", 1.0),
                  split(null, "m", 1.0)))
          .isEqualTo(
              new Verdict(
                  "tset", "m", "min", 1, null, false, "no split 'tset'; splits are test, train"));
    }

    @Test
    void every_split_if_there_is_none() {
      assertThat(judge(new Gate(null, "m", 1.0, null), split(null, "m", 0.0)))
          .isEqualTo(
              new Verdict(null, "m", "max", 1, null, false, "no split; there are no splits"));
    }

    @Test
    void and_names_no_more_than_a_reader_can_take_in() {
      List<SplitReport> splits = new ArrayList<>();
      for (int i = 100; i < 200; i++) {
        splits.add(split("s" + i, "m", 1.0));
      }
      assertThat(Gates.judge(List.of(new Gate("x", "m", 1.0, null)), splits).get(0).reason())
          .startsWith("no split 'x'; splits are s100, s101, ")
          .endsWith(", s119 and 80 more");
    }
  }
}
