// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import io.github.sparkxent.sql.evaluation.EvaluateFunction;
import io.github.sparkxent.sql.evaluation.EvaluateRowFunction;
import io.github.sparkxent.sql.evaluation.EvaluateSequenceFunction;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import io.github.sparkxent.sql.evaluation.LossSumFunction;
import io.github.sparkxent.sql.evaluation.MergeStatesFunction;
import io.github.sparkxent.sql.evaluation.MetricsFunction;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The catalog of the SQL functions, such as {@code xent.softmax(logits)}.
 *
 * <p>One setting registers it, at launch or in a running session:
 *
 * <pre>{@code spark.sql.catalog.xent=io.github.sparkxent.sql.XentCatalog}</pre>
 *
 * <p>Public because Spark creates it by name, and not final because of the catalog that has
 * procedures too, which Spark 3.5 could not load.
 */
public class XentCatalog implements FunctionCatalog {
  /** The catalog's usual name. */
  public static final String NAME = "xent";

  private static final Map<String, UnboundFunction> FUNCTIONS = publicFunctions();

  /** The name of the option with the {@link EvaluationOptions} of a run, as text. */
  private static final String EVALUATION = "evaluation";

  /** The setting of a session that has the catalog's option, to be made before its first use. */
  public static final String EVALUATION_SETTING = "spark.sql.catalog." + NAME + "." + EVALUATION;

  /** The job's own: callable, but not offered; of a session of a run, those that have options. */
  private Map<String, UnboundFunction> internal =
      byName(List.of(new LossSumFunction(), LargestChangeFunction.FUNCTION));

  private String name = NAME;

  /** Creates the catalog; Spark then initializes it. */
  public XentCatalog() {}

  private static Map<String, UnboundFunction> publicFunctions() {
    Map<String, UnboundFunction> functions = byName(PublicFunctions.ALL);
    functions.putAll(byName(List.of(new MergeStatesFunction(), new MetricsFunction())));
    return functions;
  }

  private static Map<String, UnboundFunction> byName(List<? extends UnboundFunction> functions) {
    Map<String, UnboundFunction> byName = new TreeMap<>();
    for (UnboundFunction function : functions) {
      byName.put(function.name(), function);
    }
    return byName;
  }

  @Override
  public void initialize(String catalogName, CaseInsensitiveStringMap options) {
    name = catalogName;
    String text = options.get(EVALUATION);
    if (text != null) {
      EvaluationOptions evaluation = EvaluationOptions.ofText(text);
      internal =
          byName(
              List.of(
                  new EvaluateFunction(evaluation),
                  new EvaluateRowFunction(evaluation),
                  new EvaluateSequenceFunction(evaluation),
                  new LossSumFunction(),
                  LargestChangeFunction.FUNCTION,
                  new MergeStatesFunction(evaluation)));
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Identifier[] listFunctions(String[] namespace) {
    if (namespace.length > 0) {
      return new Identifier[0];
    }
    List<Identifier> identifiers =
        FUNCTIONS.keySet().stream().map(name -> Identifier.of(new String[0], name)).toList();
    return identifiers.toArray(new Identifier[0]);
  }

  @Override
  public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
    String function = identifier.name().toLowerCase(Locale.ROOT);
    UnboundFunction found = internal.getOrDefault(function, FUNCTIONS.get(function));
    if (found == null || identifier.namespace().length > 0) {
      throw new NoSuchFunctionException(identifier);
    }
    return found;
  }
}
