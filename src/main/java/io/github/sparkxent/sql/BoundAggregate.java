// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.AggregateFunction;
import org.apache.spark.sql.types.DataType;

/**
 * The base of all aggregates: their name and types, and how their state travels.
 *
 * <p>Spark deserialises the state of a V2 aggregate without the class loader of the user's jar, so
 * under spark-submit it finds no class of this jar. In memory the state is a {@link Held} of the
 * mergeable state; on the wire it is that state's versioned {@code byte[]}; merge and produceResult
 * take either.
 *
 * @param <S> the mergeable state
 * @param <R> the result
 */
public abstract class BoundAggregate<S, R> implements AggregateFunction<Serializable, R> {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final DataType resultType;
  private final DataType[] inputTypes;

  /**
   * Creates a bound aggregate.
   *
   * @param name its name in the catalog
   * @param resultType the type of its result
   * @param inputTypes the types of its arguments
   */
  public BoundAggregate(String name, DataType resultType, DataType... inputTypes) {
    this.name = name;
    this.resultType = resultType;
    this.inputTypes = inputTypes;
  }

  /**
   * Creates a state.
   *
   * @return a state that has seen no row
   */
  public abstract S create();

  /**
   * Adds a row.
   *
   * @param state where to
   * @param input the aggregate's arguments
   */
  public abstract void add(S state, InternalRow input);

  /**
   * Adds all that another state has seen.
   *
   * @param state where to
   * @param other the other state
   */
  public abstract void merge(S state, S other);

  /**
   * Returns the result.
   *
   * @param state what was seen
   * @return the aggregate's value, or null
   */
  public abstract R result(S state);

  /**
   * Writes a state.
   *
   * @param state what was seen
   * @return its versioned bytes
   */
  public abstract byte[] toBytes(S state);

  /**
   * Reads a state.
   *
   * @param bytes what {@link #toBytes} wrote
   * @return the state
   */
  public abstract S fromBytes(byte[] bytes);

  @Override
  public final Serializable newAggregationState() {
    return new Held<>(this, create());
  }

  @Override
  public final Serializable update(Serializable state, InternalRow input) {
    Held<S> held = held(state);
    add(held.state, input);
    return held;
  }

  @Override
  public final Serializable merge(Serializable left, Serializable right) {
    Held<S> held = held(left);
    merge(held.state, held(right).state);
    return held;
  }

  @Override
  public final R produceResult(Serializable state) {
    return result(held(state).state);
  }

  @SuppressWarnings("unchecked")
  private Held<S> held(Serializable state) {
    return state instanceof byte[] bytes ? new Held<>(this, fromBytes(bytes)) : (Held<S>) state;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public String canonicalName() {
    return BoundScalar.canonicalName(name, inputTypes);
  }

  @Override
  public final DataType[] inputTypes() {
    return inputTypes.clone();
  }

  @Override
  public final DataType resultType() {
    return resultType;
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof BoundAggregate<?, ?> that
        && getClass() == that.getClass()
        && canonicalName().equals(that.canonicalName());
  }

  @Override
  public final int hashCode() {
    return canonicalName().hashCode();
  }

  /** A state in memory. It is written as its bytes, never itself. */
  private static final class Held<S> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient BoundAggregate<S, ?> aggregate;
    private final transient S state;

    Held(BoundAggregate<S, ?> aggregate, S state) {
      this.aggregate = aggregate;
      this.state = state;
    }

    Object writeReplace() {
      return aggregate.toBytes(state);
    }
  }
}
