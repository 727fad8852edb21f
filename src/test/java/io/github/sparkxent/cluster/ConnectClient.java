// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cluster;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/**
 * A client of Spark Connect: sets the catalog in its session and prints the result of each query.
 * Runs with the client's class path alone, where there is no class of Spark's engine nor of ours.
 */
final class ConnectClient {
  private ConnectClient() {}

  /**
   * Runs queries.
   *
   * @param args the server's address, then queries, whose first rows are printed
   * @throws IOException if the session cannot be closed
   */
  public static void main(String[] args) throws IOException {
    SparkSession spark = SparkSession.builder().remote(args[0]).getOrCreate();
    spark
        .conf()
        .set("spark.sql.catalog.xent", "io.github.sparkxent.procedure.XentProcedureCatalog");
    for (int i = 1; i < args.length; i++) {
      System.out.println(spark.sql(args[i]).toJSON().collectAsList().get(0));
    }
    spark.close();
  }
}
