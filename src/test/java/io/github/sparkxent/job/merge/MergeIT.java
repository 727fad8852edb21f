// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.sparkxent.job.EvaluationFixture;
import io.github.sparkxent.job.StoredDays;
import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.report.EvaluationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report of merged states is that of one run over all files. */
class MergeIT extends EvaluationFixture {
  private static final int FILES = 6;

  /** All that a state may have: slices, classes, worst rows with ids, clusters, a comparison. */
  private static final String[] SETTINGS = {
    "quality.num_classes=10",
    "columns.id=example_id",
    "columns.baseline_logits=baseline",
    "comparison={divergence: true, cluster: cluster, changed_rows: 3}",
    "slices=[{name: kind, expression: kind}]",
    "metrics.worst_rows=7",
    "gates=[{split: test, metric: loss_mean, max: 9}]"
  };

  @TempDir private static Path shared;
  private static List<Path> stored = List.of();

  MergeIT(SparkSession spark) {
    super(spark);
  }

  @BeforeEach
  void store_files() throws IOException {
    if (stored.isEmpty()) {
      stored = StoredDays.write(mnist(), FILES, shared.resolve("stored"));
    }
  }

  private Path day(String name, int from, int to) throws IOException {
    Path day = Files.createDirectories(directory.resolve(name));
    for (Path file : stored.subList(from, to)) {
      Files.copy(file, day.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
    }
    return day;
  }

  /** Evaluates a day, and returns where its report is. */
  private String run(Path day, String id, String... settings) {
    List<String> all = new ArrayList<>(List.of(SETTINGS));
    all.add("run_id=" + id);
    all.add("increments={directory: " + directory.resolve("states") + "}");
    all.addAll(List.of(settings));
    evaluate(day, all.toArray(new String[0]));
    return directory.resolve("out/evaluation/" + id).toString();
  }

  private EvaluationReport merge(String... sources) {
    MergeSources merged = MergeSources.open(new Configuration(), List.of(sources));
    return merge(merged, merged.configuration());
  }

  private EvaluationReport merge(MergeSources merged, ConfigurationReader configuration) {
    configuration.setText("output.directory", directory.resolve("merged").toString());
    configuration.setText("run_id", "all");
    return MergeJob.run(new Configuration(), null, merged, configuration.readForMerge()).report();
  }

  private static String splits(Path report) throws IOException {
    String text = Files.readString(report);
    return text.substring(text.indexOf("\n  \"splits\""));
  }

  private String mergedSplits() throws IOException {
    return splits(directory.resolve("merged/evaluation/all/metrics.json"));
  }

  private EvaluationException refusal(String... sources) {
    return catchThrowableOfType(EvaluationException.class, () -> merge(sources));
  }

  @Test
  void the_splits_of_merged_runs_are_byte_for_byte_those_of_one_run() throws IOException {
    String monday = run(day("monday", 0, 2), "monday");
    String tuesday = run(day("tuesday", 2, 5), "tuesday");
    String wednesday = run(day("wednesday", 5, 6), "wednesday");
    Path all = day("all", 0, FILES);
    List<String> settings = new ArrayList<>(List.of(SETTINGS));
    settings.add("run_id=whole");
    EvaluationReport whole = evaluate(all, settings.toArray(new String[0]));

    EvaluationReport merged = merge(wednesday, monday, tuesday);
    assertThat(mergedSplits())
        .isEqualTo(splits(directory.resolve("out/evaluation/whole/metrics.json")))
        .contains("worst_rows", "\"slices\"", "\"comparison\"", "cluster");
    assertThat(merged.gates()).isEqualTo(whole.gates()).isNotEmpty();
    assertThat(merged.run().input().mergedFrom()).containsExactly(wednesday, monday, tuesday);
    assertThat(merged.run().input().files()).hasSize(FILES);
    assertThat(merged.run().input().rowsPromised()).isEqualTo(whole.run().input().rowsPromised());
    assertThat(merged.run().versions()).isEqualTo(whole.run().versions());
    assertThat(merged.classNames()).isEqualTo(whole.classNames());

    MergeSources states =
        MergeSources.open(new Configuration(), List.of(directory.resolve("states").toString()));
    Files.delete(directory.resolve("merged/evaluation/all/metrics.json"));
    merge(states, configuration(all, SETTINGS));
    assertThat(mergedSplits())
        .isEqualTo(splits(directory.resolve("out/evaluation/whole/metrics.json")));

    assertThat(refusal(directory.resolve("merged/evaluation/all").toString(), monday).getMessage())
        .contains("is merged itself");
  }

  @Test
  void what_does_not_belong_together_is_refused_by_name() throws IOException {
    String monday = run(day("monday", 0, 2), "monday");
    String both = run(directory.resolve("monday"), "both");
    String file = directory.resolve("monday") + "/" + stored.get(0).getFileName();
    assertThat(refusal(monday, both))
        .hasMessage(
            "file:%s is in both %s and %s, whose rows would count twice: expected sources without a file in common"
                .formatted(file, monday, both))
        .matches(e -> e.kind() == EvaluationException.Kind.CONFIGURATION);

    String again = run(day("again", 0, 1), "again");
    assertThat(refusal(monday, again))
        .hasMessageContaining("monday/" + stored.get(0).getFileName())
        .hasMessageContaining("again/" + stored.get(0).getFileName())
        .matches(e -> e.kind() == EvaluationException.Kind.INPUT);

    String other = run(day("other", 3, 4), "other", "loss.label_smoothing=0.1");
    assertThat(refusal(monday, other))
        .hasMessageContaining("differ in loss")
        .matches(e -> e.kind() == EvaluationException.Kind.CONFIGURATION);
    MergeSources mixed = MergeSources.open(new Configuration(), List.of(monday, other));
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> merge(mixed, configuration(directory.resolve("monday"), SETTINGS)))
        .withMessageContaining("does not fit the states of " + other)
        .matches(e -> e.kind() == EvaluationException.Kind.CONFIGURATION);

    String plain = directory.resolve("out/evaluation/plain").toString();
    evaluate(directory.resolve("other"), "run_id=plain", "quality.num_classes=10");
    assertThat(refusal(monday, plain)).hasMessageContaining("kept no states");
    assertThat(refusal(monday, directory.resolve("nowhere").toString()))
        .hasMessageContaining("neither a published run nor a directory of states");
    assertThat(refusal(monday, monday)).hasMessageContaining("named twice");
    assertThat(refusal(directory.resolve("states").toString()))
        .hasMessageEndingWith("expected config");
  }

  @Test
  void a_run_is_merged_as_it_read_its_files_whatever_became_of_them() throws IOException {
    Path monday = day("monday", 0, 2);
    String before = run(monday, "before");
    Path changed = monday.resolve(stored.get(1).getFileName());
    Files.setLastModifiedTime(changed, FileTime.fromMillis(1_000_000_000_000L));
    run(monday, "after");
    String tuesday = run(day("tuesday", 2, 3), "tuesday");
    evaluate(day("both", 0, 3), join(SETTINGS, "run_id=whole"));

    merge(before, tuesday);
    assertThat(mergedSplits())
        .isEqualTo(splits(directory.resolve("out/evaluation/whole/metrics.json")));
    MergeSources all =
        MergeSources.open(new Configuration(), List.of(directory.resolve("states").toString()));
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> merge(all, configuration(monday, SETTINGS)))
        .withMessageContaining("2 states of file:" + changed)
        .withMessageContaining("--prune");
  }

  @Test
  void rows_that_the_last_run_may_count_twice_may_be_merged_twice() throws IOException {
    String monday = run(day("monday", 0, 1), "monday");
    String again = run(day("again", 0, 1), "again", "increments.duplicate_content=allow");

    assertThat(merge(monday, again).run().input().files()).hasSize(2);
    MergeSources both = MergeSources.open(new Configuration(), List.of(monday, again));
    ConfigurationReader alone = configuration("{input: {path: none}}", SETTINGS);
    alone.setYaml("increments.duplicate_content", "allow");
    assertThat(merge(both, alone).run().input().files()).hasSize(2);
  }

  @Test
  void beside_a_run_only_the_states_of_its_settings_are_merged() throws IOException {
    String zone = spark.conf().get("spark.sql.session.timeZone");
    try {
      spark.conf().set("spark.sql.session.timeZone", "Asia/Kathmandu");
      run(day("monday", 0, 2), "monday");
    } finally {
      spark.conf().set("spark.sql.session.timeZone", zone);
    }
    run(directory.resolve("monday"), "monday-again");
    String tuesday =
        run(
            day("tuesday", 2, 3),
            "tuesday",
            "increments.directory=" + directory.resolve("states-of-tuesday"));
    evaluate(day("both", 0, 3), join(SETTINGS, "run_id=whole"));

    merge(directory.resolve("states").toString(), tuesday);
    assertThat(mergedSplits())
        .isEqualTo(splits(directory.resolve("out/evaluation/whole/metrics.json")));
  }

  private static String[] join(String[] some, String one) {
    List<String> all = new ArrayList<>(List.of(some));
    all.add(one);
    return all.toArray(new String[0]);
  }
}
