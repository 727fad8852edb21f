// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests local sessions over one context for the whole JVM, with the catalog of the functions
 * and the {@link FaultyFileSystem}.
 */
public final class SparkSessions implements ParameterResolver, AfterEachCallback {
  private static SparkSession shared() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("spark-xent tests")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.catalog.xent", "io.github.sparkxent.sql.XentCatalog")
        .config("spark.hadoop.fs.faulty.impl", FaultyFileSystem.class.getName())
        .getOrCreate();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SparkSession.class;
  }

  /** Returns a session of its own over the shared context, so that settings do not leak. */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return shared().newSession();
  }

  /** Takes back what a test may have set for the whole JVM. */
  @Override
  public void afterEach(ExtensionContext context) {
    FaultyFileSystem.clear();
    SparkSession.clearActiveSession();
  }
}
