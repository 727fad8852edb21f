// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.metric.ranking.ScoreBins;
import io.github.sparkxent.row.ListedClasses;
import io.github.sparkxent.row.PredictionKind;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowEvaluator;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.sql.BoundScalar;
import io.github.sparkxent.sql.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * {@code xent.evaluate_row(split, logits, label, weight, num_classes[, kept])}: what {@code
 * xent.evaluate} finds of each row, as a struct whose figures are null unless the row is evaluated.
 * The number of classes, 0 for any, is that of the evaluation, which may be known only after a
 * first pass.
 *
 * <p>It has no {@code invoke} for generated code, since Spark gives that a null for the whole row
 * where a number is null.
 */
public final class EvaluateRowFunction implements UnboundFunction {
  /** The function's name in the catalog. */
  public static final String NAME = "evaluate_row";

  /** The field with the {@link RowStatus#reason} of the row's status. */
  public static final String STATUS = "status";

  /** The field with the number of the row's logits. */
  public static final String NUM_CLASSES = "num_classes";

  /** The field with the loss. */
  public static final String LOSS = "loss";

  /** The field with the row's own weight. */
  public static final String WEIGHT = "weight";

  /** The field with the class of the label. */
  public static final String LABEL = "label";

  /** The field with the predicted class. */
  public static final String PREDICTION = "prediction";

  /** The field with the probability of the prediction. */
  public static final String CONFIDENCE = "confidence";

  /** The field with the rank of the label, 0 for the prediction. */
  public static final String RANK = "rank";

  /** The field with the Brier score. */
  public static final String BRIER_SCORE = "brier_score";

  /** The field with whether the loss is only known to be that much; null where it always is. */
  public static final String LOSS_IS_LOWER_BOUND = "loss_is_lower_bound";

  /** The field with what a row of two classes is ranked by; only in runs that rank rows. */
  public static final String SCORE = "score";

  /** The field with the bin of the score; likewise. */
  public static final String SCORE_BIN = "score_bin";

  static final StructType TYPE =
      new StructType()
          .add(STATUS, DataTypes.StringType, false)
          .add(NUM_CLASSES, DataTypes.IntegerType, false)
          .add(LOSS, DataTypes.DoubleType)
          .add(WEIGHT, DataTypes.DoubleType)
          .add(LABEL, DataTypes.IntegerType)
          .add(PREDICTION, DataTypes.IntegerType)
          .add(RANK, DataTypes.IntegerType)
          .add(CONFIDENCE, DataTypes.DoubleType)
          .add(BRIER_SCORE, DataTypes.DoubleType)
          .add("margin", DataTypes.DoubleType)
          .add(LOSS_IS_LOWER_BOUND, DataTypes.BooleanType);

  private static final StructType RANKED_TYPE =
      TYPE.add(SCORE, DataTypes.DoubleType).add(SCORE_BIN, DataTypes.IntegerType);

  private final EvaluationOptions options;

  /** Creates the function of a run. */
  public EvaluateRowFunction(EvaluationOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return NAME
        + "(split, logits, label, weight, num_classes[, kept]) - a row's status and figures";
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    List<String> names = new ArrayList<>(EvaluationArguments.ROW);
    names.add(NUM_CLASSES);
    if (EvaluationArguments.hasKept(inputType)) {
      names.add(EvaluationArguments.KEPT);
    }
    Signature signature = new Signature(NAME, inputType, names.toArray(new String[0]));
    DataType[] types = Arrays.copyOf(RowReader.types(signature, options.kind()), names.size());
    int numClasses = names.indexOf(NUM_CLASSES);
    types[numClasses] = DataTypes.IntegerType;
    if (!signature.type(numClasses).equals(DataTypes.IntegerType)) {
      throw signature.refuse(numClasses, "int");
    }
    if (numClasses < names.size() - 1) {
      types[numClasses + 1] = DataTypes.BooleanType;
    }
    return new Bound(options, types);
  }

  /** Returns the struct of a row of columns of one row, which is evaluated. */
  static InternalRow result(RowColumns row, boolean isListed) {
    Object[] fields = new Object[(row.scores == null ? TYPE : RANKED_TYPE).length()];
    fields[0] = UTF8String.fromString(row.statuses[0].reason());
    fields[1] = row.numClasses[0];
    if (row.statuses[0] == RowStatus.EVALUATED) {
      fields[2] = row.losses[0];
      fields[3] = row.weights[0];
      fields[4] = row.labels[0];
      fields[5] = row.predictions[0];
      fields[6] = row.ranks[0];
      fields[7] = row.confidences[0];
      fields[8] = row.brierScores[0];
      fields[9] = row.margins[0];
      if (isListed) {
        keepKnown(fields, row.listed[0], row.labels[0]);
      }
      if (row.scores != null) {
        fields[11] = row.scores[0];
        fields[12] = ScoreBins.of(row.scores[0]);
      }
    }
    return new GenericInternalRow(fields);
  }

  /** Makes null what a row does not tell that lists some classes only. */
  private static void keepKnown(Object[] fields, ListedClasses listed, int label) {
    boolean isUnlisted = !listed.contains(label);
    fields[8] = null;
    fields[10] = isUnlisted;
    fields[6] = isUnlisted ? null : fields[6];
    fields[9] = isUnlisted || listed.size() == 1 ? null : fields[9];
  }

  /** The function of a run, bound to types. */
  static final class Bound extends BoundScalar<InternalRow> {
    private static final long serialVersionUID = 1L;

    private final EvaluationOptions options;

    /** What the thread that called last reads rows with. */
    private transient Mine last;

    private record Mine(
        Thread thread, int numClasses, RowEvaluator evaluator, RowReader reader, RowColumns row) {}

    Bound(EvaluationOptions options, DataType[] types) {
      super(NAME, options.metrics().ranking() == null ? TYPE : RANKED_TYPE, types);
      this.options = options;
    }

    @Override
    public boolean isResultNullable() {
      return false;
    }

    @Override
    public String canonicalName() {
      return super.canonicalName() + options.toText();
    }

    @Override
    public InternalRow produceResult(InternalRow input) {
      Mine mine = mine(input.getInt(EvaluationArguments.ROW.size()));
      mine.reader.read(input, mine.row, 0);
      mine.evaluator.evaluate(mine.row, 0, 1);
      return result(mine.row, options.kind() == PredictionKind.TOP_LOG_PROBABILITIES);
    }

    private Mine mine(int numClasses) {
      Mine mine = last;
      if (mine == null || mine.thread != Thread.currentThread() || mine.numClasses != numClasses) {
        RowEvaluator evaluator = options.evaluator(numClasses);
        RowReader reader = new RowReader(evaluator, options, inputTypes(), 1);
        RowColumns row = new RowColumns(1);
        if (options.metrics().ranking() != null) {
          row.keepScores();
        }
        mine = new Mine(Thread.currentThread(), numClasses, evaluator, reader, row);
        last = mine;
      }
      return mine;
    }
  }
}
