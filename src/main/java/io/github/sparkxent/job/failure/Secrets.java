// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.failure;

import java.util.regex.Pattern;

/**
 * Masks what looks like a secret in text that leaves the program: passwords in URLs, and values
 * whose name says that they are secret, in SQL, JSON, YAML, options and messages.
 */
public final class Secrets {
  private static final String HIDDEN = "***";

  /** Parts of the name of a secret. A number of tokens, as of texts, is none. */
  private static final String WORD =
      "passw(?:or)?d|passphrase|passwd|pwd|secret|token(?!s|i[sz]|_?(?:count|id|len|type))|signature"
          + "|credential|private[._-]?key|(?:api|access|account|encryption|master|shared)[._-]?key"
          + "|key[._]list|options\\.(?:[\\w.-]*[._-])?keys?(?![a-z])";

  private static final String NAME = "[\\w.-]*(?:" + WORD + ")[\\w.-]*";
  private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.|\"\")*+\"?|'(?:[^'\\\\]|\\\\.|'')*+'?";

  /**
   * The part before the host: {@code scheme://user:password@host}, up to the last at sign, since a
   * password may hold one. A number and a slash are a port.
   */
  private static final Pattern USER_INFO =
      Pattern.compile("(://[^/\\s:@'\"]*):(?!\\d{1,5}(?:[/?#\\s'\",;)]|$))[^\\s'\"<>]*@");

  /** {@code name=value}, {@code name: value} and {@code "name": "value"}. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)(" + NAME + "['\"`]?\\s*(?:=>|[=:])\\s*)(?:" + QUOTED + "|[^\\s&;,\"')\\]}]+)");

  /** {@code 'name', 'value'} as in {@code map(...)}, and {@code name is "value"} of a message. */
  private static final Pattern NAMED_BEFORE =
      Pattern.compile(
          "(?i)(['\"]" + NAME + "['\"]\\s*,\\s*|" + NAME + "\\s+is\\s+)(?:" + QUOTED + ")");

  /** A parameter of a URL, such as a signed one. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)([?&](?:sig|[\\w-]*(?:signature|token|secret|password|key))=)[^&\\s'\"]+");

  private static final Pattern BEARER = Pattern.compile("(?i)(\\bbearer\\s+)[\\w.~+/=-]{8,}");

  /** The name of an option whose value is secret, {@code key} alone among them. */
  private static final Pattern SECRET_OPTION =
      Pattern.compile(
          "(?i:"
              + WORD
              + "|token|(?:^|[^a-z])(?:keys?|pass|auth(?:orization)?)(?:$|[^a-z]))|[a-z]Keys?(?![a-z])");

  private Secrets() {}

  /**
   * Returns a text with its secrets masked.
   *
   * @param text a message, an expression, a document; or null
   * @return the text as it can be shown; null for null
   */
  public static String mask(String text) {
    if (text == null) {
      return null;
    }
    String shown = NAMED.matcher(maskPath(text)).replaceAll("$1" + HIDDEN);
    shown = NAMED_BEFORE.matcher(shown).replaceAll("$1" + HIDDEN);
    return BEARER.matcher(shown).replaceAll("$1" + HIDDEN);
  }

  /** Returns the value of an option, masked if the option's name says that it is secret. */
  public static String maskValue(String name, String value) {
    return SECRET_OPTION.matcher(name).find() ? HIDDEN : mask(value);
  }

  /** Returns a path with its secrets masked; a directory such as {@code token=5} stays. */
  public static String maskPath(String path) {
    return PARAMETER
        .matcher(USER_INFO.matcher(path).replaceAll("$1:" + HIDDEN + "@"))
        .replaceAll("$1" + HIDDEN);
  }
}
