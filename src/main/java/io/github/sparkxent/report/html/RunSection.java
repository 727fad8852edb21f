// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.InputFile;
import io.github.sparkxent.report.InputManifest;
import io.github.sparkxent.report.TableVersion;
import io.github.sparkxent.report.text.DoubleText;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The input, the configuration and the versions of a run. */
final class RunSection {
  private static final int LONG = 160;
  private static final int SHOWN_OF_LONG = 60;

  private RunSection() {}

  static void add(Html html, EvaluationReport report) {
    addInput(html, report);
    html.open("section", "aria-labelledby", Contents.VERSIONS);
    html.element("h2", "Versions", "id", Contents.VERSIONS);
    addPairs(html, report.run().versions());
    html.close();
    html.open("section", "aria-labelledby", Contents.CONFIGURATION);
    html.element("h2", "Configuration", "id", Contents.CONFIGURATION);
    Map<String, String> values = new LinkedHashMap<>();
    report.run().configuration().forEach((key, value) -> flatten(values, key, value));
    addPairs(html, values);
    html.close();
  }

  private static void addInput(Html html, EvaluationReport report) {
    InputManifest input = report.run().input();
    long read = report.splits().stream().mapToLong(split -> split.inputRows().read()).sum();
    Map<String, String> facts = new LinkedHashMap<>();
    if (!input.files().isEmpty()) {
      long bytes = input.files().stream().mapToLong(InputFile::bytes).sum();
      String number = ReadableNumbers.count(input.files().size());
      facts.put("Files", number + ", " + ReadableNumbers.bytes(bytes));
    }
    if (input.mergedFrom() != null) {
      facts.put("Merged from", String.join(", ", input.mergedFrom()));
    }
    for (TableVersion table : input.tables()) {
      facts.put(
          "Table of " + (table.key().equals("input") ? "the input" : table.key()), table.shown());
    }
    if (input.states() != null) {
      facts.put("States of files", input.states().shown());
    }
    facts.put("Rows promised", promised(input.rowsPromised(), read));
    facts.put("Rows read", ReadableNumbers.count(read));
    if (input.filter() != null) {
      facts.put("Filter of rows", input.filter());
    }
    facts.put("Page checksums", input.pageChecksums() == null ? "unknown" : input.pageChecksums());
    if (input.footersSha256() != null) {
      facts.put("SHA-256 of the footers", input.footersSha256());
    }
    if (input.reader() != null) {
      facts.put("Read by", input.shownReader());
    }
    html.open("section", "aria-labelledby", Contents.INPUT)
        .element("h2", "Input", "id", Contents.INPUT);
    addPairs(html, facts);
    addFiles(html, input.files());
    html.close();
  }

  private static String promised(Long promised, long read) {
    if (promised == null) {
      return "unknown";
    }
    String word = promised == read ? ", all of them read" : ", not the number read";
    return ReadableNumbers.count(promised) + word;
  }

  private static void addFiles(Html html, List<InputFile> files) {
    if (files.isEmpty()) {
      return;
    }
    html.open("details").element("summary", "Files");
    html.open("div", "class", HtmlReport.scroll(files.size()));
    html.open("table").open("thead").open("tr");
    html.element("th", "Path", "scope", "col");
    html.element("th", "Size", "scope", "col", "class", "number");
    html.element("th", "Rows", "scope", "col", "class", "number").close().close().open("tbody");
    for (InputFile file : files.stream().limit(HtmlReport.SHOWN).toList()) {
      html.open("tr").name("td", file.path());
      html.element("td", ReadableNumbers.bytes(file.bytes()), "class", "number");
      String rows = file.rows() == null ? "-" : ReadableNumbers.count(file.rows());
      html.element("td", rows, "class", "number").close();
    }
    html.close().close().close();
    HtmlReport.addCut(html, files.size() - HtmlReport.SHOWN, "files");
    html.close();
  }

  /** Adds names and their values. */
  static void addPairs(Html html, Map<String, String> pairs) {
    html.open("dl");
    pairs.forEach((key, value) -> addPair(html, key, value));
    html.close();
  }

  /** A long value, such as the names of a thousand classes, is folded. */
  private static void addPair(Html html, String key, String value) {
    html.open("div").element("dt", key);
    if (value.length() <= LONG) {
      html.element("dd", value).close();
      return;
    }
    String start = value.substring(0, value.offsetByCodePoints(0, SHOWN_OF_LONG)) + " ...";
    html.open("dd").open("details").element("summary", start);
    html.element("p", value).close().close().close();
  }

  private static void flatten(Map<String, String> values, String key, Object value) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      map.forEach((k, v) -> flatten(values, key + "." + k, v));
    } else if (value instanceof List<?> list
        && !list.isEmpty()
        && list.stream().allMatch(Map.class::isInstance)) {
      for (int i = 0; i < list.size(); i++) {
        values.put(key + "[" + i + "]", text(set(list.get(i))));
      }
    } else {
      values.put(key, text(value));
    }
  }

  /** Returns a group without the keys that are not set. */
  private static Map<Object, Object> set(Object group) {
    Map<Object, Object> set = new LinkedHashMap<>((Map<?, ?>) group);
    set.values().removeIf(Objects::isNull);
    return set;
  }

  /** Returns a value as one line of YAML. */
  private static String text(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(RunSection::text).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof Double number ? DoubleText.shortest(number) : String.valueOf(value);
  }
}
