// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.github.sparkxent.job.config.ReaderOptions;
import io.github.sparkxent.job.failure.ReadFailure;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Checks JSON: a line, or a file with {@code multiLine}, is one record or one array of records, and
 * nothing more.
 *
 * <p>Spark's reader takes the first value and passes over the rest, takes the last of two values of
 * a key, and turns a number beyond its type into infinity.
 */
final class JsonRecords implements TextRecords {
  private final String key;
  private final boolean isMultiLine;
  private final Charset charset;
  private final JsonFactory factory;
  private final StructType schema;
  private final Map<StructType, Map<String, DataType>> fields = new IdentityHashMap<>();

  /**
   * Prepares.
   *
   * @param schema the columns, or null if Spark finds them out; then numbers are doubles
   */
  JsonRecords(String key, Map<String, String> options, StructType schema) {
    this.key = key;
    isMultiLine = Boolean.parseBoolean(ReaderOptions.value(options, "multiLine", "false"));
    charset = TextRecords.charset(options);
    factory = factory(options);
    this.schema = schema;
  }

  private static JsonFactory factory(Map<String, String> options) {
    var builder =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build());
    for (JsonReadFeature feature : JsonReadFeature.values()) {
      String name =
          switch (feature) {
            case ALLOW_SINGLE_QUOTES -> "allowSingleQuotes";
            case ALLOW_UNQUOTED_FIELD_NAMES -> "allowUnquotedFieldNames";
            case ALLOW_LEADING_ZEROS_FOR_NUMBERS -> "allowNumericLeadingZeros";
            case ALLOW_NON_NUMERIC_NUMBERS -> "allowNonNumericNumbers";
            case ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER -> "allowBackslashEscapingAnyCharacter";
            case ALLOW_UNESCAPED_CONTROL_CHARS -> "allowUnquotedControlChars";
            default -> null;
          };
      boolean isDefault =
          feature == JsonReadFeature.ALLOW_SINGLE_QUOTES
              || feature == JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS;
      if (name != null) {
        String value = ReaderOptions.value(options, name, String.valueOf(isDefault));
        builder.configure(feature, Boolean.parseBoolean(value));
      }
    }
    return builder.build();
  }

  @Override
  public long ofLine(byte[] bytes, int length, boolean isFirst) throws IOException {
    try (JsonParser parser =
        charset == null
            ? factory.createParser(bytes, 0, length)
            : parser(new ByteArrayInputStream(bytes, 0, length))) {
      return rows(parser);
    }
  }

  @Override
  public long ofFile(InputStream in) throws IOException {
    try (JsonParser parser = charset == null ? factory.createParser(in) : parser(in)) {
      return rows(parser);
    }
  }

  /** Decodes strictly: bytes that are no characters are an error, not a question mark. */
  private JsonParser parser(InputStream in) throws IOException {
    return factory.createParser(new InputStreamReader(in, charset.newDecoder()));
  }

  private long rows(JsonParser parser) throws IOException {
    try {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return 0;
      }
      long rows = rows(parser, first);
      requireEnd(parser);
      return rows;
    } catch (JsonProcessingException e) {
      throw fault(parser, problem(e));
    } catch (CharacterCodingException | CharConversionException e) {
      throw fault(
          parser,
          "bytes that are no %s; %s.options.encoding says what they are"
              .formatted(charset == null ? "UTF-8" : charset, key));
    }
  }

  private String problem(JsonProcessingException e) {
    String message = ReadFailure.oneLine(e.getOriginalMessage());
    if (message.startsWith("Duplicate field")) {
      return message + ", expected each key once";
    }
    if (!(e instanceof JsonEOFException) && !message.startsWith("Unexpected end-of-input")) {
      return "no JSON: " + message;
    }
    return "the text ends within a value"
        + (isMultiLine
            ? ", expected a whole record or array of records"
            : ", expected a record a line; a file that is one record or array over several lines"
                + " takes "
                + key
                + ".options.multiLine: true");
  }

  private long rows(JsonParser parser, JsonToken first) throws IOException {
    if (first == JsonToken.START_OBJECT) {
      value(parser, schema, "");
      return 1;
    }
    requireRecord(parser, first == JsonToken.START_ARRAY);
    long rows = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      requireRecord(parser, parser.currentToken() == JsonToken.START_OBJECT);
      value(parser, schema, "");
      rows++;
    }
    return rows;
  }

  private static void requireRecord(JsonParser parser, boolean isRecord) throws IOException {
    if (!isRecord) {
      throw fault(parser, "found " + parser.getText() + ", expected a record in braces");
    }
  }

  private void requireEnd(JsonParser parser) throws IOException {
    boolean isEnd;
    try {
      isEnd = parser.nextToken() == null;
    } catch (JsonProcessingException e) {
      isEnd = false;
    }
    if (!isEnd) {
      throw fault(
          parser,
          "something follows the first record, expected one record or one array of records "
              + (isMultiLine ? "a file" : "a line"));
    }
  }

  private static Fault fault(JsonParser parser, String message) {
    var place = parser.currentLocation();
    return new Fault(
        "column " + place.getColumnNr() + ": " + message, Math.max(1, place.getLineNr()));
  }

  private void value(JsonParser parser, DataType type, String name) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, type);
      case START_ARRAY -> {
        DataType element = type instanceof ArrayType array ? array.elementType() : null;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          value(parser, element, name);
        }
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> requireFinite(parser, type, name);
      case VALUE_STRING -> requireCharacters(parser, name);
      default -> {}
    }
  }

  private void object(JsonParser parser, DataType type) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      DataType field =
          type instanceof StructType struct
              ? fields.computeIfAbsent(struct, JsonRecords::byName).get(name)
              : type instanceof MapType map ? map.valueType() : null;
      value(parser, field, name);
    }
  }

  private static Map<String, DataType> byName(StructType struct) {
    Map<String, DataType> types = new HashMap<>();
    for (StructField field : struct.fields()) {
      types.put(field.name(), field.dataType());
    }
    return types;
  }

  private void requireFinite(JsonParser parser, DataType type, String name) throws IOException {
    boolean isFloat = DataTypes.FloatType.equals(type);
    boolean isDouble = DataTypes.DoubleType.equals(type) || schema == null;
    if ((isFloat && Float.isInfinite(parser.getFloatValue()))
        || (isDouble && Double.isInfinite(parser.getDoubleValue()))) {
      if (!parser.isNaN()) {
        throw fault(
            parser,
            "%s in \"%s\" is beyond the range of %s"
                .formatted(
                    parser.getText(), name, isFloat ? "FLOAT; DOUBLE may hold it" : "DOUBLE"));
      }
    }
  }

  /** Half a surrogate pair would become a question mark. */
  private static void requireCharacters(JsonParser parser, String name) throws IOException {
    char[] text = parser.getTextCharacters();
    int end = parser.getTextOffset() + parser.getTextLength();
    for (int i = parser.getTextOffset(); i < end; i++) {
      if (Character.isSurrogate(text[i])) {
        if (i + 1 == end || !Character.isSurrogatePair(text[i], text[i + 1])) {
          throw fault(parser, "half a surrogate pair in \"" + name + "\", expected characters");
        }
        i++;
      }
    }
  }
}
