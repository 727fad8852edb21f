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
package io.github.sparkxent.job;

import java.util.regex.Pattern;

/** Replaces what looks like a secret in text that is shown: passwords in URLs, keys, tokens. */
final class Secrets {
  private static final String HIDDEN = "***";

  /** The part before the host: {@code scheme://user:password@host}. */
  private static final Pattern USER_INFO = Pattern.compile("(://[^/\\s:@]*):[^/\\s@]+@");

  /** {@code name=value} and {@code name: value} where the name says that the value is secret. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)((?:passw(?:or)?d|pwd|secret|token|signature|credentials?|(?:api|access|account)[._-]?key)"
              + "[\\w.-]*\\s*[=:]\\s*)(?:\"[^\"]*\"|'[^']*'|[^\\s&;,\"')]+)");

  /** A parameter of a URL, as of one that is signed. */
  private static final Pattern PARAMETER =
      Pattern.compile("(?i)([?&](?:sig|[\\w-]*(?:signature|token|secret|password|key))=)[^&\\s]+");

  private Secrets() {}

  /** Returns a message with its secrets masked, or null for null. */
  static String mask(String message) {
    return message == null ? null : NAMED.matcher(maskPath(message)).replaceAll("$1" + HIDDEN);
  }

  /** Returns the value of an option, masked if the option's name says that it is secret. */
  static String maskValue(String name, String value) {
    return NAMED.matcher(name + "=x").find() ? HIDDEN : mask(value);
  }

  /** Returns a path with its secrets masked; a directory such as {@code token=5} stays. */
  static String maskPath(String path) {
    return PARAMETER
        .matcher(USER_INFO.matcher(path).replaceAll("$1:" + HIDDEN + "@"))
        .replaceAll("$1" + HIDDEN);
  }
}
