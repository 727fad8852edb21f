// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sparkxent.job.states.StateInventory.Listed;
import io.github.sparkxent.report.text.ReadableNumbers;
import io.github.sparkxent.report.text.TerminalText;
import io.github.sparkxent.report.text.TextTable;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The states of a directory as text and as JSON. */
public final class StateTable {
  private static final int PATH_COLUMNS = 100;
  private static final int NAME_COLUMNS = 40;
  private static final int DIGITS = 6;
  private static final int SHORT_DIGEST = 8;
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  /** What the document holds. */
  private record Document(String directory, List<Line> states, List<String> unfinished) {}

  private record Line(
      String path,
      String directoryValues,
      String presence,
      String kept,
      String configurationSha256,
      String stateFile,
      long bytes,
      long rows,
      List<KeptCounts> splits) {}

  private final StateInventory inventory;

  /** Makes the views of a directory. */
  public StateTable(StateInventory inventory) {
    this.inventory = inventory;
  }

  /** Returns one line for each split of each state, which end in a line feed. */
  public String toText() {
    List<String> lines = new ArrayList<>();
    long there =
        inventory.states().stream()
            .filter(state -> state.presence() == StateInventory.Presence.THERE)
            .count();
    lines.add(
        "%s  %s states, %s of files that are there as they were"
            .formatted(
                TerminalText.printable(inventory.directory()),
                ReadableNumbers.count(inventory.states().size()),
                ReadableNumbers.count(there)));
    for (String file : inventory.unfinished()) {
      lines.add("unfinished  " + TerminalText.printable(file));
    }
    if (!inventory.states().isEmpty()) {
      lines.add("");
      lines.addAll(table());
    }
    return String.join("\n", lines) + "\n";
  }

  private List<String> table() {
    TextTable table = new TextTable(5);
    table.row(
        List.of("file", "now", "kept", "configuration", "split", "rows", "evaluated", "loss_mean"));
    for (Listed state : inventory.states()) {
      for (KeptCounts split : state.state().splits()) {
        table.row(
            List.of(
                TerminalText.printable(state.state().file().path(), PATH_COLUMNS),
                name(state),
                state.kept().truncatedTo(ChronoUnit.SECONDS).toString(),
                state.state().file().configuration().substring(0, SHORT_DIGEST),
                split.split() == null
                    ? "(none)"
                    : TerminalText.printable(split.split(), NAME_COLUMNS),
                ReadableNumbers.count(split.rows()),
                ReadableNumbers.count(split.evaluated()),
                split.lossMean() == null
                    ? "-"
                    : ReadableNumbers.significant(split.lossMean(), DIGITS)));
      }
    }
    return table.lines();
  }

  private static String name(Listed state) {
    return state.presence().name().toLowerCase(Locale.ROOT);
  }

  /** Returns a JSON document that ends in a line feed. */
  public String toJson() {
    List<Line> lines = inventory.states().stream().map(StateTable::line).toList();
    try {
      return JSON.writerWithDefaultPrettyPrinter()
              .writeValueAsString(
                  new Document(inventory.directory(), lines, inventory.unfinished()))
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the states are no JSON", e);
    }
  }

  private static Line line(Listed state) {
    FileIdentity file = state.state().file();
    return new Line(
        file.path(),
        file.values(),
        name(state),
        state.kept().toString(),
        file.configuration(),
        state.stateFile(),
        file.bytes(),
        file.rows(),
        state.state().splits());
  }
}
