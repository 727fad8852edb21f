// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import java.io.IOException;

/**
 * The operations of a file system that publishing needs, within the directory of one evaluation.
 * Names are those of its entries, or of files in them, as {@code run/_SUCCESS}.
 */
interface ResultStore {
  /** Returns the names of the entries. */
  Iterable<String> list() throws IOException;

  boolean exists(String name) throws IOException;

  /**
   * Reads a file's text, or the beginning of it.
   *
   * @return the text, or null if there is no such file
   */
  String read(String name, int maxBytes) throws IOException;

  /** Writes a file, new or again; a reader may see half of it meanwhile. */
  void write(String name, String text) throws IOException;

  /** Replaces a file: a reader sees the earlier text or this one. */
  void replace(String name, String text, String aside) throws IOException;

  /**
   * Renames a directory, whole or not at all.
   *
   * @return false if something has the name, or if there is no such directory any more
   */
  boolean rename(String from, String to) throws IOException;

  /** Tells whether a rename is one step; else it copies file by file. */
  boolean renamesAtOnce();

  /** Removes a file or a directory with everything in it; does nothing if there is none. */
  void delete(String name) throws IOException;

  /** Returns when an entry, or anything in it, was last written to, in milliseconds. */
  long lastWritten(String name) throws IOException;

  /** Returns the time, in milliseconds. */
  long now();

  /** Waits a while, longer each time, for other runs to go on. */
  void pause(int times) throws IOException;

  /** Returns where an entry is, for a message. */
  String shown(String name);
}
