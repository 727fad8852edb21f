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
package io.github.sparkxent.metric;

import io.github.sparkxent.numeric.BinaryForm;
import io.github.sparkxent.numeric.ExactSum;
import java.io.DataInput;
import java.io.IOException;

/** What the binary forms of the states of this package check alike. */
final class StateForm {
  private StateForm() {}

  /** Reads a sum that has no term that is NaN or an infinity. */
  static ExactSum readFinite(DataInput in, String name) throws IOException {
    ExactSum sum = ExactSum.readFrom(in);
    if (!sum.isFinite()) {
      throw BinaryForm.damaged(name, "a sum is " + sum.value());
    }
    return sum;
  }

  /** Reads a count that fits an int. */
  static int readInt(DataInput in, String name) throws IOException {
    long count = BinaryForm.readCount(in, name);
    if (count > Integer.MAX_VALUE) {
      throw BinaryForm.damaged(name, "a number is " + count);
    }
    return (int) count;
  }

  /** Reads whether an optional part follows. */
  static boolean readFlag(DataInput in, String name) throws IOException {
    int flag = in.readUnsignedByte();
    if (flag > 1) {
      throw BinaryForm.damaged(name, "a flag is " + flag);
    }
    return flag == 1;
  }

  /** Reads a number that is not NaN, zero as +0.0. */
  static double readDouble(DataInput in, String name) throws IOException {
    double x = in.readDouble();
    if (Double.isNaN(x) || Double.compare(x, -0.0) == 0) {
      throw BinaryForm.damaged(name, "a number is " + x);
    }
    return x;
  }
}
