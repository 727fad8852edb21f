// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A value that names rows is no UTF-8. Spark tells such values apart by their bytes. A report
 * cannot, since its texts have one character for all bytes that are no text.
 */
public final class MalformedTextException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_BYTES = 64;

  private MalformedTextException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Returns bytes as text.
   *
   * @param what what the value is, for the message
   * @throws MalformedTextException if they are no UTF-8
   */
  public static String text(String what, byte[] bytes, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      byte[] shown = Arrays.copyOf(bytes, Math.min(length, MAX_BYTES));
      throw new MalformedTextException(
          what
              + " has a value that is no UTF-8, expected text; its bytes are "
              + HexFormat.ofDelimiter(" ").formatHex(shown)
              + (length > MAX_BYTES ? " ..." : ""),
          e);
    }
  }
}
