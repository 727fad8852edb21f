// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import io.github.sparkxent.numeric.exact.ExactSum;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.expressions.Aggregator;

/**
 * The exact sum or mean of numbers, as a classic aggregate. Nulls are passed over.
 *
 * <p>Its buffer is bytes, for which no executor has to find a class of this jar: how many numbers
 * there were, then the form of their {@link ExactSum}.
 */
final class MomentAggregator extends Aggregator<Double, byte[], Double> {
  private static final long serialVersionUID = 1L;

  /** What becomes of the sum at the end. */
  enum Result {
    /** The sum, rounded once. */
    SUM,
    /** The sum divided by the count, rounded once. */
    MEAN
  }

  private final Result result;

  MomentAggregator(Result result) {
    this.result = result;
  }

  private static long count(byte[] moment) {
    return moment.length == 0 ? 0 : ByteBuffer.wrap(moment).getLong();
  }

  private static ExactSum sum(byte[] moment) {
    return moment.length == 0
        ? new ExactSum()
        : ExactSum.fromByteArray(Arrays.copyOfRange(moment, Long.BYTES, moment.length));
  }

  private static byte[] moment(long count, ExactSum sum) {
    byte[] form = sum.toByteArray();
    return ByteBuffer.allocate(Long.BYTES + form.length).putLong(count).put(form).array();
  }

  @Override
  public byte[] zero() {
    return new byte[0];
  }

  @Override
  public byte[] reduce(byte[] moment, Double number) {
    if (number == null) {
      return moment;
    }
    ExactSum sum = sum(moment);
    sum.add(number);
    return moment(Math.addExact(count(moment), 1), sum);
  }

  @Override
  public byte[] merge(byte[] moment, byte[] other) {
    ExactSum sum = sum(moment);
    sum.add(sum(other));
    return moment(Math.addExact(count(moment), count(other)), sum);
  }

  @Override
  public Double finish(byte[] moment) {
    long count = count(moment);
    if (count == 0) {
      return null;
    }
    return result == Result.SUM ? sum(moment).value() : sum(moment).mean(count);
  }

  @Override
  public Encoder<byte[]> bufferEncoder() {
    return Encoders.BINARY();
  }

  @Override
  public Encoder<Double> outputEncoder() {
    return Encoders.DOUBLE();
  }
}
