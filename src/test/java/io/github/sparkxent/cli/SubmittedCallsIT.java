// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.SparkSubmit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The procedures of the shaded jar as {@code --jars} brings it to a user's own program. */
class SubmittedCallsIT {
  @TempDir private Path directory;

  /** Returns a class path with the program and no class of the jar. */
  private Path program() throws Exception {
    String name = SubmittedStatements.class.getName().replace('.', '/') + ".class";
    Path copy = directory.resolve("program").resolve(name);
    Files.createDirectories(copy.getParent());
    Path classes =
        Path.of(
            SubmittedStatements.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Files.copy(classes.resolve(name), copy);
    return directory.resolve("program");
  }

  private String json(String run) throws IOException {
    return Files.readString(directory.resolve(run + "/metrics.json"));
  }

  @Test
  void calls_evaluate_merge_and_refuse_with_the_libraries_of_the_jar() throws Exception {
    SparkSubmit.Result result =
        new SparkSubmit(directory)
            .withClasses(program())
            .ofClass(SubmittedStatements.class.getName())
            .with("--jars", SparkSubmit.jar())
            .with(
                "--conf",
                "spark.sql.catalog.xent=io.github.sparkxent.procedure.XentProcedureCatalog")
            .run(
                ("CALL xent.evaluate('conf/tutorial.yaml', map('output.directory', '%1$s',"
                        + " 'run_id', 'first', 'quality.num_classes', '3',"
                        + " 'output.formats', '[html, parquet]',"
                        + " 'increments.directory', '%1$s/states'))")
                    .formatted(directory),
                "CALL xent.merge(array('%1$s/tutorial/first'), '%1$s', name => 'merged', run_id => 'all')"
                    .formatted(directory),
                "CALL xent.evaluate(yaml => 'input: [')",
                "SELECT xent.sparse_softmax_cross_entropy_with_logits(array(1F, 2F, 3F), 2) AS loss");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines())
        .as(result.err())
        .hasSize(4)
        .satisfiesExactly(
            run -> assertThat(run).startsWith("{\"kind\":\"run\",\"passed\":true,"),
            run -> assertThat(run).startsWith("{\"kind\":\"run\",\"passed\":true,"),
            line ->
                assertThat(line)
                    .startsWith("[XENT_CONFIGURATION] yaml: not valid YAML")
                    .endsWith("SQLSTATE: 42000"),
            row -> assertThat(row).isEqualTo("{\"loss\":0.4076059644443803}"));
    assertThat(json("tutorial/first")).contains("\"loss_sum\": 1.2228178933331408");
    assertThat(json("merged/all")).contains("\"loss_sum\": 1.2228178933331408", "tutorial/first");
    assertThat(directory.resolve("tutorial/first/report.html")).exists();
  }
}
