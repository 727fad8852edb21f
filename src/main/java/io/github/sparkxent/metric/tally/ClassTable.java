// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.tally;

import io.github.sparkxent.numeric.exact.BinaryForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A state for each class that has occurred.
 *
 * @param <T> the state of one class
 */
public final class ClassTable<T> {
  /** The most classes with figures, far more than anybody reads. */
  public static final int CLASS_LIMIT = 1 << 20;

  /** Writes the state of one class. */
  @FunctionalInterface
  public interface Writer<T> {
    void write(T state, DataOutput out) throws IOException;
  }

  /** Reads into the state of one class, and refuses that of a class that has not occurred. */
  @FunctionalInterface
  public interface Reader<T> {
    void read(T state, DataInput in) throws IOException;
  }

  private final Supplier<T> empty;

  /** Element c is the state of class c, or null. */
  private final List<T> states = new ArrayList<>();

  public ClassTable(Supplier<T> empty) {
    this.empty = empty;
  }

  /** Returns the state of a class, which has occurred from now on. */
  public T of(int classId) {
    T state = classId >= 0 && classId < states.size() ? states.get(classId) : null;
    return state == null ? occurred(classId) : state;
  }

  private T occurred(int classId) {
    if (classId < 0 || classId >= CLASS_LIMIT) {
      throw new IllegalArgumentException(
          "figures by class are for the classes 0 to " + (CLASS_LIMIT - 1) + ", not " + classId);
    }
    while (states.size() <= classId) {
      states.add(null);
    }
    T state = empty.get();
    states.set(classId, state);
    return state;
  }

  /** Returns the classes that have occurred, in ascending order. */
  public int[] classes() {
    return IntStream.range(0, states.size()).filter(c -> states.get(c) != null).toArray();
  }

  public void merge(ClassTable<T> other, BiConsumer<T, T> merge) {
    for (int c : other.classes()) {
      merge.accept(of(c), other.of(c));
    }
  }

  /** Writes the number of classes, then each one's distance from the one before and its state. */
  public void writeTo(DataOutput out, Writer<T> writer) throws IOException {
    int[] classes = classes();
    BinaryForm.writeCount(out, classes.length);
    int next = 0;
    for (int c : classes) {
      BinaryForm.writeCount(out, c - next);
      writer.write(states.get(c), out);
      next = c + 1;
    }
  }

  public void readFrom(DataInput in, String name, Reader<T> reader) throws IOException {
    for (long left = BinaryForm.readCount(in, name); left > 0; left--) {
      long c = states.size() + BinaryForm.readCount(in, name);
      if (c >= CLASS_LIMIT || c < 0) {
        throw BinaryForm.damaged(name, "class " + c + " of at most " + CLASS_LIMIT);
      }
      reader.read(of((int) c), in);
    }
  }
}
