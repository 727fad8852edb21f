// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.numeric.MergeableStateContract;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.Rows;
import java.util.Arrays;

/**
 * The laws of a metric, whose binary form stands after a version and is refused unless canonical.
 */
abstract class MetricStateContract<S extends MetricState<S>, R>
    extends MergeableStateContract<S, R> {
  @Override
  protected final void merge(S state, S other) {
    state.merge(other);
  }

  @Override
  protected final byte[] bytes(S state) {
    return BinaryForm.toByteArray(
        out -> {
          out.writeByte(1);
          state.writeTo(out);
        });
  }

  @Override
  protected final S read(byte[] bytes) {
    S read =
        BinaryForm.fromByteArray(
            bytes,
            "state",
            in ->
                BinaryForm.read(
                    in,
                    "state",
                    1,
                    body -> {
                      S state = empty();
                      state.readFrom(body);
                      return state;
                    }));
    if (!Arrays.equals(bytes(read), bytes)) {
      throw BinaryForm.damaged("state", "no state has these bytes");
    }
    return read;
  }

  @Override
  protected Object result(S state) {
    return state.summary();
  }

  /** Returns a row of a label, a prediction and a weight. */
  static RowColumns row(int label, int prediction, double r) {
    return Rows.evaluated(300, 0.5, r, label, prediction, 0.5);
  }
}
