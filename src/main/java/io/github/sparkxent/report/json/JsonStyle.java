// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.json;

import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;

/** How {@link JsonReport} looks: line breaks and escapes, the same on every system. */
final class JsonStyle {
  private JsonStyle() {}

  /** Returns a printer with one member or element a line, two spaces a level, line feeds. */
  static PrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    return new DefaultPrettyPrinter(separators)
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }

  /**
   * Escapes, beyond what JSON asks for, the opening angle bracket (the end of a script element),
   * the line and paragraph separators, and DEL and the C1 controls (terminal commands).
   */
  static final class Escapes extends CharacterEscapes {
    private static final int DEL = 0x7f;
    private static final int LAST_C1 = 0x9f;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes['<'] = ESCAPE_STANDARD;
      codes[DEL] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int c) {
      boolean escaped = (c > DEL && c <= LAST_C1) || c == 0x2028 || c == 0x2029;
      return escaped ? new SerializedString(String.format("\\u%04X", c)) : null;
    }
  }
}
