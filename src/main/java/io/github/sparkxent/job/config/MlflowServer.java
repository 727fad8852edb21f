// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import static java.util.Objects.requireNonNullElse;

import io.github.sparkxent.job.failure.Secrets;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * An MLflow tracking server.
 *
 * @param trackingUri its address, http or https
 * @param experiment the experiment's name, or null: that of the evaluation
 * @param tokenVariable the environment variable that holds the token, if the server wants one
 * @param timeoutSeconds how long to wait for each answer
 * @param artifacts whether report and metrics are uploaded as artifacts of the run
 */
public record MlflowServer(
    String trackingUri,
    String experiment,
    String tokenVariable,
    Integer timeoutSeconds,
    Boolean artifacts) {
  /** Fills in the defaults. */
  public MlflowServer {
    tokenVariable = requireNonNullElse(tokenVariable, "MLFLOW_TRACKING_TOKEN");
    timeoutSeconds = requireNonNullElse(timeoutSeconds, 10);
    artifacts = requireNonNullElse(artifacts, true);
    if (trackingUri == null) {
      throw new IllegalArgumentException(
          "output.mlflow has no tracking_uri, expected one such as http://localhost:5000");
    }
    requireServer(trackingUri);
    if (experiment != null && experiment.isBlank()) {
      throw new IllegalArgumentException("output.mlflow.experiment is empty, expected a name");
    }
    if (tokenVariable.isBlank()) {
      throw new IllegalArgumentException(
          "output.mlflow.token_variable is empty, expected the name of a variable");
    }
    ConfigurationChecks.require(
        timeoutSeconds >= 1 && timeoutSeconds <= 600,
        "output.mlflow.timeout_seconds",
        timeoutSeconds,
        "1 to 600");
  }

  /** Requires an address that holds no secret: it is shown in the report. */
  private static void requireServer(String address) {
    boolean fits;
    try {
      URI uri = new URI(address);
      fits =
          ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
              && uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
    } catch (URISyntaxException e) {
      fits = false;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "output.mlflow.tracking_uri is \""
              + Secrets.maskPath(address)
              + "\", expected http:// or https://, a host, and no user, query or fragment");
    }
  }
}
