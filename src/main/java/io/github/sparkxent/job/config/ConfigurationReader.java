// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.sparkxent.job.config.yaml.KnownKeys;
import io.github.sparkxent.job.config.yaml.MistakenValue;
import io.github.sparkxent.job.config.yaml.NamedWeights;
import io.github.sparkxent.job.config.yaml.PlainYaml;
import io.github.sparkxent.job.config.yaml.Variables;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.Secrets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads a configuration: a YAML document, then single keys over it.
 *
 * <p>Nothing is guessed: an unknown key, a number where text is expected, or text where a number is
 * expected is an error. The message names the key, what was found and what was expected.
 */
public final class ConfigurationReader {
  private static final YAMLMapper MAPPER = mapper();
  private static final String SPLITS = "splits";

  /** The keys whose values are paths. */
  private static final Set<String> PATHS = Set.of("path", SPLITS, "directory", "losses");

  private final String source;
  private final ObjectNode root;
  private final Map<String, String> variables = new LinkedHashMap<>();

  private ConfigurationReader(String source, ObjectNode root) {
    this.source = source;
    this.root = root;
  }

  private static YAMLMapper mapper() {
    YAMLMapper mapper =
        YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    for (CoercionInputShape shape :
        new CoercionInputShape[] {
          CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean
        }) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
      mapper.coercionConfigFor(LogicalType.Enum).setCoercion(shape, CoercionAction.Fail);
    }
    return mapper;
  }

  /**
   * Starts without a document.
   *
   * @param source what gives the keys, for messages
   */
  public static ConfigurationReader empty(String source) {
    return new ConfigurationReader(source, MAPPER.createObjectNode());
  }

  /** Starts from a document. */
  public static ConfigurationReader of(String source, String yaml) {
    JsonNode root;
    try {
      root = PlainYaml.read(MAPPER, yaml);
    } catch (JsonProcessingException e) {
      throw EvaluationException.configuration(source + ": " + PlainYaml.problem(e), e);
    }
    if (root.isMissingNode() || root.isNull()) {
      root = MAPPER.createObjectNode();
    }
    if (!root.isObject()) {
      throw EvaluationException.configuration(
          "%s: found %s, expected keys such as input and columns"
              .formatted(source, MistakenValue.describe(root)));
    }
    return new ConfigurationReader(source, (ObjectNode) root);
  }

  /**
   * Starts from the configuration of a run, as {@link #asMap} returns it. Its variables are filled
   * in already, so what still looks like one is text.
   */
  public static ConfigurationReader of(String source, Map<String, Object> configuration) {
    ObjectNode root = MAPPER.valueToTree(configuration);
    Variables.escape(root);
    return new ConfigurationReader(source, root);
  }

  /** Sets a key to text, whatever the text looks like. */
  public void setText(String key, String text) {
    put(key, MAPPER.getNodeFactory().textNode(text));
  }

  /**
   * Gives a variable its value: <code>${name}</code> in any text of the configuration stands for
   * it, whoever sets that text.
   *
   * @throws EvaluationException of kind configuration if the name is none
   */
  public void setVariable(String name, String value) {
    if (!Variables.isName(name)) {
      throw EvaluationException.configuration(
          "--var %s: found \"%s\", expected a name of letters, digits and _, such as date"
              .formatted(name, name));
    }
    variables.put(name, value);
  }

  /** Sets a key to a list of texts. */
  public void setTexts(String key, Collection<String> texts) {
    ArrayNode values = MAPPER.createArrayNode();
    texts.forEach(values::add);
    put(key, values);
  }

  /**
   * Sets a key to a value read as YAML.
   *
   * @param key the key, its parts separated by dots; a number picks from a list
   */
  public void setYaml(String key, String yaml) {
    JsonNode value;
    try {
      value = PlainYaml.read(MAPPER, yaml);
    } catch (JsonProcessingException e) {
      throw EvaluationException.configuration("set " + key + ": " + PlainYaml.problem(e), e);
    }
    put(key, value.isMissingNode() ? NullNode.getInstance() : value);
  }

  /** Sets the name if the document has none. */
  public void setDefaultName(String name) {
    if (!root.hasNonNull("name")) {
      root.put("name", name);
    }
  }

  private void put(String key, JsonNode value) {
    String[] parts = key.split("\\.", -1);
    if (Arrays.stream(parts).anyMatch(String::isBlank)) {
      throw EvaluationException.configuration(
          "set " + key + ": found an empty key, expected a key such as input.path");
    }
    JsonNode node = root;
    for (int i = 0; i < parts.length - 1; i++) {
      node = child(node, parts[i], key);
    }
    String last = parts[parts.length - 1];
    if (node instanceof ArrayNode list) {
      list.set(index(list, last, key), value);
    } else {
      ((ObjectNode) node).set(last, value);
    }
  }

  private static JsonNode child(JsonNode node, String part, String key) {
    if (node instanceof ArrayNode list) {
      return requireContainer(list.get(index(list, part, key)), part, key);
    }
    ObjectNode object = (ObjectNode) node;
    if (!object.hasNonNull(part)) {
      return object.putObject(part);
    }
    return requireContainer(object.get(part), part, key);
  }

  private static JsonNode requireContainer(JsonNode node, String part, String key) {
    if (!node.isContainerNode()) {
      throw EvaluationException.configuration(
          "set %s: %s is %s and has no keys".formatted(key, part, MistakenValue.describe(node)));
    }
    return node;
  }

  private static int index(ArrayNode list, String part, String key) {
    if (!part.matches("\\d{1,6}") || Integer.parseInt(part) >= list.size()) {
      throw EvaluationException.configuration(
          "set " + key + ": found " + part + ", expected an index in [0, " + list.size() + ")");
    }
    return Integer.parseInt(part);
  }

  /**
   * Returns the configuration.
   *
   * @throws EvaluationException of kind configuration if a key is unknown or a value unfit
   */
  public EvaluationConfig read() {
    EvaluationConfig config = readForMerge();
    try {
      if (config.increments() != null) {
        config.increments().requireDirectory();
      }
      return config;
    } catch (IllegalArgumentException e) {
      throw EvaluationException.configuration(source + ": " + oneLine(e.getMessage()), e);
    }
  }

  /**
   * Returns the configuration of a merge, whose increments need no directory: it names the states
   * itself.
   *
   * @throws EvaluationException of kind configuration if a key is unknown or a value unfit
   */
  public EvaluationConfig readForMerge() {
    ObjectNode filled = filledIn();
    new KnownKeys(source).require(filled, EvaluationConfig.class, "");
    if (filled.hasNonNull("labels") && filled.path("columns").hasNonNull("label")) {
      throw EvaluationException.configuration(
          source + ": both columns.label and labels, expected labels.label alone");
    }
    try {
      ObjectNode ordered = filled.deepCopy();
      NamedWeights.order(ordered);
      return MAPPER.treeToValue(ordered, EvaluationConfig.class);
    } catch (IllegalArgumentException e) {
      throw EvaluationException.configuration(source + ": " + oneLine(e.getMessage()), e);
    } catch (MismatchedInputException e) {
      throw EvaluationException.configuration(source + ": " + MistakenValue.of(e, filled), e);
    } catch (JsonMappingException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      String path = MistakenValue.path(e);
      throw EvaluationException.configuration(
          source + ": " + (path.contains("[") ? path + ": " : "") + oneLine(reason.getMessage()),
          e);
    } catch (JsonProcessingException e) {
      throw EvaluationException.configuration(source + ": " + oneLine(e.getOriginalMessage()), e);
    }
  }

  /** Returns the keys with variables filled in. */
  private ObjectNode filledIn() {
    ObjectNode filled = root.deepCopy();
    try {
      new Variables(variables).fillIn(filled);
    } catch (IllegalArgumentException e) {
      throw EvaluationException.configuration(source + ": " + oneLine(e.getMessage()), e);
    }
    return filled;
  }

  /** Returns a configuration as plain maps and lists, without secrets. */
  public static Map<String, Object> asMap(EvaluationConfig config) {
    JsonNode shown = mask(MAPPER.valueToTree(config), "", false);
    return MAPPER.convertValue(shown, new TypeReference<Map<String, Object>>() {});
  }

  /** Masks each text: an option by its name, a path as a path, any other text by itself. */
  private static JsonNode mask(JsonNode node, String name, boolean option) {
    if (node.isTextual()) {
      String text = node.textValue();
      return TextNode.valueOf(
          option
              ? Secrets.maskValue(name, text)
              : PATHS.contains(name) ? Secrets.maskPath(text) : Secrets.mask(text));
    }
    if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, mask(list.get(i), name, option));
      }
    } else if (node instanceof ObjectNode group) {
      for (Map.Entry<String, JsonNode> entry : group.properties()) {
        String path = name.equals(SPLITS) ? SPLITS : entry.getKey();
        entry.setValue(mask(entry.getValue(), path, name.equals("options")));
      }
    }
    return node;
  }

  private static String oneLine(String message) {
    return message == null ? "" : message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
