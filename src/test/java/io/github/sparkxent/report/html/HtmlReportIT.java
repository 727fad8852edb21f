// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.LargeReports;
import io.github.sparkxent.report.SampleComparisons;
import io.github.sparkxent.report.SampleDetails;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The HTML report in a real browser. Runs where CHROMEDRIVER names the driver of a Chromium. */
@EnabledIfEnvironmentVariable(named = "CHROMEDRIVER", matches = ".+")
class HtmlReportIT {
  /** Returns each text whose colour and background differ by less than 4.5 to 1 (WCAG AA). */
  private static final String FAINT_TEXT =
      """
      const channel = v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
      const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
      const light = c => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
      const behind = e => {
        for (; e; e = e.parentElement) {
          const c = parse(getComputedStyle(e).backgroundColor);
          if (c.length === 3 || c[3] === 1) return c;
        }
        return [255, 255, 255];
      };
      const faint = [];
      for (const e of document.body.querySelectorAll('*')) {
        const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
        if (!own || e.closest('title') || e.classList.contains('cell')) continue;
        const style = getComputedStyle(e);
        const a = light(parse(e.tagName === 'text' ? style.fill : style.color));
        const b = light(behind(e));
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (!(ratio >= 4.5)) faint.push(e.tagName + ' "' + e.textContent + '" ' + ratio);
      }
      return faint;
      """;

  @TempDir private static Path directory;
  @AutoClose private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    browser = new Browser(System.getenv("CHROMEDRIVER"));
  }

  private static void open(EvaluationReport report) throws Exception {
    Path file = directory.resolve("report.html");
    Files.writeString(file, new HtmlReport().render(report));
    browser.open(file);
  }

  private static EvaluationReport hostile() {
    String name = "<img src=x onerror=alert(1)><script>alert(2)</script>" + "x".repeat(300);
    var split =
        new SplitReport(
            name,
            SampleReports.rows(3, 2, 0, Map.of(name, 1L)),
            SampleReports.losses(2, 0.5, 0.1),
            SampleDetails.of(100),
            null,
            null);
    return new EvaluationReport(
        SampleReports.withWarnings(SampleReports.run(name), name),
        List.of(split),
        List.of(new Verdict(name, name, "max", 1, null, false, name)));
  }

  @ParameterizedTest
  @CsvSource({"1280, light", "1280, dark", "390, light", "360, light", "360, dark"})
  void fits_its_window_and_can_be_read(int width, String scheme) throws Exception {
    browser.look(width, scheme);
    for (EvaluationReport report :
        List.of(
            SampleReports.mnist(),
            SampleReports.detailed(),
            hostile(),
            SampleComparisons.compared(1),
            SampleComparisons.compared(200))) {
      open(report);
      browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; })");
      assertThat(browser.run("return window.innerWidth").asInt()).isEqualTo(width);
      assertThat(browser.run("return document.documentElement.scrollWidth").asInt())
          .isLessThanOrEqualTo(width);
      assertThat(browser.run(FAINT_TEXT)).isEmpty();
    }
  }

  /** Returns each text of a chart that reaches out of its picture. */
  private static final String CUT_TEXT =
      """
      const cut = [];
      for (const text of document.querySelectorAll('svg.chart text')) {
        if (text.closest('title')) continue;
        const a = text.getBoundingClientRect(), b = text.closest('svg').getBoundingClientRect();
        if (a.left < b.left - 1 || a.right > b.right + 1 || a.top < b.top - 1 || a.bottom > b.bottom + 1)
          cut.push(text.textContent);
      }
      return cut;
      """;

  /** Returns each pair of labels of one axis that overlap. */
  private static final String CROWDED_TEXT =
      """
      const crowded = [];
      for (const svg of document.querySelectorAll('svg.chart')) {
        const boxes = [...svg.querySelectorAll('text.tick')].map(t => [t.textContent, t.getBoundingClientRect()]);
        for (let i = 0; i < boxes.length; i++) for (let j = 0; j < i; j++) {
          const a = boxes[i][1], b = boxes[j][1];
          if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3)
            crowded.push(boxes[j][0] + ' | ' + boxes[i][0]);
        }
      }
      return crowded;
      """;

  private static EvaluationReport withClasses(int numClasses) {
    return SampleReports.withDetails(SampleReports.mnist(), "test", SampleDetails.of(numClasses));
  }

  private static String texts(String selector) throws Exception {
    return browser
        .run(
            "return [...document.querySelectorAll('"
                + selector
                + "')].filter(e => e.checkVisibility()).map(e => e.textContent).join('|')")
        .asText();
  }

  @ParameterizedTest
  @CsvSource({
    "2, light, screen", "10, light, screen", "1000, light, screen", "2, dark, screen",
    "10, dark, screen", "1000, dark, screen", "10, light, print", "1000, dark, print"
  })
  void any_number_of_classes_is_whole_on_screen_and_on_paper(
      int numClasses, String scheme, String media) throws Exception {
    int width = media.equals("print") ? 720 : 1280;
    browser.look(width, scheme, media);
    browser.complaints();

    open(withClasses(numClasses));

    assertThat(browser.run("return document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(width);
    assertThat(browser.run(CUT_TEXT)).isEmpty();
    assertThat(browser.run(CROWDED_TEXT)).isEmpty();
    assertThat(browser.run(FAINT_TEXT)).isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, light, screen", "200, dark, screen", "200, light, print"})
  void a_comparison_is_whole_on_screen_and_on_paper(int values, String scheme, String media)
      throws Exception {
    int width = media.equals("print") ? 720 : 1280;
    browser.look(width, scheme, media);
    browser.complaints();

    open(SampleComparisons.compared(values));

    assertThat(browser.run("return document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(width);
    assertThat(browser.run(CUT_TEXT)).isEmpty();
    assertThat(browser.run(CROWDED_TEXT)).isEmpty();
    assertThat(browser.run(FAINT_TEXT)).isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void every_plot_has_a_text_and_its_axes_names() throws Exception {
    browser.look(1280, "light");
    open(withClasses(10));
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('svg.chart')].map(s => s.getAttribute('role') +"
                    + " ' ' + s.getAttribute('aria-label'))"))
        .extracting(label -> label.asText())
        .hasSize(3)
        .allMatch(label -> label.startsWith("img ") && label.length() > 20);
    assertThat(texts("svg.chart text.title"))
        .isEqualTo("loss (nats)|rows|confidence|accuracy|rows|prediction|label");
  }

  @Test
  void the_worst_rows_and_the_histogram_are_shown() throws Exception {
    browser.look(1280, "light");
    open(withClasses(10));
    assertThat(texts("h4")).contains("Losses", "Rows with the largest losses");
    assertThat(texts("td")).contains("img-00412|5|3|0.9999|11.2039");
    int bars = withClasses(10).splits().get(0).details().lossHistogram().bins().size();
    assertThat(
            browser
                .run(
                    "return [...document.querySelectorAll('rect.column')].filter(r => r.getBoundingClientRect()"
                        + ".height > 0 && r.closest('figure').textContent.includes('finite losses')).length")
                .asInt())
        .isEqualTo(bars);
  }

  @Test
  void markup_in_names_is_shown_as_it_is_written() throws Exception {
    browser.look(1280, "light");
    open(hostile());
    String name = browser.run("return document.querySelector('h1').textContent").asText();
    assertThat(name).startsWith("<img src=x onerror=alert(1)><script>alert(2)</script>");
    assertThat(texts("td")).contains(name);
  }

  @Test
  void paper_is_white_and_shows_what_stands_on_top_of_it() throws Exception {
    browser.look(720, "dark", "print");
    open(SampleReports.mnist());
    assertThat(browser.run("return getComputedStyle(document.body).backgroundColor").asText())
        .isEqualTo("rgb(255, 255, 255)");
  }

  @Test
  void the_verdict_and_the_gates_are_in_sight_at_once() throws Exception {
    browser.look(1280, "light");
    open(SampleReports.mnist());
    assertThat(
            browser
                .run("return document.querySelector('table.splits').getBoundingClientRect().bottom")
                .asDouble())
        .isLessThan(900);
  }

  /**
   * Keeps pictures for a person to look at in the directory of that system property, if it is set.
   */
  private static void keepPicture(String name) throws Exception {
    String pictures = System.getProperty("sparkxent.pictures");
    if (pictures != null) {
      browser.picture(Files.createDirectories(Path.of(pictures)).resolve(name + ".png"));
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, light", "1280, dark", "390, light", "390, dark"})
  void the_first_screen_of_the_largest_report_says_whether_and_why_not(int width, String scheme)
      throws Exception {
    browser.look(width, scheme);
    open(LargeReports.large());
    keepPicture("large-" + width + "-" + scheme);

    for (String selector : List.of(".verdict .why", ".remarks", "nav", "#xent-gates")) {
      assertThat(
              browser
                  .run(
                      "return document.querySelector('"
                          + selector
                          + "').getBoundingClientRect().bottom")
                  .asDouble())
          .as(selector)
          .isLessThan(900);
    }
    assertThat(browser.run("return document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(width);
  }

  @Test
  void thirty_splits_are_printed_on_fewer_than_fifteen_pages() throws Exception {
    browser.look(1280, "light");
    open(LargeReports.large());

    String pdf = new String(browser.print(), StandardCharsets.ISO_8859_1);

    assertThat(Pattern.compile("/Type\\s*/Page\\b(?!s)").matcher(pdf).results().count())
        .isBetween(2L, 14L);
  }

  @Test
  void a_link_to_a_folded_split_opens_it() throws Exception {
    browser.look(1280, "light");
    open(LargeReports.large());
    browser.run("document.querySelectorAll('table.splits a')[12].click()");
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('details.split[open] h3')].map(h => h.textContent)"))
        .extracting(title -> title.asText())
        .containsExactly("Split market-12");
  }

  @Test
  void the_head_of_a_long_table_stays_in_sight() throws Exception {
    browser.look(1280, "light");
    open(LargeReports.large());
    browser.run(
        "const s = document.querySelector('table.splits').parentElement; s.scrollTop = s.scrollHeight;");
    assertThat(
            browser
                .run(
                    "const t = document.querySelector('table.splits'); return t.querySelector('th')"
                        + ".getBoundingClientRect().top - t.parentElement.getBoundingClientRect().top")
                .asDouble())
        .isBetween(-1.0, 1.0);
  }

  @Test
  void dark_is_dark_and_light_is_light() throws Exception {
    String background = "return getComputedStyle(document.body).backgroundColor";
    browser.look(1280, "light");
    open(SampleReports.mnist());
    assertThat(browser.run(background).asText()).isEqualTo("rgb(255, 255, 255)");
    browser.look(1280, "dark");
    assertThat(browser.run(background).asText()).isEqualTo("rgb(15, 19, 25)");
  }

  @Test
  void text_from_data_runs_nothing_and_the_browser_has_nothing_to_complain_of() throws Exception {
    browser.complaints();
    open(hostile());
    assertThat(browser.run("return document.scripts.length + document.images.length").asInt())
        .isZero();
    assertThat(browser.run("return performance.getEntriesByType('resource').length").asInt())
        .isZero();
    assertThat(browser.complaints()).isEmpty();
  }
}
