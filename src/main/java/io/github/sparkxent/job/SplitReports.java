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
package io.github.sparkxent.job;

import static io.github.sparkxent.report.MetricNames.ACCURACY;
import static io.github.sparkxent.report.MetricNames.FINITE_LOSS_MEAN;
import static io.github.sparkxent.report.MetricNames.FINITE_LOSS_SUM;
import static io.github.sparkxent.report.MetricNames.INFINITE_LOSS_COUNT;
import static io.github.sparkxent.report.MetricNames.LOSS_MAX;
import static io.github.sparkxent.report.MetricNames.LOSS_MEAN;
import static io.github.sparkxent.report.MetricNames.LOSS_MEAN_CI95_HIGH;
import static io.github.sparkxent.report.MetricNames.LOSS_MEAN_CI95_LOW;
import static io.github.sparkxent.report.MetricNames.LOSS_MIN;
import static io.github.sparkxent.report.MetricNames.LOSS_STDDEV;
import static io.github.sparkxent.report.MetricNames.LOSS_STDERR;
import static io.github.sparkxent.report.MetricNames.LOSS_SUM;
import static io.github.sparkxent.report.MetricNames.PERPLEXITY;
import static io.github.sparkxent.report.MetricNames.ROW_COUNT;
import static io.github.sparkxent.report.MetricNames.WEIGHT_SUM;

import io.github.sparkxent.metric.LossSummary;
import io.github.sparkxent.metric.RowStatus;
import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.report.MetricValues;
import io.github.sparkxent.report.RowAccounting;
import io.github.sparkxent.report.SplitReport;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the report of a split from its figures. */
final class SplitReports {
  private SplitReports() {}

  static SplitReport of(SplitSummary summary) {
    SortedMap<String, Long> byReason = new TreeMap<>();
    for (Map.Entry<RowStatus, Long> reason : summary.invalid().entrySet()) {
      byReason.put(reason.getKey().reason(), reason.getValue());
    }
    RowAccounting rows =
        new RowAccounting(
            summary.read(),
            summary.evaluated(),
            summary.ignored(),
            summary.invalidTotal(),
            byReason);
    return new SplitReport(
        summary.split(), rows, summary.split() == null ? MetricValues.none() : metrics(summary));
  }

  private static MetricValues metrics(SplitSummary summary) {
    LossSummary loss = summary.loss();
    MetricValues.Builder metrics =
        MetricValues.builder()
            .put(ROW_COUNT, loss.rowCount())
            .put(WEIGHT_SUM, loss.weightSum())
            .put(LOSS_SUM, loss.lossSum())
            .put(LOSS_MEAN, loss.lossMean())
            .put(LOSS_STDDEV, loss.lossStddev())
            .put(LOSS_STDERR, loss.lossStderr())
            .put(LOSS_MEAN_CI95_LOW, loss.lossMeanLower95())
            .put(LOSS_MEAN_CI95_HIGH, loss.lossMeanUpper95())
            .put(LOSS_MIN, loss.lossMin())
            .put(LOSS_MAX, loss.lossMax())
            .put(INFINITE_LOSS_COUNT, loss.infiniteLossCount())
            .put(PERPLEXITY, loss.perplexity())
            .put(ACCURACY, summary.accuracy());
    if (loss.infiniteLossCount() > 0) {
      metrics
          .put(FINITE_LOSS_SUM, loss.finiteLossSum())
          .put(FINITE_LOSS_MEAN, loss.finiteLossMean());
    }
    return metrics.build();
  }
}
