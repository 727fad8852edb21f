// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static io.github.sparkxent.job.failure.Refusals.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.EvaluationException.Kind;
import io.github.sparkxent.job.merge.MergeJob;
import io.github.sparkxent.job.merge.MergeSources;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.KeptStates;
import io.github.sparkxent.report.RowAccounting;
import io.github.sparkxent.report.SliceReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** A condition on columns of rows: every row is read and counted, some are evaluated. */
class RowFilterIT extends EvaluationFixture {
  /** Filtered rows have what an evaluated one must not: a bad label, a bad number, no logits. */
  private static final String ROWS =
      """
      SELECT * FROM VALUES
        (1L, 'a', array(1F, 2F, 3F), 2, 'en', '1'),
        (2L, 'a', array(1F, 2F, 3F), 7, 'de', 'x'),
        (3L, 'a', array(1F, 2F, 3F), 2, null, 'x'),
        (4L, 'a', array(1F, 2F),     1, 'en', '1'),
        (5L, 'b', null,              1, 'de', 'x'),
        (6L, null, array(1F, 2F, 3F), 1, 'de', 'x')
      AS t(id, split, logits, label, lang, w)""";

  private static final String ENGLISH =
      "{invalid_rows: quarantine, max_invalid_fraction: 0.5, num_classes: 3}";

  RowFilterIT(SparkSession spark) {
    super(spark);
  }

  private static RowAccounting rows(EvaluationReport report, String split) {
    return report.splits().stream()
        .filter(one -> Objects.equals(one.split(), split))
        .findFirst()
        .orElseThrow()
        .rows();
  }

  @Test
  void accounts_for_each_row_and_looks_at_nothing_else_of_filtered_ones() {
    EvaluationReport report =
        evaluate(
            spark.sql(ROWS).repartition(3),
            "input.where=lang = 'en'",
            "columns={id: id, weight: cast(w as double)}",
            "slices=[{name: lang, expression: lang}]",
            "metrics.min_slice_rows=1",
            "metrics.worst_rows=5",
            "output.losses=true",
            "quality=" + ENGLISH);

    var reason = new TreeMap<>(Map.of("num_classes_mismatch", 1L));
    assertThat(rows(report, "a")).isEqualTo(new RowAccounting(4, 1, 0, 2, 1, reason));
    assertThat(rows(report, null)).isEqualTo(new RowAccounting(2, 0, 0, 2, 0, new TreeMap<>()));
    assertThat(report.splits()).hasSize(2);
    assertThat(split(report, "a").slices())
        .extracting(SliceReport::value, value -> value.rows().read())
        .containsExactly(tuple("en", 2L));
    assertThat(split(report, "a").sliceCuts()).isEmpty();
    assertThat(split(report, "a").details().worstRows()).hasSize(1);
    assertThat(resultRows("quarantine").select("id").collectAsList())
        .extracting(row -> row.getLong(0))
        .containsExactly(4L);
    assertThat(resultRows("losses").count()).isEqualTo(1);
    assertThat(report.run().input().filter()).isEqualTo("lang = 'en'");
    assertThat(report.run().input().rowsPromised()).isEqualTo(6);
    assertThat(report.run().input().readerReason()).isEqualTo("columns.weight is an expression");
  }

  @Test
  void has_the_figures_of_the_scan_over_the_same_rows_alone() {
    String[] settings = {
      "slices=[{name: even, expression: even}]",
      "columns={id: example_id, baseline_logits: baseline}",
      "comparison.cluster=cluster",
      "quality.num_classes=10"
    };
    var all =
        mnist()
            .where("example_id < 3000")
            .selectExpr(
                "*",
                "reverse(logits) AS baseline",
                "string(example_id div 10) AS cluster",
                "string(label % 2 = 0) AS even");
    EvaluationReport alone = evaluate(all.where("label <> 3 AND split <> 'train'"), settings);
    Path files = written("all", all);
    var filtering = configuration(files, settings);
    filtering.setText("input.where", "label <> 3 AND split <> 'train'");
    EvaluationReport filtered = evaluate(filtering);

    assertThat(alone.run().input().reader()).isEqualTo("scan");
    assertThat(filtered.run().input().readerReason()).isEqualTo("input.where chooses among rows");
    for (String split : List.of("test", "validation")) {
      assertThat(split(filtered, split).metrics()).isEqualTo(split(alone, split).metrics());
      assertThat(split(filtered, split).details()).isEqualTo(split(alone, split).details());
      assertThat(split(filtered, split).slices()).isEqualTo(split(alone, split).slices());
      assertThat(split(filtered, split).comparison()).isEqualTo(split(alone, split).comparison());
    }
    assertThat(rows(filtered, null).filtered()).isEqualTo(rows(filtered, null).read());
    assertThat(filtered.splits().stream().mapToLong(split -> split.rows().read()).sum())
        .isEqualTo(3000);

    filtering.setText("input.where", "label >= 0");
    assertThat(evaluate(filtering).splits()).isEqualTo(evaluate(files, settings).splits());
  }

  @Test
  void that_keeps_no_row_or_is_no_condition_is_refused() {
    Path files = written("rows", spark.sql(ROWS));
    assertRefusal(Kind.INPUT, () -> evaluate(files, "input.where=lang = 'fr'"))
        .hasMessage("input.where keeps none of 6 rows, expected some: \"lang = 'fr'\"");
    assertRefusal(Kind.CONFIGURATION, () -> evaluate(files, "input.where=lang"))
        .hasMessage(
            "input.where \"lang\" is of type string, expected a condition, which is boolean");
    assertRefusal(Kind.CONFIGURATION, () -> evaluate(files, "input.where=language = 'en'"))
        .message()
        .startsWith("input.where \"language = 'en'\" does not resolve to one value a row: ")
        .endsWith("(columns are id, split, logits, label, lang, w)");
    assertRefusal(Kind.INPUT, () -> evaluate(files, "input.where=cast(w AS int) = 1"))
        .message()
        .contains("input.where \"cast(w AS int) = 1\"");
  }

  @Test
  void holds_for_queries_and_text_files_and_asks_labels_only_of_kept_rows() throws Exception {
    spark.sql(ROWS).createOrReplaceTempView("row_filter");
    EvaluationReport query = evaluate("{input: {query: SELECT * FROM row_filter, where: id = 1}}");
    assertThat(rows(query, "a").filtered()).isEqualTo(3);

    Path text = Files.createDirectories(directory.resolve("csv")).resolve("rows.csv");
    Files.writeString(text, "id,day,x,y\n1,mon,0.5,1.5\n2,tue,0.5,1.5\n2,mon,0.5,2.5\n");
    Path labels = directory.resolve("labels.csv");
    Files.writeString(labels, "id,label\n1,1\n2,0\n");
    EvaluationReport joined =
        evaluate(
            ("{input: {path: %s, format: csv, schema: 'id BIGINT, day STRING, x FLOAT, y FLOAT',"
                    + " options: {header: 'true'}, where: day = 'mon'},"
                    + " columns: {id: id, logits: 'array(x, y)'},"
                    + " labels: {path: %s, format: csv, schema: 'id BIGINT, label INT',"
                    + " options: {header: 'true'}}}")
                .formatted(text, labels));
    assertThat(rows(joined, "all")).isEqualTo(new RowAccounting(3, 2, 0, 1, 0, new TreeMap<>()));
  }

  private EvaluationReport kept(Path files, String where, String id) {
    var reader =
        configuration(
            files,
            "run_id=" + id,
            "quality.num_classes=10",
            "increments={directory: " + directory.resolve("states") + "}");
    reader.setText("input.where", where);
    return evaluate(reader);
  }

  @Test
  void is_part_of_the_identity_of_states_and_of_what_may_be_merged() {
    Path files = directory.resolve("days");
    mnist().where("example_id < 100").write().parquet(files.resolve("day=1").toString());
    mnist().where("example_id >= 9900").write().parquet(files.resolve("day=2").toString());
    kept(files, "day = '1' AND label < 5", "monday");
    EvaluationReport both = kept(files, "label < 5", "both");
    KeptStates states = both.run().input().states();
    assertThat(states.filesReused()).isEqualTo(1);
    assertThat(states.filesRead()).isEqualTo(1);
    assertThat(kept(files, "label > 5", "others").run().input().states().filesReused()).isZero();

    kept(files, "label < 5 AND day = '2'", "tuesday");
    assertThat(merge(null, "monday", "tuesday").splits()).isEqualTo(both.splits());
    assertThat(merge(null, "monday", "tuesday").run().input().filter()).isEqualTo("label < 5");
    for (String where : List.of("label > 5", "day = '1'", "label < 5 AND example_id > 0")) {
      EvaluationException refused =
          catchThrowableOfType(EvaluationException.class, () -> merge(where, "monday", "tuesday"));
      assertThat(refused)
          .hasMessageContaining("input.where is \"" + where + "\", not \"label < 5\"");
    }
  }

  private EvaluationReport merge(String where, String... runs) {
    List<String> paths =
        List.of(runs).stream()
            .map(id -> directory.resolve("out/evaluation/" + id).toString())
            .toList();
    MergeSources sources = MergeSources.open(new Configuration(), paths);
    var reader = sources.configuration();
    reader.setText("output.directory", directory.resolve("merged").toString());
    reader.setText("run_id", "all");
    if (where != null) {
      reader.setText("input.where", where);
    }
    return MergeJob.run(new Configuration(), null, sources, reader.read()).report();
  }
}
