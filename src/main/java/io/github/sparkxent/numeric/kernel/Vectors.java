// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors of all kernels: as many lanes of each type as there are of doubles.
 *
 * <p>One length for each type on purpose, though floats would fit twice: where Java 17 has seen two
 * lengths of a type, it leaves vectors of that type on the heap, in loops of any length.
 */
final class Vectors {
  static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

  private static final VectorShape HALF = VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2);

  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_128.withShape(HALF);
  static final VectorSpecies<Integer> INTS = IntVector.SPECIES_128.withShape(HALF);

  /** How many lanes there are: 4 or 8. */
  static final int WIDTH = DOUBLES.length();

  private Vectors() {}
}
