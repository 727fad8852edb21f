// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command line of an evaluation; an option that is given again replaces what it was. */
final class EvaluateArguments {
  private final Map<String, String> options = new LinkedHashMap<>();

  static EvaluateArguments of(String input, String runId, String output) {
    return new EvaluateArguments()
        .with("--input", input, "--name", "mnist", "--run-id", runId, "--output", output);
  }

  EvaluateArguments with(String... optionsAndValues) {
    for (int i = 0; i < optionsAndValues.length; i += 2) {
      options.put(optionsAndValues[i], optionsAndValues[i + 1]);
    }
    return this;
  }

  String[] toArray() {
    List<String> args = new ArrayList<>(List.of("evaluate"));
    options.forEach((option, value) -> args.addAll(List.of(option, value)));
    return args.toArray(String[]::new);
  }
}
