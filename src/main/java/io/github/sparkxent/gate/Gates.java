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
package io.github.sparkxent.gate;

import io.github.sparkxent.report.DoubleText;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Judges splits by gates.
 *
 * <p>Equality with a limit passes. What cannot be compared does not pass: NaN, an undefined metric,
 * a metric or a split that is not there. Infinities compare as usual.
 */
public final class Gates {
  private static final int NAMES_SHOWN = 20;

  private Gates() {}

  /**
   * Judges splits by gates.
   *
   * @param gates the gates; one without a split is set for every split that has a name
   * @param splits the splits of a report
   * @return one verdict for each rule (max, then min) of each gate and split, in the order given
   */
  public static List<Verdict> judge(List<Gate> gates, List<SplitReport> splits) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Gate gate : gates) {
      for (Rule rule : Rule.of(gate)) {
        judge(gate, rule, splits, verdicts);
      }
    }
    return List.copyOf(verdicts);
  }

  private static void judge(
      Gate gate, Rule rule, List<SplitReport> splits, List<Verdict> verdicts) {
    List<SplitReport> named = splits.stream().filter(split -> split.split() != null).toList();
    List<SplitReport> judged =
        named.stream()
            .filter(split -> gate.split() == null || gate.split().equals(split.split()))
            .toList();
    for (SplitReport split : judged) {
      verdicts.add(judge(gate.metric(), rule, split));
    }
    if (judged.isEmpty()) {
      String missing = gate.split() == null ? "no split" : "no split '" + gate.split() + "'";
      String reason =
          missing
              + "; "
              + there("splits", named.stream().map(SplitReport::split).sorted().toList());
      verdicts.add(rule.verdict(gate.split(), gate.metric(), null, false, reason));
    }
  }

  private static Verdict judge(String metric, Rule rule, SplitReport split) {
    if (!split.metrics().contains(metric)) {
      String reason = "no metric '" + metric + "'; " + there("metrics", split.metrics().names());
      return rule.verdict(split.split(), metric, null, false, reason);
    }
    Number number = split.metrics().value(metric);
    if (number == null) {
      String reason = metric + " is undefined for " + split.rows().evaluated() + " evaluated rows";
      return rule.verdict(split.split(), metric, null, false, reason);
    }
    double value = number.doubleValue();
    return rule.verdict(
        split.split(), metric, value, rule.holds(value), rule.reason(metric, value));
  }

  private static String there(String kind, Collection<String> names) {
    if (names.isEmpty()) {
      return "there are no " + kind;
    }
    String shown = names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
    int more = names.size() - NAMES_SHOWN;
    return kind + " are " + shown + (more > 0 ? " and " + more + " more" : "");
  }

  /** One limit of a gate. */
  private record Rule(String name, double limit) {
    static List<Rule> of(Gate gate) {
      List<Rule> rules = new ArrayList<>();
      if (gate.max() != null) {
        rules.add(new Rule("max", gate.max()));
      }
      if (gate.min() != null) {
        rules.add(new Rule("min", gate.min()));
      }
      return rules;
    }

    boolean holds(double value) {
      return name.equals("max") ? value <= limit : value >= limit;
    }

    String reason(String metric, double value) {
      String relation;
      if (Double.isNaN(value)) {
        relation = "cannot be compared with";
      } else if (name.equals("max")) {
        relation = value <= limit ? "<=" : ">";
      } else {
        relation = value >= limit ? ">=" : "<";
      }
      return metric + " " + text(value) + " " + relation + " " + name + " " + text(limit);
    }

    private static String text(double value) {
      String text = DoubleText.shortest(value);
      return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    Verdict verdict(String split, String metric, Double value, boolean passed, String reason) {
      return new Verdict(split, metric, name, limit, value, passed, reason);
    }
  }
}
