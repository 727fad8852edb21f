// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.report.Verdict;
import java.util.List;

/** A rule that judges each part by itself. */
interface PartRule extends Rule {
  /** Returns the verdict on a part that can be judged. */
  Verdict ofKnown(JudgedPart part);

  @Override
  default List<Verdict> judge(List<JudgedPart> parts) {
    return parts.stream().map(this::judge).toList();
  }

  private Verdict judge(JudgedPart part) {
    Verdict unknown = ofUnknown(part);
    return unknown != null ? unknown : ofKnown(part);
  }
}
