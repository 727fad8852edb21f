// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.SampleVerdicts;
import io.github.sparkxent.report.SplitPart;
import io.github.sparkxent.report.Verdict;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class JUnitReportTest {
  private static String render(EvaluationReport report) {
    return new JUnitReport().render(report);
  }

  private static Element parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  @Test
  void each_verdict_is_a_test_case_and_a_failed_one_has_a_failure() {
    assertThat(render(SampleReports.mnist()))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="spark-xent" tests="2" failures="1" errors="0" time="41.250">
              <testsuite name="mnist-mlp" tests="2" failures="1" errors="0" time="41.250" skipped="0" timestamp="2026-01-31T12:00:00">
                <properties>
                  <property name="run_id" value="20260131T120000Z-1a2b"/>
                  <property name="version.spark_xent" value="0.1.0"/>
                  <property name="version.spark" value="4.2.0"/>
                  <property name="version.java" value="17.0.15"/>
                </properties>
                <testcase classname="mnist-mlp.test" name="loss_mean max 0.25" time="0">
                  <failure type="gate" message="loss_mean 0.261784 &gt; max 0.25">loss_mean 0.261784 &gt; max 0.25</failure>
                </testcase>
                <testcase classname="mnist-mlp.validation" name="accuracy min 0.9" time="0"/>
              </testsuite>
            </testsuites>
            """);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.3, Double.POSITIVE_INFINITY})
  void the_case_of_a_trend_has_the_same_name_in_each_run(double limit) throws Exception {
    Verdict trend =
        new Verdict(
            "test",
            SplitPart.whole(),
            "loss_mean",
            Verdict.TREND_UP,
            limit,
            0.1,
            Verdict.Outcome.PASS,
            true,
            "loss_mean is as it was",
            null);
    var report = new EvaluationReport(SampleReports.run("r"), List.of(), List.of(trend));
    Element one = (Element) parse(render(report)).getElementsByTagName("testcase").item(0);
    assertThat(one.getAttribute("name")).isEqualTo("loss_mean trend_up");
  }

  @Test
  void the_day_of_the_data_and_the_tags_are_properties() {
    assertThat(new JUnitReport().render(SampleReports.tagged()))
        .contains(
            "<property name=\"data_date\" value=\"2026-01-30\"/>",
            "<property name=\"tag.model\" value=\"mlp-7\"/>",
            "<property name=\"tag.git.commit\" value=\"9fceb02\"/>");
  }

  @Test
  void no_gates_are_no_tests() throws Exception {
    var report = new EvaluationReport(SampleReports.run("r"), List.of(), List.of());
    Element suites = parse(render(report));
    assertThat(suites.getAttribute("tests")).isEqualTo("0");
    assertThat(suites.getElementsByTagName("testcase").getLength()).isZero();
  }

  @Test
  void any_text_makes_a_document_that_can_be_parsed() throws Exception {
    String hostile = "]]></failure><a b='\"&\n\u0000\u001b\u0085\ud800\uffff\ud83d\ude00";
    String kept = "]]></failure><a b='\"&\n\ufffd\ufffd\ufffd\ufffd\ufffd\ud83d\ude00";
    var verdict = new Verdict(hostile, hostile, hostile, 1, null, false, hostile);
    var report = new EvaluationReport(SampleReports.run(hostile), List.of(), List.of(verdict));
    Element suites = parse(render(report));
    var failure = (Element) suites.getElementsByTagName("failure").item(0);
    assertThat(failure.getTextContent()).isEqualTo(kept);
    assertThat(failure.getAttribute("message")).isEqualTo(kept);
    assertThat(((Element) failure.getParentNode()).getAttribute("classname"))
        .isEqualTo(kept + "." + kept);
  }

  @Test
  void a_verdict_without_a_split_belongs_to_the_run() throws Exception {
    var verdict = new Verdict(null, "m", "max", 1, null, false, "no split; there are no splits");
    var report = new EvaluationReport(SampleReports.run("r"), List.of(), List.of(verdict));
    var testCase = (Element) parse(render(report)).getElementsByTagName("testcase").item(0);
    assertThat(testCase.getAttribute("classname")).isEqualTo("r");
    assertThat(testCase.getAttribute("name")).isEqualTo("m max 1.0");
  }

  @Test
  void a_part_stands_in_the_name_and_an_inconclusive_gate_fails_or_is_skipped_as_it_says()
      throws Exception {
    Element suites = parse(render(SampleReports.sliced()));
    var suite = (Element) suites.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("tests")).isEqualTo("5");
    assertThat(suite.getAttribute("failures")).isEqualTo("2");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    assertThat(render(SampleReports.sliced()))
        .contains(
            """
                <testcase classname="sliced.test" name="loss_mean max 0.25 [country=NO]" time="0"/>
                <testcase classname="sliced.test" name="loss_mean max 0.25 [country=SE]" time="0">
                  <failure type="gate" message="judged">judged</failure>
                </testcase>
                <testcase classname="sliced.test" name="loss_mean max 0.25 [country=(null)]" time="0">
                  <failure type="inconclusive" message="too few rows">too few rows</failure>
                </testcase>
                <testcase classname="sliced.test" name="loss_mean max 0.25 [user]" time="0">
                  <skipped message="too few rows"/>
                </testcase>
                <testcase classname="sliced.test" name="loss_mean max 0.25 [class 3]" time="0"/>
            """
                .indent(0));
  }

  @Test
  void a_verdict_on_a_difference_is_named_as_its_gate_is_written() throws Exception {
    var cases = parse(render(SampleVerdicts.judged())).getElementsByTagName("testcase");
    assertThat(IntStream.range(0, cases.getLength()).mapToObj(i -> (Element) cases.item(i)))
        .extracting(one -> one.getAttribute("name"))
        .containsExactly(
            "loss_mean better",
            "loss_mean not_worse 0.005",
            "loss_mean fail_on worse 0.05 [digit=0]",
            "loss_mean fail_on worse 0.05 [digit=1]",
            "loss_mean same 0.01 [class 3]");
  }

  @Test
  void any_value_of_a_slice_makes_a_document_that_can_be_parsed() throws Exception {
    String hostile = "]]></testcase>\n\u0000'\"" + "x".repeat(10_000);
    var report = SampleReports.slicedBy("a=\"b\"", hostile);
    var testCase = (Element) parse(render(report)).getElementsByTagName("testcase").item(0);
    assertThat(testCase.getAttribute("name"))
        .startsWith("loss_mean max 0.25 [a=\"b\"=]]></testcase>\n\ufffd'\"xxx")
        .endsWith("xxx...]")
        .hasSizeLessThan(250);
  }
}
