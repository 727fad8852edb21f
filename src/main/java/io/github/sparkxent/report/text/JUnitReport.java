// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The verdicts as JUnit XML, which build servers show as tests: one test case for each rule and
 * split or part of it, with the reason if it failed. An inconclusive verdict is a failure, or
 * skipped if its gate lets it pass.
 */
public final class JUnitReport {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ISO_LOCAL_DATE_TIME.withZone(ZoneOffset.UTC);

  /** Makes the view; it has no state. */
  public JUnitReport() {}

  /**
   * Renders a report.
   *
   * @param report the report
   * @return an XML document to be written as UTF-8
   */
  public String render(EvaluationReport report) {
    RunInfo run = report.run();
    List<Verdict> verdicts = report.gates();
    long failures = verdicts.stream().filter(verdict -> !verdict.passed()).count();
    String counts =
        attribute("tests", verdicts.size())
            + attribute("failures", failures)
            + attribute("errors", 0)
            + attribute("time", seconds(Duration.between(run.started(), run.finished())));
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuites").append(attribute("name", "spark-xent")).append(counts).append(">\n");
    xml.append("  <testsuite").append(attribute("name", run.name())).append(counts);
    xml.append(attribute("skipped", skipped(verdicts)));
    String timestamp = TIMESTAMP.format(run.started().truncatedTo(ChronoUnit.SECONDS));
    xml.append(attribute("timestamp", timestamp)).append(">\n");
    appendProperties(xml, report);
    verdicts.forEach(verdict -> appendCase(xml, run, verdict));
    return xml.append("  </testsuite>\n</testsuites>\n").toString();
  }

  /** Counts the verdicts that neither hold nor fail the run. */
  private static long skipped(List<Verdict> verdicts) {
    return verdicts.stream().filter(JUnitReport::isSkipped).count();
  }

  private static boolean isSkipped(Verdict verdict) {
    return verdict.passed() && verdict.outcome() == Verdict.Outcome.INCONCLUSIVE;
  }

  private static void appendProperties(StringBuilder xml, EvaluationReport report) {
    RunInfo run = report.run();
    xml.append("    <properties>\n");
    appendProperty(xml, "run_id", run.id());
    if (run.dataDate() != null) {
      appendProperty(xml, "data_date", run.dataDate().toString());
    }
    run.tags().forEach((tag, text) -> appendProperty(xml, "tag." + tag, text));
    if (run.input().filter() != null) {
      appendProperty(xml, "filter", run.input().filter());
      long filtered = report.splits().stream().mapToLong(split -> split.rows().filtered()).sum();
      appendProperty(xml, "rows_filtered", Long.toString(filtered));
    }
    long unlisted = report.splits().stream().mapToLong(JUnitReport::unlistedLabels).sum();
    if (unlisted > 0) {
      appendProperty(xml, MetricNames.UNLISTED_LABEL_COUNT, Long.toString(unlisted));
    }
    for (Map.Entry<String, String> version : run.versions().entrySet()) {
      appendProperty(xml, "version." + version.getKey(), version.getValue());
    }
    xml.append("    </properties>\n");
  }

  private static long unlistedLabels(SplitReport split) {
    Number unlisted = split.metrics().value(MetricNames.UNLISTED_LABEL_COUNT);
    return unlisted == null ? 0 : unlisted.longValue();
  }

  private static void appendProperty(StringBuilder xml, String name, String value) {
    xml.append("      <property").append(attribute("name", name));
    xml.append(attribute("value", value)).append("/>\n");
  }

  private static void appendCase(StringBuilder xml, RunInfo run, Verdict verdict) {
    String className = verdict.split() == null ? run.name() : run.name() + "." + verdict.split();
    xml.append("    <testcase").append(attribute("classname", className));
    String part = verdict.part().isWhole() ? "" : " [" + verdict.part().text() + "]";
    xml.append(attribute("name", verdict.metric() + " " + VerdictText.configured(verdict) + part));
    xml.append(attribute("time", 0));
    if (isSkipped(verdict)) {
      xml.append(">\n      <skipped").append(attribute("message", verdict.reason()));
      xml.append("/>\n    </testcase>\n");
      return;
    }
    if (verdict.passed()) {
      xml.append("/>\n");
      return;
    }
    boolean isFail = verdict.outcome() == Verdict.Outcome.FAIL;
    xml.append(">\n      <failure").append(attribute("type", isFail ? "gate" : "inconclusive"));
    xml.append(attribute("message", verdict.reason())).append(">");
    xml.append(Markup.escape(verdict.reason())).append("</failure>\n    </testcase>\n");
  }

  private static String attribute(String name, Object value) {
    return " " + name + "=\"" + Markup.escape(String.valueOf(value)) + "\"";
  }

  private static String seconds(Duration duration) {
    long millis = Math.max(0, duration.toMillis());
    return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
  }
}
