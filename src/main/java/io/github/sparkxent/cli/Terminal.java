// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import java.io.Console;
import java.util.Map;
import picocli.CommandLine;

/** Where the program's output goes. */
final class Terminal {
  private Terminal() {}

  /** Tells whether stdout is a terminal that may get colours. */
  static boolean hasColours() {
    return hasColours(System.getenv(), isTerminal(System.console()));
  }

  /** Tells whether colours are wanted: see no-color.org; a dumb terminal shows none. */
  static boolean hasColours(Map<String, String> environment, boolean terminal) {
    return terminal
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }

  /** Flushes what a command printed, and says if that is lost, as on a full disk. */
  static boolean isWritten(CommandLine command) {
    command.getOut().flush();
    // Neither throws: the writer of a command hides the errors of its stream, System.out.
    boolean lost = command.getOut().checkError() | System.out.checkError();
    if (lost) {
      command.getErr().println(Failures.PREFIX + "standard output cannot be written");
      command.getErr().flush();
    }
    return !lost;
  }

  /** Up to Java 21 a console is a terminal; from 22 on it says so itself. */
  private static boolean isTerminal(Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
