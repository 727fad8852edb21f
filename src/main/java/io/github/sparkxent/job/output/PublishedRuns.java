// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The results that earlier runs of an evaluation have published, for those who read them. */
public final class PublishedRuns {
  private static final int MOST_SHOWN = 5;
  private static final String LOSSES = "/run/configuration/output/losses";
  private static final JsonFactory JSON = new JsonFactory();

  private final FileSystem fileSystem;
  private final HadoopResultStore store;
  private final Path parent;
  private final String name;

  private PublishedRuns(Configuration hadoop, EvaluationConfig config) throws IOException {
    Path base = new Path(config.output().directory());
    fileSystem = base.getFileSystem(hadoop);
    name = config.name();
    parent = new Path(fileSystem.makeQualified(base), name);
    store = new HadoopResultStore(hadoop, fileSystem, parent);
  }

  /** Returns the runs of an evaluation. */
  public static PublishedRuns of(Configuration hadoop, EvaluationConfig config) throws IOException {
    return new PublishedRuns(hadoop, config);
  }

  /**
   * Returns where the losses of a run are.
   *
   * @param key the key of the configuration that names the run, for messages
   * @throws EvaluationException of kind configuration if there is no such run, or it has none
   */
  public Path losses(String key, String runId) throws IOException {
    String found = key + " is \"" + runId + "\"";
    PublishedResult result = PublishedResult.at(store, runId, name, runId);
    if (result.isNothing()) {
      throw EvaluationException.configuration(
          "%s, but there is no such run in %s, expected %s".formatted(found, parent, known()));
    }
    if (!result.isWhole()) {
      throw EvaluationException.configuration(
          "%s, but %s is not the whole result of a run of the evaluation %s, expected %s"
              .formatted(found, store.shown(runId), name, known()));
    }
    String losses = configuredLosses(runId);
    Path directory = losses == null ? null : store.path(runId + "/" + losses);
    if (directory == null || !fileSystem.exists(directory)) {
      throw EvaluationException.configuration(
          "%s, a run without losses, expected one that ran with output.losses: true"
              .formatted(found));
    }
    return directory;
  }

  /** Returns the name that a run gave its losses, or null if it has none. */
  private String configuredLosses(String runId) throws IOException {
    Path report = store.path(runId + "/" + PublishedResult.METRICS);
    try (InputStream in = fileSystem.open(report);
        JsonParser json = JSON.createParser(in)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.VALUE_STRING
            && json.getParsingContext().pathAsPointer().toString().equals(LOSSES)) {
          return json.getText();
        }
      }
      return null;
    } catch (FileNotFoundException e) {
      return null;
    } catch (JsonProcessingException e) {
      throw EvaluationException.input(report + " is no report of a run: it is broken", e);
    }
  }

  /** Says which runs there are, the last by name first. */
  private String known() throws IOException {
    List<String> whole = new ArrayList<>();
    List<String> names = new ArrayList<>();
    try {
      for (FileStatus entry : fileSystem.listStatus(parent)) {
        if (entry.isDirectory() && !entry.getPath().getName().startsWith(".")) {
          names.add(entry.getPath().getName());
        }
      }
    } catch (FileNotFoundException e) {
      return "one that was published there, of which there is none";
    }
    names.sort(Collections.reverseOrder());
    for (String entry : names) {
      if (whole.size() > MOST_SHOWN) {
        break;
      }
      if (PublishedResult.at(store, entry, name, entry).isWhole()) {
        whole.add(entry);
      }
    }
    if (whole.isEmpty()) {
      return "one that was published there, of which there is none";
    }
    boolean more = whole.size() > MOST_SHOWN;
    List<String> shown = more ? whole.subList(0, MOST_SHOWN) : whole;
    return (shown.size() == 1 ? "" : "one of ") + String.join(", ", shown) + (more ? ", ..." : "");
  }
}
