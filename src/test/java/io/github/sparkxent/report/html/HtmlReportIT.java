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
package io.github.sparkxent.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SampleDetails;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
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
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    browser = new Browser(System.getenv("CHROMEDRIVER"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
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
            SampleDetails.of(100));
    return new EvaluationReport(
        SampleReports.withWarnings(SampleReports.run(name), name),
        List.of(split),
        List.of(new Verdict(name, name, "max", 1, null, false, name)));
  }

  @ParameterizedTest
  @CsvSource({"1280, light", "1280, dark", "360, light", "360, dark"})
  void fits_its_window_and_can_be_read(int width, String scheme) throws Exception {
    browser.look(width, scheme);
    for (EvaluationReport report :
        List.of(SampleReports.mnist(), SampleReports.detailed(), hostile())) {
      open(report);
      browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; })");
      assertThat(browser.run("return window.innerWidth").asInt()).isEqualTo(width);
      assertThat(browser.run("return document.documentElement.scrollWidth").asInt())
          .isLessThanOrEqualTo(width);
      assertThat(browser.run(FAINT_TEXT)).isEmpty();
    }
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
