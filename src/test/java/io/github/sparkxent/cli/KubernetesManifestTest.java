// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.sparkxent.job.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifests for Kubernetes: not run, so at least read as it reads them. */
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
          .containsExactlyInAnyOrder(
              "spark-application.yaml", "scheduled-spark-application.yaml", "cron-job.yaml");
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
    assertThat(application.at("/image").asText()).matches(".+/spark-xent:\\d+\\.\\d+\\.\\d+");
    for (String process : List.of("driver", "executor")) {
      assertThat(application.at("/" + process + "/cores").isInt()).as(process).isTrue();
      assertThat(application.at("/" + process + "/memory").asText()).as(process).matches("\\d+g");
    }
    assertThat(application.at("/executor/instances").isInt()).isTrue();
  }

  @Test
  void the_job_without_the_operator_tries_again_only_what_another_try_may_mend()
      throws IOException {
    JsonNode job = manifest("cron-job.yaml").at("/spec/jobTemplate/spec");
    JsonNode pod = job.at("/template/spec");
    JsonNode rule = job.at("/podFailurePolicy/rules/0");

    assertThat(pod.at("/restartPolicy").asText()).isEqualTo("Never");
    assertThat(rule.at("/action").asText()).isEqualTo("FailJob");
    assertThat(rule.at("/onExitCodes/containerName")).isEqualTo(pod.at("/containers/0/name"));
    assertThat(rule.at("/onExitCodes/operator").asText()).isEqualTo("In");
    assertThat(rule.at("/onExitCodes/values"))
        .extracting(JsonNode::intValue)
        .containsExactly(
            ExitCode.INTERNAL, ExitCode.CONFIGURATION, ExitCode.INPUT, ExitCode.GATE_FAILED)
        .doesNotContain(ExitCode.ENVIRONMENT);
    List<String> arguments = new ArrayList<>();
    pod.at("/containers/0/args").forEach(argument -> arguments.add(argument.textValue()));
    int program = arguments.indexOf(Main.class.getName()) + 2;
    Main.commandLine()
        .parseArgs(arguments.subList(program, arguments.size()).toArray(new String[0]));
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
