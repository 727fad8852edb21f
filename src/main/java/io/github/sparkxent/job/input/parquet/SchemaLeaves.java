// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;

/** The columns of values in a footer's schema, which lists a tree from the root on. */
final class SchemaLeaves {
  /** Deeper than the columns of any table, and safe for recursion. */
  private static final int MAX_DEPTH = 200;

  /**
   * How often values of a column may be missing or repeated.
   *
   * @param definition how many of the fields on its path are optional
   * @param repetition how many of them are repeated; 0 for a column with one value a row
   */
  record Levels(int definition, int repetition) {}

  private final List<SchemaElement> elements;
  private final Map<List<String>, Levels> leaves = new LinkedHashMap<>();
  private int next;

  private SchemaLeaves(List<SchemaElement> elements) {
    this.elements = elements;
  }

  /**
   * Returns the levels of each column by its path.
   *
   * @throws IllegalStateException if the list is no tree
   */
  static Map<List<String>, Levels> of(List<SchemaElement> elements) {
    SchemaLeaves tree = new SchemaLeaves(elements);
    SchemaElement root = tree.element();
    tree.addChildren(root, List.of(), new Levels(0, 0));
    if (tree.next != elements.size()) {
      throw new IllegalStateException(
          "its schema has " + elements.size() + " fields, of which " + tree.next + " have a place");
    }
    return tree.leaves;
  }

  private SchemaElement element() {
    if (next == elements.size()) {
      throw new IllegalStateException(
          "its schema promises more than the " + next + " fields that are there");
    }
    return elements.get(next++);
  }

  private void addChildren(SchemaElement parent, List<String> path, Levels levels) {
    if (path.size() == MAX_DEPTH) {
      throw new IllegalStateException("its schema is deeper than " + MAX_DEPTH + " fields");
    }
    for (int i = 0; i < parent.getNum_children(); i++) {
      SchemaElement child = element();
      List<String> childPath = new ArrayList<>(path);
      childPath.add(child.getName());
      Levels childLevels = below(levels, child.getRepetition_type());
      if (child.isSetType()) {
        leaves.put(childPath, childLevels);
      } else {
        addChildren(child, childPath, childLevels);
      }
    }
  }

  private static Levels below(Levels levels, FieldRepetitionType repetition) {
    return new Levels(
        levels.definition() + (repetition == FieldRepetitionType.REQUIRED ? 0 : 1),
        levels.repetition() + (repetition == FieldRepetitionType.REPEATED ? 1 : 0));
  }
}
