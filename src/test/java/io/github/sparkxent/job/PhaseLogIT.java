// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** What a run says of its phases, in the log and on Spark's pages. */
class PhaseLogIT extends EvaluationFixture {
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> jobs = Collections.synchronizedSet(new LinkedHashSet<>());

  PhaseLogIT(SparkSession spark) {
    super(spark);
  }

  private final class Lines extends AbstractAppender {
    Lines() {
      super("lines", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      lines.add(event.getMessage().getFormattedMessage());
    }
  }

  private final class Jobs extends SparkListener {
    @Override
    public void onJobStart(SparkListenerJobStart start) {
      jobs.add(start.properties().getProperty("spark.job.description"));
    }
  }

  /** Runs an evaluation and keeps what it says. */
  private void listen(String yaml) throws TimeoutException {
    Logger logger = (Logger) LogManager.getLogger(EvaluationJob.class);
    Lines appender = new Lines();
    Jobs listener = new Jobs();
    Level level = logger.getLevel();
    appender.start();
    logger.addAppender(appender);
    logger.setLevel(Level.INFO);
    spark.sparkContext().addSparkListener(listener);
    try {
      evaluate(yaml);
      spark.sparkContext().listenerBus().waitUntilEmpty(TimeUnit.MINUTES.toMillis(1));
    } finally {
      logger.setLevel(level);
      logger.removeAppender(appender);
      spark.sparkContext().removeSparkListener(listener);
    }
  }

  @Test
  void each_phase_has_a_line_with_rows_and_seconds_and_names_its_jobs() throws TimeoutException {
    listen(
        "{name: m, input: {path: data/mnist/mlp}, labels: {path: data/mnist/mlp, id: example_id},"
            + " columns: {id: example_id, logits: 'if(example_id = 7, null, logits)'},"
            + " quality: {invalid_rows: quarantine}, output: {losses: true}}");

    assertThat(lines)
        .map(line -> line.replaceAll("\\d+\\.\\d{3} s$", "T s"))
        .startsWith(
            "m: list files: T s",
            "m: read Parquet footers: 10000 rows in T s",
            "m: resolve columns: T s",
            "m: match labels with predictions: T s",
            "m: evaluate rows: 10000 rows in T s",
            "m: write invalid rows: 1 rows in T s",
            "m: write losses: 9999 rows in T s",
            "m: check files again: T s",
            "m: write report: T s",
            "m: publish: T s")
        .last()
        .asString()
        .startsWith("m: report published in ");
    assertThat(jobs)
        .contains(
            "spark-xent m: match labels with predictions",
            "spark-xent m: evaluate rows",
            "spark-xent m: write invalid rows",
            "spark-xent m: write losses");
  }
}
