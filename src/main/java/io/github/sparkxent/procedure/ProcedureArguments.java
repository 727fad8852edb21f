// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.procedure;

import io.github.sparkxent.job.failure.EvaluationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The arguments of a call by the names of their parameters; null is none. */
final class ProcedureArguments {
  /** The parameter of a configuration's path. */
  static final String CONFIG = "config";

  /** The parameter of settings over the configuration. */
  static final String SET = "set";

  private static final DataType SETTINGS =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);

  private final ProcedureParameter[] parameters;
  private final InternalRow values;

  ProcedureArguments(ProcedureParameter[] parameters, InternalRow values) {
    this.parameters = parameters;
    this.values = values;
  }

  static ProcedureParameter required(String name, DataType type, String comment) {
    return ProcedureParameter.in(name, type).comment(comment).build();
  }

  static ProcedureParameter optional(String name, DataType type, String comment) {
    return ProcedureParameter.in(name, type)
        .defaultValue("CAST(NULL AS " + type.sql() + ")")
        .comment(comment)
        .build();
  }

  /** Returns the parameter of settings. */
  static ProcedureParameter settings() {
    return optional(SET, SETTINGS, "keys over the configuration, and their values in YAML");
  }

  private int index(String name) {
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i].name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no parameter " + name);
  }

  /** Returns a text, or null. */
  String text(String name) {
    int i = index(name);
    return values.isNullAt(i) ? null : values.getUTF8String(i).toString();
  }

  /** Returns a text that is there. */
  String requiredText(String name) {
    String text = text(name);
    if (text == null) {
      throw EvaluationException.configuration(name + " is null, expected a text");
    }
    return text;
  }

  /** Returns texts that are there, at least one. */
  List<String> requiredTexts(String name) {
    int i = index(name);
    ArrayData array = values.isNullAt(i) ? null : values.getArray(i);
    if (array == null || array.numElements() == 0) {
      throw EvaluationException.configuration(
          "%s is %s, expected one or more texts"
              .formatted(name, array == null ? "null" : "an empty array"));
    }
    List<String> texts = new ArrayList<>();
    for (int j = 0; j < array.numElements(); j++) {
      if (array.isNullAt(j)) {
        throw EvaluationException.configuration(
            "%s has a null at %s, expected texts".formatted(name, j));
      }
      texts.add(array.getUTF8String(j).toString());
    }
    return texts;
  }

  /** Returns keys and their values in YAML, in the order of the map. */
  Map<String, String> settings(String name) {
    int i = index(name);
    Map<String, String> settings = new LinkedHashMap<>();
    if (!values.isNullAt(i)) {
      MapData map = values.getMap(i);
      for (int j = 0; j < map.numElements(); j++) {
        settings.put(
            map.keyArray().getUTF8String(j).toString(),
            map.valueArray().isNullAt(j) ? "null" : map.valueArray().getUTF8String(j).toString());
      }
    }
    return settings;
  }
}
