// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.metric.inference.FalseDiscoveryRate;
import io.github.sparkxent.report.JudgedDifference;
import io.github.sparkxent.report.MetricDifference;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.Verdict.Outcome;
import io.github.sparkxent.report.text.DoubleText;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.util.ArrayList;
import java.util.List;

/**
 * Fails on those of many parts where the candidate is worse than the baseline.
 *
 * <p><b>Method.</b> The parts that can be judged are a family of tests. One fails if it is worse
 * and its p-value, adjusted by Benjamini and Hochberg, is at most the rate. Parts with too few rows
 * are outside the family, and inconclusive.
 *
 * @param gate the gate
 * @param limit the largest share of false discoveries, {@code comparison.fdr}
 */
record WorseRule(Gate gate, double limit) implements ComparedRule {
  private static final int DIGITS = 3;

  @Override
  public String name() {
    return gate.failOn().word();
  }

  @Override
  public List<Verdict> judge(List<JudgedPart> parts) {
    List<Verdict> verdicts = new ArrayList<>();
    List<JudgedPart> family = new ArrayList<>();
    for (JudgedPart part : parts) {
      Verdict unknown = ofUnknown(part);
      verdicts.add(unknown);
      if (unknown == null) {
        family.add(part);
      }
    }
    double[] adjusted =
        FalseDiscoveryRate.adjusted(family.stream().mapToDouble(part -> of(part).p()).toArray());
    int next = 0;
    for (int i = 0; i < verdicts.size(); i++) {
      if (verdicts.get(i) == null) {
        verdicts.set(i, judge(family.get(next), adjusted[next], family.size()));
        next++;
      }
    }
    return verdicts;
  }

  private MetricDifference of(JudgedPart part) {
    return part.compared().metric(gate.compare());
  }

  private Verdict judge(JudgedPart part, double adjusted, int family) {
    MetricDifference of = of(part);
    double gain = ComparedRule.gain(gate.compare(), of.difference());
    boolean isWorse = gain < 0;
    boolean isShown = adjusted <= limit;
    boolean fails = isWorse && isShown;
    String words =
        fails
            ? "worse"
            : isWorse ? "not shown to be worse" : gain > 0 && isShown ? "better" : "not worse";
    String reason =
        ComparedRule.shown(of, part.compared().confidence())
            + " "
            + words
            + " than the baseline"
            + (isWorse
                ? ": p "
                    + ReadableNumbers.significant(adjusted, DIGITS)
                    + " adjusted among "
                    + family
                    + (isShown ? ", at most " : ", above ")
                    + DoubleText.plain(limit)
                : "");
    JudgedDifference comparison = JudgedDifference.of(of).adjusted(adjusted);
    Outcome outcome = fails ? Outcome.FAIL : Outcome.PASS;
    return verdict(part, of.difference(), comparison, outcome, reason);
  }
}
