// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import io.github.sparkxent.sql.evaluation.EvaluateRowFunction;
import io.github.sparkxent.sql.evaluation.EvaluateSplitsFunction;
import java.util.Locale;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The catalog with which the job's plan gives the sum and the mean of the loss alone: what the job
 * would be without its other metrics.
 */
public final class LossJobCatalog implements FunctionCatalog {
  private final XentCatalog others = new XentCatalog();

  /** Creates the catalog; Spark does. */
  public LossJobCatalog() {}

  @Override
  public void initialize(String catalogName, CaseInsensitiveStringMap options) {
    others.initialize(catalogName, options);
  }

  @Override
  public String name() {
    return others.name();
  }

  @Override
  public Identifier[] listFunctions(String[] namespace) {
    return others.listFunctions(namespace);
  }

  @Override
  public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
    return switch (identifier.name().toLowerCase(Locale.ROOT)) {
      case EvaluateRowFunction.NAME -> new RowLossFunction();
      case EvaluateSplitsFunction.NAME -> new SplitLossesFunction();
      default -> others.loadFunction(identifier);
    };
  }
}
