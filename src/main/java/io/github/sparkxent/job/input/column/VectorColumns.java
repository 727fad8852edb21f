// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.column;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.when;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.sql.StoredVector;
import io.github.sparkxent.sql.XentCatalog;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.UserDefinedType;

/**
 * Columns of Spark ML's vectors, dense and sparse.
 *
 * <p>With spark-mllib on the class path Spark gives such a column a type of its own, which only
 * spark-mllib's function takes; without it the column is the stored struct.
 */
final class VectorColumns {
  private VectorColumns() {}

  /** Tells whether a column of this type holds vectors. */
  static boolean isVector(DataType type) {
    return StoredVector.isVector(type instanceof UserDefinedType<?> user ? user.sqlType() : type);
  }

  /** Returns the elements of a column of vectors as array of double, null for a null vector. */
  static Column toArray(Column vector, DataType type) {
    if (type instanceof UserDefinedType<?>) {
      return when(vector.isNotNull(), byMllib(vector, type));
    }
    return call_function(XentCatalog.NAME + "." + StoredVector.TO_ARRAY, vector);
  }

  /** Calls spark-mllib, which must be there, since the type is its own. */
  private static Column byMllib(Column vector, DataType type) {
    try {
      return (Column)
          Class.forName("org.apache.spark.ml.functions", true, type.getClass().getClassLoader())
              .getMethod("vector_to_array", Column.class, String.class)
              .invoke(null, vector, "float64");
    } catch (ReflectiveOperationException e) {
      throw EvaluationException.configuration(
          "a column is "
              + type.simpleString()
              + ", which only spark-mllib's vector_to_array reads, and that cannot be called: "
              + e,
          e);
    }
  }
}
