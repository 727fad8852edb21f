// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.report.JudgedDifference;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;

/** One thing that a gate asks of each part that it is set for. */
interface Rule {
  /**
   * Returns what a gate asks: its limits, max first, what the comparison has to show, or its sides
   * of the earlier runs, the upper first.
   */
  static List<Rule> of(Gate gate, double fdr, EarlierRuns earlier) {
    List<Rule> rules = new ArrayList<>();
    if (gate.max() != null) {
      rules.add(new LimitRule(gate, true));
    }
    if (gate.min() != null) {
      rules.add(new LimitRule(gate, false));
    }
    if (gate.require() != null) {
      rules.add(new DifferenceRule(gate));
    }
    if (gate.failOn() != null) {
      rules.add(new WorseRule(gate, fdr));
    }
    if (gate.trend() != null) {
      boolean isBoth = gate.direction() == Gate.Direction.BOTH;
      if (isBoth || gate.direction() == Gate.Direction.UP) {
        rules.add(new TrendRule(gate, true, earlier));
      }
      if (isBoth || gate.direction() == Gate.Direction.DOWN) {
        rules.add(new TrendRule(gate, false, earlier));
      }
    }
    return rules;
  }

  Gate gate();

  /** Returns the word for what is asked. */
  String name();

  /** Returns the number that it is asked of. */
  double limit();

  /** Returns one verdict for each part, in order. */
  List<Verdict> judge(List<JudgedPart> parts);

  /** Returns the verdict on a part that cannot be judged; null if it can. */
  Verdict ofUnknown(JudgedPart part);

  /** Returns the verdict on a part without figures; null if it has some. */
  default Verdict ofAbsent(JudgedPart part) {
    return part.absent() == null
        ? null
        : part.isMissing() ? failed(part, part.absent()) : unknown(part, null, part.absent());
  }

  /** Says that what is judged is missing. */
  default Verdict failed(JudgedPart part, String reason) {
    return verdict(part, null, null, Outcome.FAIL, reason);
  }

  /** Says that it cannot be told. */
  default Verdict unknown(JudgedPart part, Double value, String reason) {
    return verdict(part, value, null, Outcome.INCONCLUSIVE, reason);
  }

  default Verdict verdict(
      JudgedPart part, Double value, JudgedDifference comparison, Outcome outcome, String reason) {
    boolean passed =
        outcome == Outcome.PASS
            || (outcome == Outcome.INCONCLUSIVE && gate().inconclusive() == Gate.Inconclusive.PASS);
    return new Verdict(
        part.split(),
        part.part(),
        gate().subject(),
        name(),
        limit(),
        value,
        outcome,
        passed,
        reason,
        comparison);
  }
}
