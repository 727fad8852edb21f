// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import java.util.function.BiFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The types that a parameter takes: as the catalog tells them before a query runs, and as a classic
 * function finds them in a row.
 */
enum ArgumentType {
  /** Array of float, array of double, or packed. */
  LOGITS(Signature::logits, Signature.DOUBLES, UdfArgument::logits),

  /** Array of float. */
  FLOATS(Signature::floats, Signature.FLOATS, UdfArgument::floats),

  /** Array of float or of double. */
  DISTRIBUTION(Signature::distribution, Signature.DOUBLES, UdfArgument::doubles),

  /** An integer of at most 64 bits. */
  INTEGER(Signature::integer, DataTypes.LongType, UdfArgument::integer),

  /** Binary. */
  PACKED(Signature::binary, DataTypes.BinaryType, UdfArgument::binary),

  /** The name of an encoding of packed logits. */
  ENCODING(Signature::text, DataTypes.StringType, (name, value) -> value),

  /** A vector of Spark ML as it is stored. */
  VECTOR(Signature::vector, StoredVector.TYPE, UdfArgument::vector),

  /** A floating or integer number; Spark casts for a classic aggregate. */
  NUMBER(Signature::number, DataTypes.DoubleType, (name, value) -> value);

  private final BiFunction<Signature, Integer, DataType> accepted;
  private final DataType classic;
  private final BiFunction<String, Object, Object> reader;

  ArgumentType(
      BiFunction<Signature, Integer, DataType> accepted,
      DataType classic,
      BiFunction<String, Object, Object> reader) {
    this.accepted = accepted;
    this.classic = classic;
    this.reader = reader;
  }

  /** Returns the type to read an argument of the catalog's function as, or refuses it. */
  DataType accept(Signature signature, int argument) {
    return accepted.apply(signature, argument);
  }

  /** Returns the type of what {@link #read} returns. */
  DataType classic() {
    return classic;
  }

  /** Returns an argument of a classic function in Spark's own form, or refuses it. */
  Object read(String name, Object value) {
    return reader.apply(name, value);
  }
}
