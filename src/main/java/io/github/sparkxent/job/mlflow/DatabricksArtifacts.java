// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The artifacts of a run of Databricks: {@code dbfs:}. Those in the place that the server manages
 * are written to an address that it signs for each file; those in another one by its calls {@code
 * dbfs/create}, {@code dbfs/add-block} and {@code dbfs/close}.
 */
final class DatabricksArtifacts implements ArtifactStore {
  private static final String SCHEME = "dbfs:";
  private static final String MANAGED = "/databricks/mlflow";
  private static final String CREDENTIALS = "/api/2.0/mlflow/artifacts/credentials-for-write";
  private static final String DBFS = "/api/2.0/dbfs/";

  /** The most bytes that a call takes: 1 MB of text in Base64, which is a third longer. */
  private static final int BLOCK = 700_000;

  private static final String AZURE_BLOBS = "AZURE_SAS_URI";

  /** Files of this kind are made by several calls. */
  private static final String AZURE_FILES = "AZURE_ADLS_GEN2_SAS_URI";

  /** What an Azure store wants beside the headers that the server names. */
  private static final Map<String, String> AZURE = Map.of("x-ms-blob-type", "BlockBlob");

  private final MlflowClient client;
  private final String runId;
  private final String directory;

  private DatabricksArtifacts(MlflowClient client, String runId, String directory) {
    this.client = client;
    this.runId = runId;
    this.directory = directory;
  }

  /** Returns the artifacts of a run, or null if they are not in a store of its server. */
  static DatabricksArtifacts of(MlflowClient client, MlflowClient.Run run) {
    if (!run.artifacts().startsWith(SCHEME)) {
      return null;
    }
    String path = run.artifacts().substring(SCHEME.length());
    boolean otherHost = path.startsWith("//") && !path.startsWith("///");
    String plain = path.replaceAll("^/+", "").replaceAll("/+$", "");
    return otherHost || plain.isEmpty()
        ? null
        : new DatabricksArtifacts(client, run.id(), "/" + plain);
  }

  @Override
  public void put(String name, String type, String content) throws IOException {
    if (directory.startsWith(MANAGED)) {
      putSigned(name, content);
    } else {
      putBlocks(directory + "/" + name, content.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void putSigned(String name, String content) throws IOException {
    JsonNode infos =
        client
            .postTo(CREDENTIALS, Map.of("run_id", runId, "path", List.of(name)))
            .path("credential_infos");
    String address = infos.path(0).path("signed_uri").asText();
    if (infos.size() != 1 || address.isEmpty()) {
      throw new IOException("the answer has no credential_infos[0].signed_uri");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (JsonNode header : infos.path(0).path("headers")) {
      headers.put(header.path("name").asText(), header.path("value").asText());
    }
    String type = infos.path(0).path("type").asText();
    if (type.equals(AZURE_FILES)) {
      throw new IOException(
          "not stored from here, since credential_infos[0].type is "
              + type
              + ", which takes no PUT");
    }
    if (type.equals(AZURE_BLOBS)) {
      AZURE.forEach(headers::putIfAbsent);
    }
    client.putSigned(address(address), headers, content);
  }

  /** The address is a secret: no message has it. */
  private static URI address(String signed) throws IOException {
    try {
      URI address = new URI(signed);
      if (address.getHost() != null
          && address.getScheme() != null
          && address.getScheme().matches("(?i)https?")) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Its message would have the address.
    }
    throw new IOException(
        "credential_infos[0].signed_uri is no address of a host, expected one of http or https");
  }

  private void putBlocks(String path, byte[] content) throws IOException {
    JsonNode handle =
        client.postTo(DBFS + "create", Map.of("path", path, "overwrite", true)).path("handle");
    if (!handle.isIntegralNumber()) {
      throw new IOException("the answer has no handle");
    }
    try {
      for (int start = 0; start < content.length; start += BLOCK) {
        int end = Math.min(content.length, start + BLOCK);
        String block = Base64.getEncoder().encodeToString(Arrays.copyOfRange(content, start, end));
        client.postTo(DBFS + "add-block", Map.of("handle", handle.longValue(), "data", block));
      }
    } catch (IOException e) {
      try {
        close(handle.longValue());
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
    close(handle.longValue());
  }

  private void close(long handle) throws IOException {
    client.postTo(DBFS + "close", Map.of("handle", handle));
  }
}
