// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that name a version name that of pom.xml, or that of the newest release. */
class VersionsTest {
  private static final String CONNECTORS = "src/build/image/connectors.pom.xml";

  @Test
  void the_build_is_of_the_newest_release_or_of_a_snapshot_after_it() {
    assertThat(BuildFiles.version())
        .satisfiesAnyOf(
            version -> assertThat(version).isEqualTo(BuildFiles.release()),
            version -> assertThat(version).endsWith("-SNAPSHOT"));
  }

  @Test
  void the_image_is_of_the_spark_that_the_jar_is_built_against() {
    assertThat(BuildFiles.all("Dockerfile", "^ARG SPARK_VERSION=(.*)$"))
        .containsExactly(BuildFiles.property("spark.version"));
    assertThat(BuildFiles.all("Dockerfile", "^ARG SCALA_BINARY_VERSION=(.*)$"))
        .containsExactly(BuildFiles.property("scala.binary.version"));
    assertThat(BuildFiles.all("Dockerfile", "^ARG VERSION=(.*)$"))
        .containsExactly(BuildFiles.version());
  }

  @Test
  void the_connectors_of_the_image_are_those_of_its_hadoop_and_each_has_a_checksum() {
    String hadoop = BuildFiles.property("hadoop.version");

    assertThat(BuildFiles.all(CONNECTORS, "<hadoop.version>(.*)</hadoop.version>"))
        .containsExactly(hadoop);
    assertThat(BuildFiles.all("src/build/image/connectors.sha256", "^[0-9a-f]{64}  (.*)$"))
        .contains("hadoop-aws-" + hadoop + ".jar", "hadoop-azure-" + hadoop + ".jar");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"spark-application.yaml", "scheduled-spark-application.yaml", "cron-job.yaml"})
  void a_manifest_of_kubernetes_runs_that_image(String manifest) {
    assertThat(BuildFiles.all("conf/kubernetes/" + manifest, "image: \\S+/spark-xent:(\\S+)"))
        .containsExactly(BuildFiles.release());
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark-application.yaml", "scheduled-spark-application.yaml"})
  void a_manifest_of_the_operator_names_the_spark_of_the_image(String manifest) {
    assertThat(BuildFiles.all("conf/kubernetes/" + manifest, "sparkVersion: (\\S+)"))
        .containsExactly(BuildFiles.property("spark.version"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/operations.md"})
  void coordinates_and_images_in_a_guide_are_of_the_newest_release(String guide) {
    List<String> named =
        BuildFiles.all(guide, "(?:sparkxent:|ghcr\\.io/sparkxent/)spark-xent:([0-9][\\w.-]*)");

    assertThat(named).isNotEmpty().allMatch(BuildFiles.release()::equals);
  }
}
