// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.VersionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths whose storage cannot be reached are refused with what brings it. */
class StorageAccessTest {
  private static void require(String path) throws Exception {
    StorageAccess.require(new Configuration(), "labels.path", List.of("data", path));
  }

  private static void assertRefused(String path, String reason) {
    assertThatThrownBy(() -> require(path))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("labels.path " + path + ": " + reason)
        .extracting(e -> ((EvaluationException) e).kind())
        .isEqualTo(EvaluationException.Kind.CONFIGURATION);
  }

  @ParameterizedTest
  @CsvSource({
    "s3a://bucket/x, s3a, hadoop-aws",
    "S3A://bucket/x, s3a, hadoop-aws",
    "abfs://c@account.dfs.core.windows.net/x, abfs, hadoop-azure",
    "abfss://c@account.dfs.core.windows.net/x, abfss, hadoop-azure",
    "gs://bucket/x*, gs, hadoop-gcp",
    "obs://bucket/x, obs, hadoop-huaweicloud"
  })
  void a_missing_connector_is_named_with_the_packages_of_the_hadoop_that_runs(
      String path, String scheme, String artifact) {
    assertRefused(
        path,
        "the connector for the scheme "
            + scheme
            + " is not on the class path, expected --packages org.apache.hadoop:"
            + artifact
            + ":"
            + VersionInfo.getVersion());
  }

  @Test
  void a_connector_that_hadoop_does_not_know_by_itself_needs_a_setting_too() {
    assertRefused(
        "oss://bucket/x",
        "the connector for the scheme oss is not on the class path, expected --packages"
            + " org.apache.hadoop:hadoop-aliyun:"
            + VersionInfo.getVersion()
            + " --conf"
            + " spark.hadoop.fs.oss.impl=org.apache.hadoop.fs.aliyun.oss.AliyunOSSFileSystem");
  }

  @ParameterizedTest
  @CsvSource({
    "s3, 3.5.0, s3a, hadoop-aws",
    "s3n, 3.3.4, s3a, hadoop-aws",
    "wasb, 3.5.0, abfs, hadoop-azure",
    "wasbs, 4.0.0, abfss, hadoop-azure"
  })
  void a_scheme_of_earlier_times_names_the_one_of_today(
      String scheme, String hadoop, String other, String artifact) {
    assertThat(StorageConnector.advice(scheme, hadoop))
        .isEqualTo(
            "Hadoop "
                + hadoop
                + " has no connector for the scheme "
                + scheme
                + ", expected "
                + other
                + ":// and --packages org.apache.hadoop:"
                + artifact
                + ":"
                + hadoop);
  }

  @Test
  void earlier_versions_of_hadoop_have_other_connectors() {
    assertThat(StorageConnector.advice("gs", "3.3.4"))
        .endsWith(
            "--packages com.google.cloud.bigdataoss:gcs-connector:hadoop3-2.2.26 --conf"
                + " spark.hadoop.fs.gs.impl=com.google.cloud.hadoop.fs.gcs.GoogleHadoopFileSystem");
    assertThat(StorageConnector.advice("wasbs", "3.4.2-amzn-1"))
        .endsWith(
            "is not on the class path, expected --packages"
                + " org.apache.hadoop:hadoop-azure:3.4.2-amzn-1");
  }

  @Test
  void a_scheme_that_nothing_reads_is_named() {
    assertRefused(
        "ipfs://x/y",
        "nothing on the class path reads the scheme ipfs, expected one such as file, hdfs, s3a,"
            + " abfss or gs");
  }

  @Test
  void a_host_that_is_unknown_is_named() {
    assertRefused(
        "hdfs://no-such-host.invalid:8020/x",
        "the host no-such-host.invalid is unknown, expected a name that resolves, or a name service"
            + " that hdfs-site.xml in HADOOP_CONF_DIR defines");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data/x", "/data/x", "file:/data/x", "file:///x", "a:b", "://x", "s3a:x"})
  void what_is_local_or_no_path_with_a_scheme_is_left_to_others(String path) {
    assertThatCode(() -> require(path)).doesNotThrowAnyException();
  }
}
