// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

/** Where a configuration is that a command names. */
class ConfigurationPathTest {
  private static Configuration usual(String fileSystem) {
    Configuration hadoop = new Configuration(false);
    hadoop.set("fs.defaultFS", fileSystem);
    return hadoop;
  }

  @Test
  void a_path_without_a_scheme_is_a_file_of_this_machine_if_there_is_one() {
    Configuration cluster = usual("hdfs://namenode:8020");

    assertThat(ConfigurationPath.isLocal(cluster, "conf/mnist.yaml")).isTrue();
    assertThat(ConfigurationPath.isLocal(cluster, "conf/none.yaml")).isFalse();
    assertThat(ConfigurationPath.isLocal(usual("file:///"), "conf/none.yaml")).isTrue();
    assertThat(ConfigurationPath.qualified(cluster, "conf/mnist.yaml"))
        .isEqualTo("file:" + Path.of("conf/mnist.yaml").toAbsolutePath());
    assertThat(ConfigurationPath.qualified(cluster, "conf/none.yaml")).isEqualTo("conf/none.yaml");
  }

  @Test
  void a_path_with_a_scheme_is_what_it_says() {
    assertThat(ConfigurationPath.isLocal(usual("file:///"), "s3a://bucket/a.yaml")).isFalse();
    assertThat(ConfigurationPath.qualified(usual("file:///"), "hdfs:/conf/a.yaml"))
        .isEqualTo("hdfs:/conf/a.yaml");
  }

  @Test
  void a_file_of_this_machine_may_have_a_colon_in_its_name() throws IOException {
    // Of a path, only a relative one can begin with what looks like a scheme.
    Path file = Files.createTempFile(Path.of("").toAbsolutePath(), "run-10:00-", ".yaml");
    try {
      String name = file.getFileName().toString();
      assertThat(ConfigurationPath.isLocal(usual("hdfs://namenode:8020"), name)).isTrue();
      assertThat(ConfigurationPath.qualified(usual("file:///"), name)).isEqualTo("file:" + file);
    } finally {
      Files.delete(file);
    }
  }
}
