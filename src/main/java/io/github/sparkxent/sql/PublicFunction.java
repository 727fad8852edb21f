// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A function of the catalog, which {@link XentFunctions} also offers as a classic one.
 *
 * @param parameters what it takes; optional ones come last
 * @param meaning what it gives and what it takes, in words
 * @param binder makes the function for the exact types of its arguments
 */
record PublicFunction(
    String name,
    List<Parameter> parameters,
    DataType resultType,
    String meaning,
    Function<Binding, BoundFunction> binder)
    implements UnboundFunction {
  /** A parameter's name, the types that it takes, and whether a call may leave it out. */
  record Parameter(String name, ArgumentType type, boolean isOptional) implements Serializable {
    Parameter(String name, ArgumentType type) {
      this(name, type, false);
    }
  }

  @Override
  public String description() {
    StringBuilder text = new StringBuilder(name).append("(");
    for (Parameter parameter : parameters) {
      String separator = parameter == parameters.get(0) ? "" : ", ";
      text.append(
          parameter.isOptional()
              ? "[" + separator + parameter.name() + "]"
              : separator + parameter.name());
    }
    return text.append(") - ").append(meaning).toString();
  }

  /** Returns the parameters that no call may leave out. */
  List<Parameter> required() {
    return parameters.stream().filter(parameter -> !parameter.isOptional()).toList();
  }

  @Override
  public BoundFunction bind(StructType arguments) {
    List<Parameter> taken = arguments.length() <= required().size() ? required() : parameters;
    String[] names = taken.stream().map(Parameter::name).toArray(String[]::new);
    Signature signature = new Signature(name, arguments, names);
    List<DataType> types = new ArrayList<>();
    for (Parameter parameter : taken) {
      types.add(parameter.type().accept(signature, types.size()));
    }
    return bind(types);
  }

  /** Returns the function for required arguments as {@link ArgumentType#read} gives them. */
  BoundFunction bindClassic() {
    return bind(required().stream().map(parameter -> parameter.type().classic()).toList());
  }

  private BoundFunction bind(List<DataType> types) {
    return binder.apply(new Binding(name, resultType, types));
  }
}
