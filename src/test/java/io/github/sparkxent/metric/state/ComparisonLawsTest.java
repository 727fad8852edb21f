// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.row.RowColumns;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;

/** Comparisons of each kind are held to the laws of a mergeable state. */
class ComparisonLawsTest {
  private static final int CLASSES = 4;
  private static final MetricOptions OPTIONS =
      new MetricOptions(List.of(1, 2), 5, 10, 10, 0)
          .withComparison(new ComparisonOptions(true, 10, true));

  /** The laws for some options and rows. */
  private abstract static class Laws
      extends MetricStateContract<ComparisonAccumulator, RowColumns> {
    private final MetricOptions options;
    private final boolean areUnits;

    Laws(MetricOptions options, boolean areUnits) {
      this.options = options;
      this.areUnits = areUnits;
    }

    @Override
    protected ComparisonAccumulator empty() {
      return new ComparisonAccumulator(options, CLASSES);
    }

    @Override
    protected void add(ComparisonAccumulator state, RowColumns row) {
      state.add(row, 0, 1);
    }

    @Override
    protected RowColumns row(Random random) {
      return areUnits ? PairedRows.unit(random) : PairedRows.any(random);
    }
  }

  @Nested
  class OfUnitRows extends Laws {
    OfUnitRows() {
      super(OPTIONS, true);
    }
  }

  @Nested
  class OfAllKindsOfRows extends Laws {
    OfAllKindsOfRows() {
      super(OPTIONS, false);
    }
  }

  @Nested
  class OfClusters extends Laws {
    OfClusters() {
      super(OPTIONS.withClusters(100), false);
    }
  }

  @Nested
  class OfTooManyClusters extends Laws {
    OfTooManyClusters() {
      super(OPTIONS.withClusters(6), false);
    }
  }

  @Nested
  class OfNumbersAlone extends Laws {
    OfNumbersAlone() {
      super(OPTIONS.withClusters(100).ofSlice("s"), false);
    }
  }
}
