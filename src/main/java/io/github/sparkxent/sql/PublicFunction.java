// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A function of the catalog, which {@link XentFunctions} also offers as a classic one.
 *
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
  /** A parameter's name and the types that it takes. */
  record Parameter(String name, ArgumentType type) implements Serializable {}

  @Override
  public String description() {
    return parameters.stream()
        .map(Parameter::name)
        .collect(Collectors.joining(", ", name + "(", ") - " + meaning));
  }

  @Override
  public BoundFunction bind(StructType arguments) {
    String[] names = parameters.stream().map(Parameter::name).toArray(String[]::new);
    Signature signature = new Signature(name, arguments, names);
    List<DataType> types = new ArrayList<>();
    for (Parameter parameter : parameters) {
      types.add(parameter.type().accept(signature, types.size()));
    }
    return bind(types);
  }

  /** Returns the function for arguments as {@link ArgumentType#read} gives them. */
  BoundFunction bindClassic() {
    return bind(parameters.stream().map(parameter -> parameter.type().classic()).toList());
  }

  private BoundFunction bind(List<DataType> types) {
    return binder.apply(new Binding(name, resultType, types));
  }
}
