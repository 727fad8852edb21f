// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.SparkSubmit;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.json.JsonReport;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors in processes of their own, killed between map and reduce. */
@Tag("local-cluster")
class LostExecutorIT {
  @TempDir private Path directory;

  private SparkSubmit submit() {
    return new SparkSubmit(directory)
        .ofHome(ClusterProcess.home("spark"))
        .with("--master", "local-cluster[2,1,1024]")
        .with("--conf", "spark.sql.files.maxPartitionBytes=500000");
  }

  private EvaluationReport evaluate(SparkSubmit submit, String runId, String printed)
      throws Exception {
    EvaluateArguments arguments =
        EvaluateArguments.of("data/mnist/*", runId, directory.resolve("out").toString());
    SparkSubmit.Result result = submit.run(arguments.toArray());
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains(printed);
    return new JsonReport()
        .parse(Files.readString(directory.resolve("out/mnist/" + runId + "/metrics.json")));
  }

  @Test
  void the_loss_of_all_map_outputs_changes_neither_bits_nor_counts() throws Exception {
    EvaluationReport calm = evaluate(submit(), "calm", "read by the scan");

    EvaluationReport disturbed =
        evaluate(
            submit()
                .withClasses(
                    ClusterProcess.copyOf(ExecutorKiller.class, directory.resolve("classes")))
                .with("--conf", "spark.extraListeners=" + ExecutorKiller.class.getName()),
            "disturbed",
            "map stage tried again: ");

    assertThat(disturbed.splits()).isEqualTo(calm.splits());
  }
}
