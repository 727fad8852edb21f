// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.mlflow;

import java.io.IOException;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;

/** Where the artifacts of a run belong, as its server says. */
interface ArtifactStore {
  /**
   * Stores a file in the place of one of that name.
   *
   * @param name its name, below the artifacts of the run
   * @param type its media type
   * @param content its text, to be stored in UTF-8
   */
  void put(String name, String type, String content) throws IOException;

  /**
   * Returns the store of a run.
   *
   * @param hadoop where to find file systems
   * @param timeout how long to wait for each file that a file system takes
   * @return the store, or null if files cannot be stored there from here
   * @throws IOException if it has a file system that is not there
   */
  static ArtifactStore of(
      MlflowClient client, MlflowClient.Run run, Configuration hadoop, Duration timeout)
      throws IOException {
    String directory = MlflowArtifacts.directory(run.artifacts());
    if (directory != null) {
      return (name, type, content) -> client.upload(directory + "/" + name, type, content);
    }
    ArtifactStore databricks = DatabricksArtifacts.of(client, run);
    return databricks == null ? StorageArtifacts.of(run.artifacts(), hadoop, timeout) : databricks;
  }
}
