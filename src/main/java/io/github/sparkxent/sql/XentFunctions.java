// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import io.github.sparkxent.numeric.CrossEntropy;
import io.github.sparkxent.numeric.PackedLogits;
import io.github.sparkxent.numeric.Softmax;
import io.github.sparkxent.numeric.SoftmaxCrossEntropy;
import java.io.Serializable;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.UDFRegistration;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The functions of {@link XentCatalog} as classic user-defined functions, for those who cannot set
 * a catalog: {@code xent_softmax} stands for {@code xent.softmax}.
 *
 * <p>They give the same bits. They are slower, since Spark copies each array into objects, and they
 * find a wrong type only when they meet a row.
 */
public final class XentFunctions {
  private static final String PREFIX = "xent_";
  private static final DataType FLOATS = DataTypes.createArrayType(DataTypes.FloatType, false);
  private static final DataType DOUBLES = DataTypes.createArrayType(DataTypes.DoubleType, false);

  private XentFunctions() {}

  /**
   * Registers all functions as temporary functions of a session.
   *
   * @param spark the session
   */
  public static void registerAll(SparkSession spark) {
    UDFRegistration udf = spark.udf();
    one(udf, "softmax", logits -> Softmax.softmax(logits), DOUBLES);
    one(udf, "log_softmax", logits -> Softmax.logSoftmax(logits), DOUBLES);
    one(udf, "logsumexp", logits -> Softmax.logSumExp(logits), DataTypes.DoubleType);
    udf.register(
        PREFIX + "softmax_cross_entropy_with_logits",
        (UDF2<Object, Object, Double>)
            (logits, labels) ->
                logits == null || labels == null
                    ? null
                    : (Double)
                        SoftmaxCrossEntropy.dense(
                            UdfArgument.logits(logits), UdfArgument.doubles("labels", labels)),
        DataTypes.DoubleType);
    udf.register(
        PREFIX + "sparse_softmax_cross_entropy_with_logits",
        (UDF2<Object, Object, Double>)
            (logits, label) ->
                logits == null || label == null
                    ? null
                    : (Double)
                        SoftmaxCrossEntropy.sparse(
                            UdfArgument.logits(logits), UdfArgument.integer("label", label)),
        DataTypes.DoubleType);
    udf.register(
        PREFIX + "cross_entropy",
        (UDF2<Object, Object, Double>)
            (probabilities, labels) ->
                probabilities == null || labels == null
                    ? null
                    : (Double)
                        CrossEntropy.ofProbabilities(
                            UdfArgument.doubles("probabilities", probabilities),
                            UdfArgument.doubles("labels", labels)),
        DataTypes.DoubleType);
    udf.register(
        PREFIX + "one_hot",
        (UDF2<Object, Object, float[]>)
            (label, numClasses) ->
                label == null || numClasses == null
                    ? null
                    : OneHotFunction.oneHot(
                        UdfArgument.integer("label", label),
                        UdfArgument.integer("num_classes", numClasses)),
        FLOATS);
    udf.register(
        PREFIX + "pack",
        (UDF1<Object, byte[]>)
            logits ->
                logits == null ? null : PackedLogits.pack(UdfArgument.floats("logits", logits)),
        DataTypes.BinaryType);
    udf.register(
        PREFIX + "unpack",
        (UDF1<Object, float[]>)
            packed ->
                packed == null ? null : PackedLogits.unpack(UdfArgument.binary("packed", packed)),
        FLOATS);
    udf.register(
        PREFIX + VectorToArrayFunction.NAME,
        (UDF1<Object, double[]>)
            vector -> vector == null ? null : UdfArgument.vector("vector", vector),
        DOUBLES);
    udf.register(
        PREFIX + "exact_sum",
        functions.udaf(new MomentAggregator(MomentAggregator.Result.SUM), Encoders.DOUBLE()));
    udf.register(
        PREFIX + "exact_mean",
        functions.udaf(new MomentAggregator(MomentAggregator.Result.MEAN), Encoders.DOUBLE()));
  }

  /** A function of a row of logits that travels to the executors. */
  private interface OfLogits extends Serializable {
    Object apply(double[] logits);
  }

  private static void one(UDFRegistration udf, String name, OfLogits function, DataType result) {
    udf.register(
        PREFIX + name,
        (UDF1<Object, Object>)
            logits -> logits == null ? null : function.apply(UdfArgument.logits(logits)),
        result);
  }
}
