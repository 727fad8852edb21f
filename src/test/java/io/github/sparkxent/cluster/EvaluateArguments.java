/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command line of an evaluation; an option that is given again replaces what it was. */
final class EvaluateArguments {
  private final Map<String, String> options = new LinkedHashMap<>();

  EvaluateArguments with(String option, String value) {
    options.put(option, value);
    return this;
  }

  EvaluateArguments with(String... optionsAndValues) {
    for (int i = 0; i < optionsAndValues.length; i += 2) {
      with(optionsAndValues[i], optionsAndValues[i + 1]);
    }
    return this;
  }

  String[] toArray() {
    List<String> args = new ArrayList<>(List.of("evaluate"));
    options.forEach((option, value) -> args.addAll(List.of(option, value)));
    return args.toArray(String[]::new);
  }
}
