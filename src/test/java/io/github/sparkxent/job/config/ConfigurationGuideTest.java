// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of all keys in docs/configuration.md has all keys that there are. */
class ConfigurationGuideTest {
  private static String keys() throws IOException {
    String guide = Files.readString(Path.of("docs/configuration.md"));
    Matcher block =
        Pattern.compile("```yaml\n(name: evaluation.*?)```", Pattern.DOTALL).matcher(guide);
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  /** Returns what is said of a group: its line and those that follow, up to the next key. */
  private static String group(String name) throws IOException {
    Matcher group =
        Pattern.compile("^" + name + ":.*?(?=^\\w|\\z)", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(keys());
    assertThat(group.find()).as("%s is among the keys", name).isTrue();
    return group.group();
  }

  private static List<String> names(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(ConfigurationGuideTest::name).toList();
  }

  private static String name(RecordComponent component) {
    JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
    return given != null
        ? given.value()
        : new PropertyNamingStrategies.SnakeCaseStrategy().translate(component.getName());
  }

  static Stream<Arguments> groups() {
    return Arrays.stream(EvaluationConfig.class.getRecordComponents())
        .filter(component -> component.getType().isRecord())
        .map(component -> Arguments.of(name(component), component.getType()));
  }

  @ParameterizedTest
  @MethodSource("groups")
  void says_each_key_of_a_group(String group, Class<?> type) throws IOException {
    String said = group(group);

    assertThat(names(type))
        .isNotEmpty()
        .allSatisfy(key -> assertThat(said).containsPattern("\\b" + key + "\\b"));
  }

  @Test
  void says_each_group() throws IOException {
    String said = keys();

    assertThat(names(EvaluationConfig.class))
        .allSatisfy(key -> assertThat(said).containsPattern("(?m)^" + key + ":"));
  }
}
