// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.sql.XentCatalog;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** The session of a caller has another current catalog, one without databases. */
class CallersCatalogIT extends EvaluationFixture {
  CallersCatalogIT(SparkSession spark) {
    super(spark);
  }

  @Test
  void a_view_is_found_from_a_catalog_of_the_session_in_a_thread_that_has_no_session() {
    spark.conf().set("spark.sql.catalog.notebook", XentCatalog.class.getName());
    spark.sql("USE notebook");
    mnist().where("split = 'test'").createOrReplaceTempView("mine");
    SparkSession.clearActiveSession();

    assertThat(evaluate("input: {table: mine}").splits())
        .isEqualTo(evaluate(mnist().where("split = 'test'")).splits());
    assertThat(spark.catalog().currentCatalog()).isEqualTo("notebook");
  }
}
