// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.util.VersionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifests for the Spark operator: not run, so at least read as the operator reads them. */
class KubernetesManifestTest {
  private static final Path DIRECTORY = Path.of("conf/kubernetes");
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static JsonNode manifest(String file) throws IOException {
    return YAML.readTree(Files.readString(DIRECTORY.resolve(file)));
  }

  private static String builtAgainst() throws IOException {
    Matcher version =
        Pattern.compile("<spark.version>(.+)</spark.version>")
            .matcher(Files.readString(Path.of("pom.xml")));
    assertThat(version.find()).isTrue();
    return version.group(1);
  }

  @Test
  void are_all_looked_at() throws IOException {
    try (var files = Files.list(DIRECTORY)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("spark-application.yaml", "scheduled-spark-application.yaml");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "spark-application.yaml, SparkApplication, ''",
    "scheduled-spark-application.yaml, ScheduledSparkApplication, /template"
  })
  void name_what_the_operator_needs_and_this_release(String file, String kind, String template)
      throws Exception {
    JsonNode manifest = manifest(file);
    JsonNode application = manifest.at("/spec" + template);

    assertThat(manifest.at("/apiVersion").asText()).isEqualTo("sparkoperator.k8s.io/v1beta2");
    assertThat(manifest.at("/kind").asText()).isEqualTo(kind);
    assertThat(manifest.at("/metadata/name").asText()).matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    assertThat(application.at("/type").asText()).isIn("Java", "Scala");
    assertThat(application.at("/mode").asText()).isEqualTo("cluster");
    assertThat(application.at("/sparkVersion").asText()).isEqualTo(builtAgainst());
    assertThat(Class.forName(application.at("/mainClass").asText())).isEqualTo(Main.class);
    assertThat(application.at("/mainApplicationFile").asText()).endsWith("/spark-xent.jar");
    assertThat(application.at("/restartPolicy/type").asText()).isIn("Never", "OnFailure");
    assertThat(application.at("/deps/packages/0").asText())
        .isEqualTo("org.apache.hadoop:hadoop-aws:" + VersionInfo.getVersion());
    for (String process : List.of("driver", "executor")) {
      assertThat(application.at("/" + process + "/cores").isInt()).as(process).isTrue();
      assertThat(application.at("/" + process + "/memory").asText()).as(process).matches("\\d+g");
    }
    assertThat(application.at("/executor/instances").isInt()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "spark-application.yaml, /spec/arguments",
    "scheduled-spark-application.yaml, /spec/template/arguments"
  })
  void give_arguments_that_the_command_line_takes(String file, String place) throws IOException {
    List<String> arguments = new ArrayList<>();
    manifest(file).at(place).forEach(argument -> arguments.add(argument.textValue()));

    assertThat(
            Main.commandLine()
                .parseArgs(arguments.toArray(new String[0]))
                .subcommand()
                .matchedOptionValue("--output", ""))
        .startsWith("s3a://");
  }
}
