/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.sql;

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
