// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.failure;

import java.util.List;

/**
 * The connector that Hadoop needs to reach the storage of a scheme.
 *
 * @param scheme the scheme of its paths
 * @param implementation the class that Hadoop looks for
 * @param coordinates where Maven has it
 * @param isNamed whether Hadoop knows the class by itself, without a setting
 */
record StorageConnector(String scheme, String implementation, String coordinates, boolean isNamed) {
  /** The first Hadoop with a connector of its own for gs, and the first with none for wasb. */
  private static final int[] OF_3_5 = {3, 5};

  private static List<StorageConnector> all(String hadoop) {
    return List.of(
        named("s3a", "s3a.S3AFileSystem", "hadoop-aws", hadoop),
        named("abfs", "azurebfs.AzureBlobFileSystem", "hadoop-azure", hadoop),
        named("abfss", "azurebfs.SecureAzureBlobFileSystem", "hadoop-azure", hadoop),
        named("wasb", "azure.NativeAzureFileSystem", "hadoop-azure", hadoop),
        named("wasbs", "azure.NativeAzureFileSystem$Secure", "hadoop-azure", hadoop),
        named("adl", "adl.AdlFileSystem", "hadoop-azure-datalake", hadoop),
        named("obs", "obs.OBSFileSystem", "hadoop-huaweicloud", hadoop),
        unnamed("oss", "aliyun.oss.AliyunOSSFileSystem", "hadoop-aliyun", hadoop),
        unnamed("cosn", "cosn.CosNFileSystem", "hadoop-cos", hadoop),
        isAtLeast(hadoop, OF_3_5)
            ? named("gs", "gs.GoogleHadoopFileSystem", "hadoop-gcp", hadoop)
            : new StorageConnector(
                "gs",
                "com.google.cloud.hadoop.fs.gcs.GoogleHadoopFileSystem",
                "com.google.cloud.bigdataoss:gcs-connector:hadoop3-2.2.26",
                false));
  }

  private static StorageConnector named(String scheme, String name, String jar, String version) {
    return of(scheme, name, jar, version, true);
  }

  private static StorageConnector unnamed(String scheme, String name, String jar, String version) {
    return of(scheme, name, jar, version, false);
  }

  private static StorageConnector of(
      String scheme, String name, String jar, String version, boolean isNamed) {
    return new StorageConnector(
        scheme,
        "org.apache.hadoop.fs." + name,
        "org.apache.hadoop:" + jar + ":" + version,
        isNamed);
  }

  /**
   * Returns the message for paths whose connector is missing.
   *
   * @param scheme the scheme, in lower case
   */
  static String advice(String scheme, String hadoop) {
    String other = successor(scheme, hadoop);
    String known = other == null ? scheme : other;
    for (StorageConnector one : all(hadoop)) {
      if (one.scheme.equals(known)) {
        return (other == null
                ? "the connector for the scheme " + scheme + " is not on the class path, expected "
                : "Hadoop "
                    + hadoop
                    + " has no connector for the scheme "
                    + scheme
                    + ", expected "
                    + other
                    + ":// and ")
            + one.options();
      }
    }
    return "nothing on the class path reads the scheme "
        + scheme
        + ", expected one such as file, hdfs, s3a, abfss or gs";
  }

  /** Returns the scheme that replaced one that Hadoop no longer has, or null. */
  private static String successor(String scheme, String hadoop) {
    return switch (scheme) {
      case "s3", "s3n" -> "s3a";
      case "wasb", "wasbs" -> isAtLeast(hadoop, OF_3_5) ? scheme.replace("wasb", "abfs") : null;
      default -> null;
    };
  }

  /** Returns the scheme of the connector with a class, or null. */
  static String schemeOf(String className, String hadoop) {
    return all(hadoop).stream()
        .filter(one -> one.implementation.equals(className))
        .map(StorageConnector::scheme)
        .findFirst()
        .orElse(null);
  }

  private String options() {
    return "--packages "
        + coordinates
        + (isNamed ? "" : " --conf spark.hadoop.fs." + scheme + ".impl=" + implementation);
  }

  private static boolean isAtLeast(String version, int... expected) {
    String[] parts = version.split("\\D+");
    for (int i = 0; i < expected.length; i++) {
      int part = i < parts.length && !parts[i].isEmpty() ? Integer.parseInt(parts[i]) : 0;
      if (part != expected[i]) {
        return part > expected[i];
      }
    }
    return true;
  }
}
