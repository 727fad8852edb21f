// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.report.EvaluationReport;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

/** A logistic regression of Spark ML, trained here, evaluated from the vectors that it gives. */
class MlVectorsIT extends EvaluationFixture {
  MlVectorsIT(SparkSession spark) {
    super(spark);
  }

  private EvaluationReport evaluateBy(String columns) {
    return evaluate(
        directory.resolve("predictions"), "columns={" + columns + "}", "quality.invalid_rows=skip");
  }

  /** Writes predictions, with labels as sparse one-hot vectors too, and a row without any. */
  private Dataset<Row> predictions() {
    Dataset<Row> rows =
        spark
            .read()
            .parquet("data/mnist/softmax_regression")
            .where("example_id < 2000")
            .select(
                functions.expr("double(label)").as("label"),
                org.apache
                    .spark
                    .ml
                    .functions
                    .array_to_vector(functions.col("logits"))
                    .as("features"));
    LogisticRegressionModel model = new LogisticRegression().setMaxIter(5).fit(rows);
    Dataset<Row> predictions =
        new OneHotEncoder()
            .setInputCol("label")
            .setOutputCol("one_hot")
            .setDropLast(false)
            .fit(rows)
            .transform(model.transform(rows))
            .select("label", "one_hot", "rawPrediction", "probability", "prediction");
    predictions
        .unionByName(
            predictions
                .limit(1)
                .withColumn(
                    "rawPrediction", functions.expr("nullif(rawPrediction, rawPrediction)")))
        .write()
        .parquet(directory.resolve("predictions").toString());
    return predictions;
  }

  private static double mean(EvaluationReport report) {
    return report.splits().get(0).metrics().value("loss_mean").doubleValue();
  }

  @Test
  void raw_predictions_are_logits_and_their_loss_is_mllib_s() {
    Dataset<Row> predictions = predictions();
    double expected =
        new MulticlassClassificationEvaluator().setMetricName("logLoss").evaluate(predictions);

    EvaluationReport dense = evaluateBy("logits: rawPrediction");

    assertThat(mean(dense)).isCloseTo(expected, within(1e-12));
    assertThat(dense.splits().get(0).rows().evaluated()).isEqualTo(2000);
    assertThat(dense.splits().get(0).rows().invalidByReason()).containsEntry("null_logits", 1L);
    assertThat(evaluateBy("logits: rawPrediction, label: one_hot").splits())
        .isEqualTo(dense.splits());
    assertThat(mean(evaluateBy("logits: probability, input_kind: probabilities")))
        .isCloseTo(expected, within(1e-3));
  }
}
