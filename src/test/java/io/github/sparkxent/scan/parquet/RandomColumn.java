// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * A column of random values, single ones or lists, in one of the ways that writers store it.
 *
 * @param name the name of the column
 * @param kind what its values are
 * @param shape how values are nested
 * @param optional whether a row may be null
 * @param optionalElement whether an element may be null, of lists of three levels
 * @param depth 2 for lists of lists of this shape, else 1
 * @param form as what it is read
 */
record RandomColumn(
    String name,
    ValueKind kind,
    Shape shape,
    boolean optional,
    boolean optionalElement,
    int depth,
    ColumnForm form) {
  /** How values are nested, and the names that writers give to the fields of lists. */
  enum Shape {
    SINGLE(null, null),
    THREE_LEVELS("list", "element"),
    BAG("bag", "array_element"),
    TWO_LEVELS("array", null),
    REPEATED(null, null);

    private final String repeated;
    private final String element;

    Shape(String repeated, String element) {
      this.repeated = repeated;
      this.element = element;
    }

    private boolean canNest() {
      return repeated != null;
    }
  }

  /**
   * How often values are null or of few, and how long lists are.
   *
   * @param nulls the share of null rows
   * @param few whether values are of few different ones; null for now these, now those
   * @param lengths 0 for one length, 1 for any up to 30, 2 for up to 2, 3 for some of thousands
   * @param length the one length
   */
  record Habits(double nulls, Boolean few, int lengths, int length) {
    static Habits of(Random random) {
      double nulls = random.nextInt(3) == 0 ? 0 : random.nextInt(6) == 0 ? 1 : random.nextDouble();
      Boolean few = random.nextInt(3) == 0 ? null : (Boolean) random.nextBoolean();
      return new Habits(nulls, few, random.nextInt(4), random.nextInt(random.nextInt(30) + 1));
    }

    private int elements(Random random) {
      return switch (lengths) {
        case 0 -> length;
        case 1 -> random.nextInt(30);
        case 2 -> random.nextInt(3);
        default -> random.nextInt(50) == 0 ? random.nextInt(3000) : 10;
      };
    }

    private boolean isFew(Random random, double share) {
      return few == null ? random.nextDouble() < share : few;
    }
  }

  static RandomColumn of(Random random, String name) {
    while (true) {
      Shape shape = random.nextInt(2) == 0 ? Shape.SINGLE : any(Shape.values(), random);
      RandomColumn column =
          new RandomColumn(
              name,
              any(ValueKind.values(), random),
              shape,
              shape != Shape.REPEATED && random.nextInt(3) > 0,
              shape.element != null && random.nextBoolean(),
              shape.canNest() && random.nextBoolean() ? 2 : 1,
              any(ColumnForm.values(), random));
      if (column.form.takes(column.leaf())) {
        return column;
      }
    }
  }

  private LeafColumn leaf() {
    int lists = shape == Shape.SINGLE ? 0 : depth;
    return new LeafColumn(List.of(name), null, kind.kind(), 0, lists, lists);
  }

  private static <T> T any(T[] all, Random random) {
    return all[random.nextInt(all.length)];
  }

  Type type() {
    Repetition row = optional ? Repetition.OPTIONAL : Repetition.REQUIRED;
    Repetition value = optionalElement ? Repetition.OPTIONAL : Repetition.REQUIRED;
    return switch (shape) {
      case SINGLE -> kind.type(row, name);
      case REPEATED -> kind.type(Repetition.REPEATED, name);
      default -> {
        String element = depth == 1 ? name : shape.element == null ? shape.repeated : shape.element;
        Repetition inner = shape.element == null ? Repetition.REPEATED : value;
        Type list = list(depth == 1 ? row : inner, element, values(value));
        yield depth == 1
            ? list
            : list(row, name, shape.element == null ? list : inRepeatedGroup(list));
      }
    };
  }

  /** Returns the repeated field of a list of values. */
  private Type values(Repetition value) {
    return shape.element == null
        ? kind.type(Repetition.REPEATED, shape.repeated)
        : inRepeatedGroup(kind.type(value, shape.element));
  }

  private Type inRepeatedGroup(Type element) {
    return Types.repeatedGroup().addField(element).named(shape.repeated);
  }

  private static Type list(Repetition repetition, String name, Type repeated) {
    return Types.buildGroup(repetition)
        .as(LogicalTypeAnnotation.listType())
        .addField(repeated)
        .named(name);
  }

  /** Adds a value to a row. */
  void add(Group row, Random random, Habits habits, double share) {
    if (optional && random.nextDouble() < habits.nulls) {
      return;
    }
    boolean few = habits.isFew(random, share);
    if (shape == Shape.SINGLE) {
      kind.add(row, name, random, few);
      return;
    }
    Group list = shape == Shape.REPEATED ? row : row.addGroup(name);
    if (depth == 1) {
      addValues(list, random, habits, few);
      return;
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      if (shape.element == null) {
        addValues(list.addGroup(shape.repeated), random, habits, few);
      } else {
        Group inner = list.addGroup(shape.repeated);
        if (!optionalElement || random.nextDouble() >= habits.nulls / 5) {
          addValues(inner.addGroup(shape.element), random, habits, few);
        }
      }
    }
  }

  private void addValues(Group list, Random random, Habits habits, boolean few) {
    for (int i = habits.elements(random); i > 0; i--) {
      if (shape.element == null) {
        kind.add(list, shape.repeated == null ? name : shape.repeated, random, few);
      } else {
        Group element = list.addGroup(shape.repeated);
        if (!optionalElement || random.nextDouble() >= habits.nulls / 5) {
          kind.add(element, shape.element, random, few);
        }
      }
    }
  }

  /** Returns the value of a row as the scan is expected to give it: null, a value or a list. */
  Object read(Group row) {
    if (shape == Shape.REPEATED) {
      return elements(row, name);
    }
    if (row.getFieldRepetitionCount(name) == 0) {
      return null;
    }
    if (shape == Shape.SINGLE) {
      return kind.read(row, name, 0, form);
    }
    Group list = row.getGroup(name, 0);
    return depth == 1 ? elements(list, shape.repeated) : lists(list);
  }

  private Object lists(Group list) {
    Object[] lists = new Object[list.getFieldRepetitionCount(shape.repeated)];
    for (int i = 0; i < lists.length; i++) {
      Group inner = list.getGroup(shape.repeated, i);
      if (shape.element == null) {
        lists[i] = elements(inner, shape.repeated);
      } else if (inner.getFieldRepetitionCount(shape.element) > 0) {
        lists[i] = elements(inner.getGroup(shape.element, 0), shape.repeated);
      }
    }
    return Arrays.asList(lists);
  }

  private List<Object> elements(Group list, String field) {
    Object[] elements = new Object[list.getFieldRepetitionCount(field)];
    for (int i = 0; i < elements.length; i++) {
      if (shape.element == null) {
        elements[i] = kind.read(list, field, i, form);
      } else {
        Group element = list.getGroup(field, i);
        elements[i] =
            element.getFieldRepetitionCount(shape.element) == 0
                ? null
                : kind.read(element, shape.element, 0, form);
      }
    }
    return Arrays.asList(elements);
  }

  static List<RandomColumn> some(Random random) {
    List<RandomColumn> columns = new ArrayList<>();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      columns.add(of(random, "column" + i));
    }
    return columns;
  }
}
