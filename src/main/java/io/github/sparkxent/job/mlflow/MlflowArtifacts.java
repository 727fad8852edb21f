// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.mlflow;

import io.github.sparkxent.job.config.ReportFormat;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.text.TerminalText;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads {@code metrics.json} and {@code report.html} as artifacts of a run to its {@link
 * ArtifactStore}. If there is none, a line in the log says that nothing was uploaded. A failure is
 * a warning and nothing else.
 */
final class MlflowArtifacts {
  private static final Logger LOG = LoggerFactory.getLogger(MlflowArtifacts.class);
  private static final String OF_SERVER = "mlflow-artifacts:";

  private static final Map<ReportFormat, String> TYPES =
      Map.of(ReportFormat.JSON, "application/json", ReportFormat.HTML, "text/html; charset=utf-8");

  private final MlflowClient client;
  private final MlflowClient.Run run;
  private final Configuration hadoop;
  private final Duration timeout;

  MlflowArtifacts(
      MlflowClient client, MlflowClient.Run run, Configuration hadoop, Duration timeout) {
    this.client = client;
    this.run = run;
    this.hadoop = hadoop;
    this.timeout = timeout;
  }

  void upload(EvaluationReport report) {
    String name = report.run().name();
    try {
      ArtifactStore store = ArtifactStore.of(client, run, hadoop, timeout);
      if (store == null) {
        LOG.info(
            "{}: no artifacts are uploaded to MLflow: the run's are at {}, expected {}/... or"
                + " another store that is reached from here",
            name,
            TerminalText.printable(Secrets.maskPath(run.artifacts()), 200),
            OF_SERVER);
        return;
      }
      for (ReportFormat format : new ReportFormat[] {ReportFormat.JSON, ReportFormat.HTML}) {
        store.put(format.fileName(), TYPES.get(format), format.render(report));
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.warn(
          "{}: the report is published and logged to MLflow, but not uploaded there: {}",
          name,
          TerminalText.printable(Secrets.mask(ReadFailure.oneLine(e))));
    }
  }

  /**
   * Returns where artifacts belong in the store of the server itself, or null if they belong
   * elsewhere: also on another host, which the token is not for.
   */
  static String directory(String uri) {
    if (!uri.startsWith(OF_SERVER)) {
      return null;
    }
    String path = uri.substring(OF_SERVER.length());
    boolean otherHost = path.startsWith("//") && !path.startsWith("///");
    String plain = path.replaceAll("^/+", "").replaceAll("/+$", "");
    return otherHost || plain.isEmpty() ? null : plain;
  }
}
