// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.metric.WorstRow;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.InputFile;
import io.github.sparkxent.report.InputManifest;
import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.SampleDetails;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.SplitDetails;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/**
 * What holds for the whole page: it stands alone, shows all text as text, and can be read by all.
 */
class HtmlReportTest {
  private static final String HOSTILE = "<script>alert(1)</script>'\"&]]>-->\u0000\u001b";
  private static final String SHOWN = "<script>alert(1)</script>'\"&]]>-->\ufffd\ufffd";

  private static EvaluationReport hostile() {
    var verdict = new Verdict(HOSTILE, HOSTILE, HOSTILE, 1, null, false, HOSTILE);
    var details =
        new SplitDetails(
            null,
            List.of(new ClassSummary(1, 2, 0.5, null, 0.0, null)),
            null,
            null,
            List.of(new WorstRow(HOSTILE, 1, 0, 0.5, 1)));
    var split =
        new SplitReport(
            HOSTILE,
            SampleReports.rows(3, 2, 0, Map.of(HOSTILE, 1L)),
            SampleReports.losses(2, 0.5, 0.1),
            details,
            null,
            null);
    var run = SampleReports.run(HOSTILE);
    var input = new InputManifest(List.of(new InputFile(HOSTILE, 1, 1L)), null, null);
    var everywhere =
        new RunInfo(
            HOSTILE,
            HOSTILE,
            run.started(),
            run.finished(),
            Map.of(HOSTILE, HOSTILE),
            Map.of(HOSTILE, List.of(HOSTILE)),
            input,
            List.of(HOSTILE));
    return new EvaluationReport(everywhere, Map.of(1, HOSTILE), List.of(split), List.of(verdict));
  }

  private static EvaluationReport withSplits(int count) {
    List<SplitReport> splits = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = "split" + i;
      splits.add(
          new SplitReport(
              name,
              SampleReports.rows(100, 100, 0, Map.of()),
              SampleReports.losses(100, 0.5, 0.01),
              SampleDetails.of(2),
              null,
              null));
      verdicts.add(new Verdict(name, "loss_mean", "max", 1, 0.5, true, "loss_mean 0.5 <= max 1"));
    }
    return new EvaluationReport(SampleReports.run("many"), splits, verdicts);
  }

  private static EvaluationReport nothing() {
    return new EvaluationReport(SampleReports.run("nothing"), List.of(), List.of());
  }

  private static List<EvaluationReport> all() {
    return List.of(
        SampleReports.mnist(),
        SampleReports.detailed(),
        SampleReports.sliced(),
        SampleReports.slicedBy(HOSTILE, HOSTILE),
        hostile(),
        withSplits(3),
        nothing());
  }

  @Nested
  class The_file_stands_alone {
    @Test
    void it_is_well_formed_with_the_attributes_of_html() {
      for (EvaluationReport report : all()) {
        Page page = Page.of(report);
        assertThat(page.root().getTagName()).isEqualTo("html");
        assertThat(page.root().getAttribute("lang")).isEqualTo("en");
      }
    }

    @Test
    void inside_another_page_its_styles_change_nothing_of_that_page() {
      String css = Page.of(nothing()).elements("style").get(0).getTextContent();
      List<String> selectors =
          Pattern.compile("([^{};]+)\\{")
              .matcher(css.replaceAll("(?s)/\\*.*?\\*/", ""))
              .results()
              .map(rule -> rule.group(1).strip())
              .filter(rule -> !rule.startsWith("@media"))
              .flatMap(rule -> Stream.of(rule.split(",\\s*")))
              .toList();

      assertThat(selectors)
          .hasSizeGreaterThan(100)
          .allSatisfy(one -> assertThat(one).matches("\\.xent-(page|report)( .+)?"));
    }

    @Test
    void it_has_no_script_and_loads_nothing() {
      for (EvaluationReport report : all()) {
        Page page = Page.of(report);
        for (String tag : List.of("script", "link", "img", "iframe", "object", "use")) {
          assertThat(page.elements(tag)).isEmpty();
        }
        for (Element element : page.elements("*")) {
          for (String name : Page.attributeNames(element)) {
            assertThat(name).doesNotStartWith("on").isNotIn("src", "style");
            if (name.equals("href")) {
              assertThat(element.getAttribute(name)).startsWith("#xent-");
            }
          }
        }
        assertThat(page.elements("style").get(0).getTextContent())
            .doesNotContain("url(")
            .doesNotContain("@import");
      }
    }

    @Test
    void its_policy_forbids_scripts_and_the_network() {
      assertThat(new HtmlReport().render(nothing()))
          .startsWith("<!DOCTYPE html>\n<html lang=\"en\" class=\"xent-page\">")
          .contains("content=\"default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;\"");
    }
  }

  @Nested
  class Text_from_data {
    @Test
    void stays_text() {
      String html = new HtmlReport().render(hostile());
      assertThat(html).doesNotContain("<script").doesNotContain("\u001b");
      assertThat(Page.of(hostile()).text("h1")).containsExactly(SHOWN);
    }

    @Test
    void is_shown_in_every_place_it_belongs() {
      Page page = Page.of(hostile());
      assertThat(page.text("li")).contains(SHOWN);
      assertThat(page.text("dt")).contains(SHOWN);
      assertThat(page.text("dd")).contains(SHOWN, "[" + SHOWN + "]");
      assertThat(page.text("code")).contains(SHOWN);
      assertThat(page.text("td").stream().filter(SHOWN::equals)).hasSizeGreaterThan(6);
    }
  }

  @Nested
  class For_every_reader {
    @Test
    void every_link_has_a_place_to_go_to() {
      for (EvaluationReport report : all()) {
        Page page = Page.of(report);
        List<String> ids =
            page.elements("*").stream().map(element -> element.getAttribute("id")).toList();
        assertThat(page.elements("a"))
            .isNotEmpty()
            .allSatisfy(a -> assertThat(ids).contains(a.getAttribute("href").substring(1)));
      }
    }

    @Test
    void every_picture_has_a_text_or_is_decoration() {
      for (EvaluationReport report : all()) {
        for (Element svg : Page.of(report).elements("svg")) {
          boolean named =
              svg.getAttribute("role").equals("img") && !svg.getAttribute("aria-label").isEmpty();
          assertThat(named || svg.getAttribute("aria-hidden").equals("true")).isTrue();
        }
      }
    }

    @Test
    void every_row_of_a_table_has_as_many_cells_as_its_header_and_every_header_a_scope() {
      for (EvaluationReport report : all()) {
        Page page = Page.of(report);
        for (Element table : page.elements("table")) {
          List<Element> rows = Page.children(table, "tr");
          int cells = Page.cells(rows.get(0));
          assertThat(rows).allSatisfy(row -> assertThat(Page.cells(row)).isEqualTo(cells));
        }
        assertThat(page.elements("th"))
            .allSatisfy(th -> assertThat(th.getAttribute("scope")).isIn("col", "row"));
      }
    }

    @Test
    void sections_are_labelled_by_headings_that_exist_once() {
      for (EvaluationReport report : all()) {
        Page page = Page.of(report);
        Set<String> ids = new HashSet<>();
        page.elements("*").stream()
            .map(element -> element.getAttribute("id"))
            .filter(id -> !id.isEmpty())
            .forEach(id -> assertThat(ids.add(id)).isTrue());
        page.elements("section").stream()
            .map(section -> section.getAttribute("aria-labelledby"))
            .filter(id -> !id.isEmpty())
            .forEach(id -> assertThat(ids).contains(id));
      }
    }
  }

  @Nested
  class Verdict_first {
    private List<String> verdict(List<Verdict> gates) {
      var report = new EvaluationReport(SampleReports.run("r"), List.of(), gates);
      Page page = Page.of(report);
      return List.of(page.text("title").get(0), page.textOf("p", "verdict"));
    }

    @Test
    void it_stands_in_the_title_and_on_top() {
      var pass = new Verdict("a", "m", "max", 1, 1.0, true, "m 1 <= max 1");
      var fail = new Verdict("a", "m", "min", 2, 1.0, false, "m 1 < min 2");
      assertThat(verdict(List.of(pass)))
          .containsExactly("Passed: r \u2013 spark-xent", "Passed1 of 1 gate passed");
      assertThat(verdict(List.of(pass, fail, pass)))
          .containsExactly(
              "Failed: r \u2013 spark-xent", "Failed1 of 3 gates faileda: m 1 < min 2");
      assertThat(verdict(List.of()))
          .containsExactly("r \u2013 spark-xent", "No gates were set, so nothing was judged.");
    }

    @Test
    void failed_gates_come_before_those_that_passed() {
      assertThat(Page.of(SampleReports.mnist()).textsOf("span", "badge"))
          .containsExactly("\u2717 fail", "\u2713 pass");
      var passed = SampleReports.mnist().gates().get(1);
      var failed = SampleReports.mnist().gates().get(0);
      var report = new EvaluationReport(SampleReports.run("r"), List.of(), List.of(passed, failed));
      assertThat(Page.of(report).textsOf("span", "badge"))
          .containsExactly("\u2717 fail", "\u2713 pass");
    }
  }

  @Test
  void long_lists_are_cut_with_a_word_that_says_so() {
    Page page = Page.of(withSplits(300));
    assertThat(page.textsOf("p", "note"))
        .contains(
            "100 more verdicts are in metrics.json.",
            "100 more splits are in metrics.json.",
            "250 more splits with details are in metrics.json.");
  }
}
