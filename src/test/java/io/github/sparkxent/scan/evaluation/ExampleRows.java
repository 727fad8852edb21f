// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.evaluation;

import io.github.sparkxent.numeric.LogitEncoding;
import io.github.sparkxent.scan.evaluation.ExampleForms.Id;
import io.github.sparkxent.scan.evaluation.ExampleForms.Label;
import io.github.sparkxent.scan.evaluation.ExampleForms.Logits;
import io.github.sparkxent.scan.parquet.ColumnForm;
import io.github.sparkxent.scan.parquet.DecodedColumn;
import io.github.sparkxent.scan.parquet.FilePart;
import io.github.sparkxent.scan.parquet.ParquetParts;
import io.github.sparkxent.scan.parquet.ParquetRows;
import io.github.sparkxent.scan.parquet.ScanTask;
import io.github.sparkxent.scan.parquet.TextTable;
import io.github.sparkxent.scan.parquet.TextTables;
import io.github.sparkxent.sql.evaluation.BaselineOptions;
import io.github.sparkxent.sql.evaluation.EvaluateFunction;
import io.github.sparkxent.sql.evaluation.EvaluationArguments;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import io.github.sparkxent.sql.evaluation.SequenceColumns;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.catalog.functions.AggregateFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Random rows with all faults, as Spark's rows and as columns of a file. */
final class ExampleRows {
  static final int CLASSES = 6;

  private static final int ROWS_OF_A_BATCH = 600;

  private final Path directory;
  private final SplittableRandom random;
  private final Logits logitsForm;
  private final Label labelForm;
  private Id idForm = Id.TEXT;
  private boolean forgets;

  /** Values as Java's: text as String, lists as arrays of boxes, broken bytes as byte[]. */
  private final List<Object> splits;

  private final List<Object> logits;
  private final List<Object> labels;
  private final List<Object> weights;
  private final List<Object> ids;
  private final List<List<Object>> slices = new ArrayList<>();
  private final List<Object> clusters;
  private List<Object> baseline = List.of();
  private Logits baselineForm;
  private String constant = "";

  ExampleRows(Path directory, long seed, int rows, Logits logitsForm, Label labelForm) {
    this.directory = directory;
    random = new SplittableRandom(seed);
    this.logitsForm = logitsForm;
    this.labelForm = labelForm;
    splits = column(rows, i -> "split " + random.nextInt(4));
    logits = column(rows, i -> logits(logitsForm));
    labels = column(rows, i -> label());
    weights = column(rows, i -> random.nextInt(3) == 0 ? weight() : 1.0);
    ids = column(rows, i -> (long) random.nextInt(1 << 30));
    clusters = column(rows, i -> "of " + random.nextInt(90));
  }

  private List<Object> column(int rows, IntFunction<Object> values) {
    List<Object> column = new ArrayList<>();
    int nulls = random.nextBoolean() ? 30 : Integer.MAX_VALUE;
    for (int i = 0; i < rows; i++) {
      column.add(random.nextInt(nulls) == 0 ? null : values.apply(i));
    }
    return column;
  }

  void useSplits(int count) {
    splits.replaceAll(old -> random.nextInt(50) == 0 ? null : "split " + random.nextInt(count));
  }

  void useId(Id id) {
    idForm = id;
  }

  void useBaseline(Logits form) {
    baselineForm = form;
    baseline = column(splits.size(), i -> logits(form));
  }

  void useSlices(int count, int values) {
    slices.clear();
    for (int i = 0; i < count; i++) {
      slices.add(column(splits.size(), row -> "v" + random.nextInt(values)));
    }
  }

  void useConstant(String name, boolean isNull) {
    List<Object> column = column(name.equals("slice") ? "slice_0" : name);
    constant = name.equals("slice") ? "slice_0" : name;
    Object first = column.stream().filter(value -> value != null).findFirst().orElseThrow();
    boolean canBe = first instanceof String || first instanceof Double;
    column.replaceAll(old -> isNull || !canBe ? null : first);
  }

  private List<Object> column(String name) {
    return switch (name) {
      case "split" -> splits;
      case "logits" -> logits;
      case "label" -> labels;
      case "weight" -> weights;
      case "id" -> ids;
      case "cluster" -> clusters;
      case "baseline_logits" -> baseline;
      default -> slices.get(Integer.parseInt(name.substring("slice_".length())));
    };
  }

  /** Gives a value that is no UTF-8 to a column of texts, in some rows. */
  void breakText(String name) {
    List<Object> column = column(name);
    for (int i = 7; i < column.size(); i += 13) {
      column.set(i, UTF8String.fromBytes(new byte[] {'a', (byte) 0xff}));
    }
  }

  /** Makes the tables of texts number anew before each batch. */
  void forgetTexts() {
    forgets = true;
  }

  private Object logits(Logits form) {
    int classes = random.nextInt(25) == 0 ? random.nextInt(40) : CLASSES;
    if (form.encoding() != null && random.nextInt(30) == 0) {
      return new byte[4 * classes + 3];
    }
    float scale = random.nextInt(40) == 0 ? 0 : 1;
    Float[] values = new Float[classes];
    for (int c = 0; c < classes; c++) {
      values[c] = scale * (float) random.nextDouble(-9, 9);
      if (form == Logits.EQUAL) {
        values[c] = 0.5f;
      } else if (random.nextInt(200) == 0) {
        float[] uncommon = {Float.NaN, 1 / 0f, -1 / 0f, -0.0f, 0, 6e4f, 1e-7f};
        values[c] = uncommon[random.nextInt(uncommon.length)];
      } else if (form.encoding() == null && random.nextInt(300) == 0) {
        values[c] = null;
      }
    }
    return values;
  }

  private Object label() {
    int label = random.nextInt(20) == 0 ? random.nextInt(-1, CLASSES + 2) : random.nextInt(CLASSES);
    return switch (labelForm) {
      case LONGS -> random.nextInt(40) == 0 ? label + (1L << 32) : (long) label;
      case DOUBLES -> random.nextInt(40) == 0 ? label + 0.5 : (double) label;
      case NAMES -> "class " + label;
      default -> masses(Math.max(0, label));
    };
  }

  private Object masses(int label) {
    Double[] masses = new Double[random.nextInt(40) == 0 ? label : CLASSES];
    Arrays.fill(masses, 0.0);
    if (masses.length > 0) {
      masses[label % masses.length] += 0.25;
      masses[random.nextInt(masses.length)] += random.nextInt(30) == 0 ? 0.5 : 0.75;
      if (random.nextInt(40) == 0) {
        masses[0] = random.nextBoolean() ? null : (Double) (-1.0);
      }
    }
    return masses;
  }

  private Object weight() {
    double[] weights = {0, 0.1, 2, -1, Double.NaN, Double.POSITIVE_INFINITY};
    return weights[random.nextInt(weights.length)];
  }

  /** Returns options with the encodings of these rows. */
  private EvaluationOptions encoded(EvaluationOptions options) {
    BaselineOptions baseline = options.baseline();
    return new EvaluationOptions(
        options.loss(),
        options.numClasses(),
        options.labelSumTolerance(),
        options.kind(),
        encoding(logitsForm),
        options.probabilitySumTolerance(),
        options.classes(),
        options.maxSplits(),
        options.metrics(),
        baseline == null
            ? null
            : new BaselineOptions(
                baseline.form(), baseline.kind(), encoding(baselineForm), baseline.hasLabel()),
        SequenceColumns.NONE);
  }

  private static LogitEncoding encoding(Logits form) {
    return form == null || form.encoding() == null ? LogitEncoding.FLOAT32 : form.encoding();
  }

  private static StructType types(EvaluationOptions options, ExampleRows rows) {
    StructType types = new StructType();
    for (String name : EvaluationArguments.of(options).names()) {
      types = types.add(name, rows.type(name));
    }
    return types;
  }

  private DataType type(String name) {
    return switch (name) {
      case "logits" -> logitsForm.type();
      case "baseline_logits" -> baselineForm.type();
      case "label" -> labelForm.type();
      case "weight" -> DataTypes.DoubleType;
      case "id" -> idForm.type();
      default -> DataTypes.StringType;
    };
  }

  /** Returns the state that the function makes of the rows. */
  @SuppressWarnings("unchecked")
  byte[] byRow(EvaluationOptions unpacked) {
    EvaluationOptions options = encoded(unpacked);
    withSlices(options);
    AggregateFunction<Serializable, byte[]> function =
        (AggregateFunction<Serializable, byte[]>)
            new EvaluateFunction(options).bind(types(options, this));
    Serializable state = function.newAggregationState();
    for (int i = 0; i < splits.size(); i++) {
      int at = i;
      Object[] row =
          EvaluationArguments.of(options).names().stream()
              .map(name -> sparkValue(name, at))
              .toArray();
      state = function.update(state, new GenericInternalRow(row));
    }
    return function.produceResult(state);
  }

  private void withSlices(EvaluationOptions options) {
    if (options.metrics().slices().size() != slices.size()) {
      useSlices(options.metrics().slices().size(), 5);
    }
  }

  private Object spark(String name, Object value) {
    if (value instanceof String text) {
      return UTF8String.fromString(text);
    } else if (value instanceof Float[] floats) {
      return (name.equals("logits") ? logitsForm : baselineForm).spark(floats);
    } else if (value instanceof Double[] masses) {
      return labelForm.spark(masses);
    }
    return value;
  }

  /** Returns the state of the columns of a file with the rows, read some at a time. */
  byte[] byColumn(EvaluationOptions unpacked) throws IOException {
    EvaluationOptions options = encoded(unpacked);
    withSlices(options);
    Path file = Files.createTempFile(directory, "rows", ".parquet");
    write(file, types(options, this));
    String[] names = types(options, this).fieldNames();
    List<ColumnForm> forms = Arrays.stream(names).map(this::form).toList();
    List<TextTable> tables = ParquetParts.tables(forms);
    FilePart part = ParquetParts.of(file, names);
    ColumnEvaluation evaluation = new ColumnEvaluation(options);
    try (ScanTask task = new ScanTask(new Configuration());
        ParquetRows rows = new ParquetRows(task, part, forms, tables)) {
      Map<String, Argument> arguments = new HashMap<>();
      for (int i = 0; i < names.length; i++) {
        if (!names[i].equals("id") || idForm != Id.NONE) {
          arguments.put(names[i], argument(names[i], rows.column(i)));
        }
      }
      evaluation.take(arguments);
      int count;
      while ((count = rows.next(1 + random.nextInt(ROWS_OF_A_BATCH))) > 0
          && evaluation.add(count)) {
        rows.advance(count);
        if (forgets) {
          tables.stream().filter(table -> table != null).forEach(TextTables::fill);
        }
      }
    }
    return evaluation.toByteArray();
  }

  private Argument argument(String name, DecodedColumn column) {
    if (!name.equals(constant)) {
      return new Argument(column, null);
    }
    Object value = column(name).get(0);
    return new Argument(null, value instanceof Long id ? id.toString() : value);
  }

  private ColumnForm form(String name) {
    return switch (name) {
      case "logits" -> logitsForm.form();
      case "baseline_logits" -> baselineForm.form();
      case "label" -> labelForm.form();
      case "weight" -> ColumnForm.DOUBLES;
      case "id" -> idForm.form();
      default -> ColumnForm.TEXTS;
    };
  }

  private void write(Path file, StructType types) throws IOException {
    ExampleFile target =
        new ExampleFile(types, 500 + random.nextInt(50_000), 20_000L + random.nextInt(500_000));
    target.write(file, splits.size(), this::sparkValue);
  }

  private Object sparkValue(String name, int row) {
    Object value = column(name).get(row);
    return name.equals("id") ? idForm.spark(value) : spark(name, value);
  }
}
