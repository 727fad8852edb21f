/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.sql;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A value that names rows is no UTF-8. Such values are told apart by their bytes in Spark, and not
 * in a report, whose texts have one sign for all bytes that are none.
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
  static String text(String what, byte[] bytes, int length) {
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
