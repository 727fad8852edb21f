// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import io.github.sparkxent.job.application.SparkApplication;
import io.github.sparkxent.job.config.WaitingTime;
import io.github.sparkxent.job.states.StateInventory;
import io.github.sparkxent.job.states.StateTable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code states}: the kept states of a directory, without Spark. */
@Command(
    name = "states",
    description = "Lists the kept states of files, or removes those that are of no use any more.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class StatesCommand implements Callable<Integer> {
  private static final String TEXT = "text";
  private static final List<String> FORMATS = List.of(TEXT, "json");
  private static final String GRACE = "7d";

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DIR", description = "The increments.directory of runs.")
  private String directory;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = TEXT,
      description = "text (default) or json.")
  private String format;

  @Option(
      names = "--prune",
      description =
          "Removes the states of files that are gone or changed, and what killed runs have left."
              + " The runs that read those files can no longer be merged.")
  private boolean prune;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      description = "With --prune: what is younger stays, such as 12h or 30d (default: 7d).")
  private String grace;

  @Mixin private TextOutput output;

  @Override
  public Integer call() {
    TextOutput.requireFormat(format, FORMATS, spec.commandLine());
    if (grace != null && !prune) {
      throw new ParameterException(
          spec.commandLine(),
          "--grace is \"" + grace + "\" without --prune, expected both: nothing else is removed");
    }
    Duration time = time();
    StateInventory inventory = StateInventory.read(SparkApplication.hadoop(), directory);
    return output.write(prune ? pruned(inventory, time) : rendered(inventory), spec.commandLine());
  }

  private String rendered(StateInventory inventory) {
    StateTable table = new StateTable(inventory);
    return format.equals(TEXT) ? table.toText() : table.toJson();
  }

  private String pruned(StateInventory inventory, Duration time) {
    StateInventory.Pruned pruned = inventory.prune(time);
    return format.equals(TEXT)
        ? String.format(
            Locale.ROOT,
            "removed %,d of %,d states, and %,d unfinished files%n",
            pruned.states(),
            inventory.states().size(),
            pruned.unfinished())
        : String.format(
            Locale.ROOT,
            "{\"states\": %d, \"unfinished\": %d}\n",
            pruned.states(),
            pruned.unfinished());
  }

  private Duration time() {
    try {
      return new WaitingTime(grace == null ? GRACE : grace).time();
    } catch (IllegalStateException e) {
      throw new ParameterException(
          spec.commandLine(), "--grace is \"" + grace + "\", expected a time such as 12h or 7d", e);
    }
  }
}
