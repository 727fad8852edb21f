// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.sparkxent.job.EvaluationFixture;
import io.github.sparkxent.job.config.RunNames;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.report.EvaluationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** Runs of one evaluation over a storage that fails where a test says so. */
abstract class PublishingFixture extends EvaluationFixture {
  PublishingFixture(SparkSession spark) {
    super(spark);
  }

  EvaluationReport publish(String... settings) {
    Stream<String> usual =
        Stream.of("name=tutorial", "output.directory='faulty://" + directory.resolve("out") + "'");
    String[] all = Stream.concat(usual, Stream.of(settings)).toArray(String[]::new);
    return evaluate(Path.of("data/tutorial"), all);
  }

  EvaluationException refused(String... settings) {
    return catchThrowableOfType(EvaluationException.class, () -> publish(settings));
  }

  Path out() {
    return directory.resolve("out/tutorial");
  }

  String published() throws IOException {
    assertThat(out().resolve("run/_SUCCESS")).exists();
    return Files.readString(out().resolve("run/metrics.json"));
  }

  String status() throws IOException {
    return Files.readString(out().resolve("run.status.json"));
  }

  List<String> entries() throws IOException {
    try (Stream<Path> entries = Files.list(out())) {
      return entries
          .map(path -> path.getFileName().toString())
          .filter(name -> !RunNames.isLatestMark(name))
          .sorted()
          .toList();
    }
  }
}
