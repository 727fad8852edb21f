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
package io.github.sparkxent.job;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** YAML as plain data: a tag that names a type is refused, not passed over in silence. */
final class PlainYaml {
  /** YAML's own types, which say no more than how a value is meant. */
  private static final Set<String> PLAIN =
      Set.of("str", "int", "float", "bool", "null", "seq", "map");

  private static final String YAML = "tag:yaml.org,2002:";

  private PlainYaml() {}

  /**
   * Reads a document.
   *
   * @throws JsonProcessingException if it is not YAML, or has a tag of a type that is not YAML's
   */
  static JsonNode read(YAMLMapper mapper, String yaml) throws JsonProcessingException {
    try (YAMLParser parser = mapper.getFactory().createParser(yaml)) {
      while (parser.nextToken() != null) {
        String tag = parser.getTypeId();
        if (tag != null
            && !(tag.startsWith(YAML) && PLAIN.contains(tag.substring(YAML.length())))) {
          throw new JsonParseException(
              parser, "found the tag " + tag + ", expected values without tags");
        }
      }
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory cannot fail to be read", e);
    }
    return mapper.readTree(yaml);
  }
}
