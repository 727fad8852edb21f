// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.procedure;

import io.github.sparkxent.sql.XentCatalog;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.ProcedureCatalog;
import org.apache.spark.sql.connector.catalog.procedures.UnboundProcedure;

/**
 * The catalog of the SQL functions that also has the procedures: {@code CALL xent.evaluate(config
 * => '...')}. It needs Spark 4.0 or later.
 *
 * <p>One setting registers it, at launch or in a running session:
 *
 * <pre>{@code spark.sql.catalog.xent=io.github.sparkxent.procedure.XentProcedureCatalog}</pre>
 *
 * <p>Public because Spark creates it by name.
 */
public final class XentProcedureCatalog extends XentCatalog implements ProcedureCatalog {
  private static final List<XentProcedure> PROCEDURES =
      List.of(new CheckProcedure(), new EvaluateProcedure(), new MergeProcedure());

  /** Creates the catalog; Spark then initializes it. */
  public XentProcedureCatalog() {}

  /** Lists the procedures, for Spark 4.1 and later; 4.0 has no such method. */
  @Override
  public Identifier[] listProcedures(String[] namespace) {
    if (namespace.length > 0) {
      return new Identifier[0];
    }
    return PROCEDURES.stream()
        .map(procedure -> Identifier.of(namespace, procedure.name()))
        .toArray(Identifier[]::new);
  }

  @Override
  public UnboundProcedure loadProcedure(Identifier identifier) {
    String name = identifier.name().toLowerCase(Locale.ROOT);
    return PROCEDURES.stream()
        .filter(one -> one.name().equals(name) && identifier.namespace().length == 0)
        .findFirst()
        .orElseThrow(() -> unknown(identifier));
  }

  private static IllegalArgumentException unknown(Identifier identifier) {
    List<String> names = PROCEDURES.stream().map(XentProcedure::name).toList();
    return new IllegalArgumentException(
        "no procedure " + identifier + ", expected one of " + String.join(", ", names));
  }
}
