// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import io.github.sparkxent.sql.BoundMoment.Moment;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.expressions.Aggregator;

/**
 * An aggregate of the catalog as a classic one.
 *
 * <p>Its buffer is the state's bytes, for which no executor has to find a class of this jar.
 */
final class ClassicAggregate extends Aggregator<Double, byte[], Double> {
  private static final long serialVersionUID = 1L;

  private final BoundMoment aggregate;

  ClassicAggregate(BoundMoment aggregate) {
    this.aggregate = aggregate;
  }

  @Override
  public byte[] zero() {
    return aggregate.toBytes(aggregate.create());
  }

  @Override
  public byte[] reduce(byte[] state, Double number) {
    if (number == null) {
      return state;
    }
    Moment moment = aggregate.fromBytes(state);
    aggregate.add(moment, new GenericInternalRow(new Object[] {number}));
    return aggregate.toBytes(moment);
  }

  @Override
  public byte[] merge(byte[] state, byte[] other) {
    Moment moment = aggregate.fromBytes(state);
    aggregate.merge(moment, aggregate.fromBytes(other));
    return aggregate.toBytes(moment);
  }

  @Override
  public Double finish(byte[] state) {
    return aggregate.result(aggregate.fromBytes(state));
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
