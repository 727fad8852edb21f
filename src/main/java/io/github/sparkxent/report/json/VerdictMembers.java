// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.github.sparkxent.report.JudgedDifference;
import io.github.sparkxent.report.SplitPart;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.Verdict.Outcome;

/**
 * A verdict as it stands in JSON, where the part of a split has no object of its own.
 *
 * @param slice absent unless a slice is judged
 * @param sliceValue absent unless one value of it is; null for the null value
 * @param label absent unless a class is judged
 * @param className absent unless that has a name
 * @param passed absent in older documents
 * @param comparison absent unless a difference from a baseline is judged
 */
record VerdictMembers(
    String split,
    @JsonInclude(Include.NON_NULL) String slice,
    @JsonInclude(Include.NON_NULL) JsonNode sliceValue,
    @JsonInclude(Include.NON_NULL) @JsonProperty("class") String label,
    @JsonInclude(Include.NON_NULL) String className,
    String metric,
    String rule,
    double limit,
    Double value,
    Outcome verdict,
    @JsonInclude Boolean passed,
    String reason,
    @JsonInclude(Include.NON_NULL) JudgedDifference comparison) {

  static final class Writing extends StdConverter<Verdict, VerdictMembers> {
    @Override
    public VerdictMembers convert(Verdict verdict) {
      SplitPart part = verdict.part();
      return new VerdictMembers(
          verdict.split(),
          part.slice(),
          part.isValue() ? text(part.value()) : null,
          part.label(),
          part.className(),
          verdict.metric(),
          verdict.rule(),
          verdict.limit(),
          verdict.value(),
          verdict.outcome(),
          verdict.passed(),
          verdict.reason(),
          verdict.comparison());
    }
  }

  static final class Reading extends StdConverter<VerdictMembers, Verdict> {
    @Override
    public Verdict convert(VerdictMembers of) {
      return new Verdict(
          of.split,
          of.part(),
          of.metric,
          of.rule,
          of.limit,
          of.value,
          of.verdict,
          of.passed == null ? of.verdict == Outcome.PASS : of.passed,
          of.reason,
          of.comparison);
    }
  }

  private static JsonNode text(String value) {
    return value == null ? NullNode.instance : TextNode.valueOf(value);
  }

  private SplitPart part() {
    if (label != null) {
      return SplitPart.ofClass(label, className);
    }
    if (slice == null) {
      return SplitPart.whole();
    }
    if (sliceValue == null) {
      return SplitPart.values(slice);
    }
    if (!sliceValue.isTextual() && !sliceValue.isNull()) {
      throw new IllegalArgumentException("slice_value is " + sliceValue + "; expected a text");
    }
    return SplitPart.value(slice, sliceValue.textValue());
  }
}
