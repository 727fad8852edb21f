// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.report.history.ChangedKey;
import io.github.sparkxent.report.history.HistoryPoint;
import io.github.sparkxent.report.history.HistoryReport;
import io.github.sparkxent.report.history.HistoryRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The page of the runs of an evaluation. */
class HistoryPageTest {
  private static final Instant FIRST = Instant.parse("2026-01-01T06:00:00Z");
  private static final String HOSTILE = "</style><script>alert(1)</script>\u001b[31m";

  private static HistoryPoint point(Double value, Double bandLow, Double bandHigh, boolean passed) {
    Double low = value == null ? null : (Double) (value - 0.1);
    Double high = value == null ? null : (Double) (value + 0.1);
    return new HistoryPoint(
        "test", "loss_mean", value, low, high, bandLow, bandLow, bandHigh, passed);
  }

  private static HistoryRun run(int day, boolean accepted, HistoryPoint... points) {
    return new HistoryRun(
        "day-" + day,
        FIRST.plus(Duration.ofDays(day)),
        accepted ? "passed" : "failed",
        accepted,
        null,
        null,
        accepted ? List.of() : List.of("test: loss_mean 3 > max 2"),
        List.of(),
        List.of(points));
  }

  private static HistoryReport report(HistoryRun... runs) {
    return new HistoryReport("mnist", List.of("loss_mean"), List.of(runs), List.of());
  }

  private static Page page(HistoryReport report) {
    return Page.of(new HistoryPage().render(report));
  }

  private static long count(Page page, String tag, String style) {
    return page.elements(tag).stream()
        .filter(element -> element.getAttribute("class").equals(style))
        .count();
  }

  @Test
  void each_run_is_a_dot_that_tells_its_value_band_and_verdict() {
    Page page =
        page(
            report(
                run(0, true, point(1.0, null, null, true)),
                run(1, true, point(2.0, 0.5, 1.5, true)),
                run(2, false, point(3.0, 0.5, 1.5, false)),
                run(3, false, point(1.0, 0.5, 1.5, true)),
                run(4, true, point(Double.POSITIVE_INFINITY, 0.5, 1.5, true)),
                run(5, true, point(null, null, null, true)),
                run(6, true)));

    assertThat(page.text("circle"))
        .containsExactly(
            "day-0: 1.00000 (0.900000 to 1.10000)",
            "day-1: 2.00000 (1.90000 to 2.10000), band 0.500000 to 1.50000",
            "day-2: 3.00000 (2.90000 to 3.10000), band 0.500000 to 1.50000, a gate failed,"
                + " not accepted",
            "day-3: 1.00000 (0.900000 to 1.10000), band 0.500000 to 1.50000, not accepted");
    assertThat(page.elements("circle"))
        .extracting(element -> element.getAttribute("class"))
        .containsExactly("dot", "dot", "dot worse", "dot unsure");
    assertThat(count(page, "path", "band")).isEqualTo(1);
  }

  @Test
  void the_band_lies_between_its_edges() {
    Page page =
        page(
            report(
                run(0, true, point(0.0, null, null, true)),
                run(1, true, point(0.0, -1.0, 1.0, true))));

    // The axis is from -1 to 1 on 180 pixels below 12, the second run on the right half of 808.
    assertThat(page.elements("path"))
        .filteredOn(path -> path.getAttribute("class").equals("band"))
        .extracting(path -> path.getAttribute("d"))
        .containsExactly("M480 12L884 12L884 192L480 192Z");
  }

  @Test
  void what_changed_in_the_figures_is_a_line_and_everything_that_changed_is_in_the_table() {
    HistoryRun first = run(0, true, point(1.0, null, null, true));
    HistoryRun second =
        new HistoryRun(
            "day-1",
            FIRST,
            "passed",
            true,
            "accept",
            "new labels",
            List.of(),
            List.of(
                new ChangedKey("output.directory", "a", "b", false),
                new ChangedKey("loss.label_smoothing", null, "0.1", true)),
            List.of(point(1.0, null, null, true)));

    Page page = page(report(first, second));

    assertThat(page.textsOf("path", "change"))
        .containsExactly("loss.label_smoothing: - \u2192 0.1");
    assertThat(page.text("code"))
        .containsExactly(
            "day-1", "loss.label_smoothing: - \u2192 0.1", "output.directory: a \u2192 b", "day-0");
    assertThat(page.textsOf("p", "note")).contains("accepted by hand: new labels");
  }

  @Test
  void text_from_data_stays_text_and_nothing_is_loaded() {
    HistoryRun run =
        new HistoryRun(
            HOSTILE,
            FIRST,
            "failed",
            false,
            "reject",
            HOSTILE,
            List.of(HOSTILE),
            List.of(new ChangedKey(HOSTILE, HOSTILE, HOSTILE, true)),
            List.of(new HistoryPoint(HOSTILE, HOSTILE, 1.0, null, null, null, null, null, false)));
    HistoryReport report =
        new HistoryReport(HOSTILE, List.of(HOSTILE), List.of(run), List.of(HOSTILE));

    assertThat(new HistoryPage().render(report))
        .doesNotContain("<script")
        .doesNotContain("\u001b")
        .contains("content=\"default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;\"");
    Page page = page(report);
    for (Element element : page.elements("*")) {
      for (String name : Page.attributeNames(element)) {
        assertThat(name).doesNotStartWith("on").isNotIn("src", "href", "style");
      }
    }
    assertThat(page.elements("circle")).hasSize(1);
  }

  @Test
  void no_runs_and_no_finite_values_are_said() {
    assertThat(page(report()).text("span")).contains("0 published runs");
    assertThat(page(report(run(0, true, point(Double.NaN, null, null, true)))).text("p"))
        .contains("No run has a finite value.");
  }

  @Test
  void the_table_is_cut_with_a_word_that_says_so() {
    List<HistoryRun> runs = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      runs.add(run(i, true, point(1.0 + i, null, null, true)));
    }

    Page page = page(report(runs.toArray(HistoryRun[]::new)));

    assertThat(page.elements("circle")).hasSize(250);
    assertThat(page.text("code")).hasSize(200).startsWith("day-249").endsWith("day-50");
    assertThat(page.text("p")).contains("50 earlier runs are in the JSON.");
  }
}
