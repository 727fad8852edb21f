// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The directory of an evaluation in memory: files, and directories of files. */
final class SimulatedDisk {
  /** The text of each entry that is a file. */
  final Map<String, String> files = new TreeMap<>();

  /** The files of each entry that is a directory. */
  final Map<String, Map<String, String>> directories = new TreeMap<>();

  /** When each entry was last written to. */
  final Map<String, Long> written = new TreeMap<>();

  /** What was done that others see, for the message of a test that fails. */
  final List<String> done = new ArrayList<>();

  List<String> list() {
    List<String> names = new ArrayList<>(files.keySet());
    names.addAll(directories.keySet());
    return names;
  }

  boolean exists(String name) {
    return files.containsKey(name) || directories.containsKey(name);
  }

  String read(String name) {
    int slash = name.indexOf('/');
    if (slash < 0) {
      return files.get(name);
    }
    Map<String, String> directory = directories.get(name.substring(0, slash));
    return directory == null ? null : directory.get(name.substring(slash + 1));
  }

  void write(String name, String text, long now) {
    int slash = name.indexOf('/');
    String entry = slash < 0 ? name : name.substring(0, slash);
    if (slash < 0) {
      files.put(name, text);
    } else {
      directories
          .computeIfAbsent(entry, any -> new TreeMap<>())
          .put(name.substring(slash + 1), text);
    }
    written.put(entry, now);
  }

  boolean rename(String from, String to) {
    if (!directories.containsKey(from) || exists(to)) {
      return false;
    }
    directories.put(to, directories.remove(from));
    written.put(to, written.remove(from));
    return true;
  }
}
