// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import static io.github.sparkxent.sql.ArgumentType.DISTRIBUTION;
import static io.github.sparkxent.sql.ArgumentType.FLOATS;
import static io.github.sparkxent.sql.ArgumentType.INTEGER;
import static io.github.sparkxent.sql.ArgumentType.LOGITS;
import static io.github.sparkxent.sql.ArgumentType.NUMBER;
import static io.github.sparkxent.sql.ArgumentType.PACKED;
import static io.github.sparkxent.sql.ArgumentType.VECTOR;

import io.github.sparkxent.sql.PublicFunction.Parameter;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The functions for users, all of them, each once. */
final class PublicFunctions {
  private static final DataType DOUBLE = DataTypes.DoubleType;
  private static final DataType ARRAY_OF_FLOAT =
      DataTypes.createArrayType(DataTypes.FloatType, false);
  private static final DataType ARRAY_OF_DOUBLE = DataTypes.createArrayType(DOUBLE, false);

  private static final Parameter OF_LOGITS = new Parameter("logits", LOGITS);
  private static final Parameter OF_LABELS = new Parameter("labels", DISTRIBUTION);
  private static final Parameter OF_LABEL = new Parameter("label", INTEGER);
  private static final Parameter ENCODING = new Parameter("encoding", ArgumentType.ENCODING, true);
  private static final String ENCODINGS =
      "; encoding: 'float32' (default), 'float16' or 'bfloat16', little-endian";
  private static final String LOGITS_TYPES =
      "; logits: array<float>, array<double> or packed binary";

  static final List<PublicFunction> ALL =
      List.of(
          new PublicFunction(
              "softmax",
              List.of(OF_LOGITS),
              ARRAY_OF_DOUBLE,
              "the probabilities exp(z_i) / sum exp(z_j), array<double>" + LOGITS_TYPES,
              to ->
                  to.isDoubles(0)
                      ? new BoundSoftmax.SoftmaxOfDoubles(to)
                      : new BoundSoftmax.SoftmaxOfFloats(to)),
          new PublicFunction(
              "log_softmax",
              List.of(OF_LOGITS),
              ARRAY_OF_DOUBLE,
              "the logarithms z_i - log(sum exp(z_j)) of the probabilities, array<double>"
                  + LOGITS_TYPES,
              to ->
                  to.isDoubles(0)
                      ? new BoundSoftmax.LogSoftmaxOfDoubles(to)
                      : new BoundSoftmax.LogSoftmaxOfFloats(to)),
          new PublicFunction(
              "logsumexp",
              List.of(OF_LOGITS),
              DOUBLE,
              "the normaliser log(sum exp(z_j)), double" + LOGITS_TYPES,
              to ->
                  to.isDoubles(0)
                      ? new BoundSoftmax.LogSumExpOfDoubles(to)
                      : new BoundSoftmax.LogSumExpOfFloats(to)),
          new PublicFunction(
              "sparse_softmax_cross_entropy_with_logits",
              List.of(OF_LOGITS, OF_LABEL),
              DOUBLE,
              "the loss in nats, double" + LOGITS_TYPES + "; label: the class id, an integer type",
              to ->
                  to.isDoubles(0)
                      ? new BoundLoss.SparseOfDoubles(to)
                      : new BoundLoss.SparseOfFloats(to)),
          new PublicFunction(
              "softmax_cross_entropy_with_logits",
              List.of(OF_LOGITS, OF_LABELS),
              DOUBLE,
              "the loss in nats, double"
                  + LOGITS_TYPES
                  + "; labels: the distribution, array<float> or array<double>",
              BoundLoss::ofLogits),
          new PublicFunction(
              "cross_entropy",
              List.of(new Parameter("probabilities", DISTRIBUTION), OF_LABELS),
              DOUBLE,
              "the loss -sum p log q in nats, double; both: array<float> or array<double>;"
                  + " from logits use softmax_cross_entropy_with_logits",
              BoundLoss::ofProbabilities),
          new PublicFunction(
              "one_hot",
              List.of(OF_LABEL, new Parameter("num_classes", INTEGER)),
              ARRAY_OF_FLOAT,
              "1 at the class id, else 0, array<float>; label and num_classes: integer types",
              BoundConversion.OneHot::new),
          new PublicFunction(
              "pack",
              List.of(new Parameter("logits", FLOATS), ENCODING),
              DataTypes.BinaryType,
              "the logits one behind the other, binary; logits: array<float>" + ENCODINGS,
              BoundConversion::pack),
          new PublicFunction(
              "unpack",
              List.of(new Parameter("packed", PACKED), ENCODING),
              ARRAY_OF_FLOAT,
              "the logits, array<float>; packed: binary" + ENCODINGS,
              BoundConversion::unpack),
          new PublicFunction(
              StoredVector.TO_ARRAY,
              List.of(new Parameter("vector", VECTOR)),
              ARRAY_OF_DOUBLE,
              "the elements of a dense or sparse vector, array<double>; vector: "
                  + StoredVector.TYPE.catalogString(),
              BoundConversion.VectorToArray::new),
          new PublicFunction(
              "exact_sum",
              List.of(new Parameter("x", NUMBER)),
              DOUBLE,
              "the exact sum rounded once, double; NULL if there is no x that is not NULL",
              to -> new BoundMoment(to, BoundMoment.Figure.SUM)),
          new PublicFunction(
              "exact_mean",
              List.of(new Parameter("x", NUMBER)),
              DOUBLE,
              "the exact mean rounded once, double; NULL if there is no x that is not NULL",
              to -> new BoundMoment(to, BoundMoment.Figure.MEAN)));

  private PublicFunctions() {}
}
