// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.dataformat.yaml.snakeyaml.error.MarkedYAMLException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * YAML as plain data: the value is what is written, or it is refused.
 *
 * <p>Refused are a tag that names a type, an alias (the parser gives its name as text), and a
 * number or truth value whose reading differs between versions of YAML ({@code 010}, {@code 1_000},
 * {@code yes}) or that no double holds.
 */
public final class PlainYaml {
  /** YAML's own types, which only say how a value is meant. */
  private static final Set<String> PLAIN =
      Set.of("str", "int", "float", "bool", "null", "seq", "map");

  private static final String YAML = "tag:yaml.org,2002:";
  private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9][0-9]*)");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?");

  /** A number's digits before its exponent, if one of them is not zero. */
  private static final Pattern NOT_ZERO = Pattern.compile("[-+0.]*[1-9].*");

  private PlainYaml() {}

  /**
   * Reads a document.
   *
   * @throws JsonProcessingException if it is not YAML, or holds what is not plain data
   */
  public static JsonNode read(YAMLMapper mapper, String yaml) throws JsonProcessingException {
    try (YAMLParser parser = mapper.getFactory().createParser(yaml)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        requireNoType(parser);
        if (parser.isCurrentAlias()) {
          throw refused(parser, "the alias *" + parser.getText(), "the value itself, written out");
        }
        requirePlain(parser, token);
      }
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory cannot fail to be read", e);
    }
    return mapper.readTree(yaml);
  }

  private static void requireNoType(YAMLParser parser) throws IOException {
    String tag = parser.getTypeId();
    if (tag != null && !(tag.startsWith(YAML) && PLAIN.contains(tag.substring(YAML.length())))) {
      throw refused(parser, "the tag " + tag, "values without tags");
    }
  }

  private static void requirePlain(YAMLParser parser, JsonToken token) throws IOException {
    String text = token.isScalarValue() ? parser.getText() : "";
    switch (token) {
      case VALUE_TRUE, VALUE_FALSE -> {
        if (!text.equals("true") && !text.equals("false")) {
          throw refused(parser, text, "true or false, or text in quotes");
        }
      }
      case VALUE_NUMBER_INT -> {
        if (!INTEGER.matcher(text).matches()) {
          throw refused(parser, text, "an integer in decimal digits, or text in quotes");
        }
      }
      case VALUE_NUMBER_FLOAT -> requireDouble(parser, text);
      default -> {}
    }
  }

  private static void requireDouble(YAMLParser parser, String text) throws IOException {
    if (!DECIMAL.matcher(text).matches()) {
      throw refused(parser, text, "a number in decimal digits, or text in quotes");
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value) || (value == 0 && NOT_ZERO.matcher(text).matches())) {
      throw refused(
          parser, text + ", which as a double is " + value, "a number in the range of a double");
    }
  }

  private static NotPlain refused(YAMLParser parser, String found, String expected) {
    String key = key(parser.getParsingContext());
    return new NotPlain(
        parser, (key.isEmpty() ? "" : key + ": ") + "found " + found + ", expected " + expected);
  }

  /** Thrown for valid YAML that is not plain data. */
  private static final class NotPlain extends JsonParseException {
    private static final long serialVersionUID = 1L;

    NotPlain(YAMLParser parser, String message) {
      super(parser, message);
    }
  }

  /** Returns in one line what is wrong with a document, and where. */
  public static String problem(JsonProcessingException e) {
    JsonLocation place = e.getLocation();
    String at =
        place == null ? "" : "line " + place.getLineNr() + ", column " + place.getColumnNr();
    if (e instanceof NotPlain) {
      return at + ": " + e.getOriginalMessage();
    }
    String message = e.getOriginalMessage();
    if (e instanceof MarkedYAMLException marked) {
      // The parser's whole message has places of its own, and quotes the line, which may hold a
      // secret.
      at =
          "line "
              + (marked.getProblemMark().getLine() + 1)
              + ", column "
              + (marked.getProblemMark().getColumn() + 1);
      message = marked.getProblem();
    }
    return "not valid YAML"
        + (at.isEmpty() ? "" : " at " + at)
        + ": "
        + message.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /** Returns the key of the value that the parser is at, as messages name it: {@code a.b[0]}. */
  public static String key(JsonStreamContext context) {
    if (context == null || context.inRoot()) {
      return "";
    }
    String parent = key(context.getParent());
    if (context.inArray()) {
      return parent + "[" + context.getCurrentIndex() + "]";
    }
    return (parent.isEmpty() ? "" : parent + ".") + context.getCurrentName();
  }
}
