// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import io.github.sparkxent.sql.PublicFunction.Parameter;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.UDFRegistration;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The functions of {@link XentCatalog} as classic user-defined functions, for users who cannot set
 * a catalog: {@code xent_softmax} stands for {@code xent.softmax}.
 *
 * <p>They give the same bits and have no optional arguments. They are slower, since Spark copies
 * each array into objects, and find a wrong type only when they meet a row.
 */
public final class XentFunctions {
  private static final String PREFIX = "xent_";

  private XentFunctions() {}

  /**
   * Registers all functions as temporary functions of a session.
   *
   * @param spark the session
   */
  public static void registerAll(SparkSession spark) {
    for (PublicFunction function : PublicFunctions.ALL) {
      register(spark.udf(), PREFIX + function.name(), function);
    }
  }

  private static void register(UDFRegistration udf, String name, PublicFunction function) {
    BoundFunction bound = function.bindClassic();
    if (bound instanceof BoundMoment moment) {
      udf.register(name, functions.udaf(new ClassicAggregate(moment), Encoders.DOUBLE()));
      return;
    }
    Call call = new Call((BoundScalar<?>) bound, function.required());
    if (function.required().size() == 1) {
      udf.register(name, (UDF1<Object, Object>) call::apply, function.resultType());
    } else {
      udf.register(name, (UDF2<Object, Object, Object>) call::apply, function.resultType());
    }
  }

  /** Calls a function of the catalog with objects; travels to the executors. */
  private record Call(BoundScalar<?> function, List<Parameter> parameters) implements Serializable {
    Object apply(Object... arguments) {
      Object[] read = new Object[arguments.length];
      for (int i = 0; i < read.length; i++) {
        if (arguments[i] == null) {
          return null;
        }
        read[i] = parameters.get(i).type().read(parameters.get(i).name(), arguments[i]);
      }
      Object result = function.produceResult(new GenericInternalRow(read));
      return result instanceof ArrayData array ? elements(array) : result;
    }

    private Object elements(ArrayData array) {
      DataType element = ((ArrayType) function.resultType()).elementType();
      return element.equals(DataTypes.FloatType) ? array.toFloatArray() : array.toDoubleArray();
    }
  }
}
