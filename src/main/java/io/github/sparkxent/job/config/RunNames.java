// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that the runs with one id have in the directory of their evaluation.
 *
 * <p>A name with a token is this run's only if the whole text before the token is its id: {@code
 * nightly} does not take what {@code nightly-2} has set aside.
 */
public final class RunNames {
  /** The file that marks a directory as whole. */
  public static final String SUCCESS = "_SUCCESS";

  /**
   * The greatest length of a name in a configuration. Most file systems take 255 bytes, and the
   * longest name made of an id here has 48 more.
   */
  public static final int MAX_BYTES = 200;

  /** A copy of the last word of the result that was published last. */
  public static final String LATEST = "latest.json";

  private static final String LATEST_MARK = ".latest-";
  private static final String STATUS_FILE = ".status.json";
  private static final String OVERRULING_FILE = ".overruling.json";
  private static final String STAGING = ".staging-";
  private static final String PREVIOUS = ".previous-";
  private static final String REMOVING = ".removing-";
  private static final String STATUS = ".status-";
  private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final int TOKEN_LENGTH = 36;
  private static final Pattern FILE_NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._+-]*");
  private static final Pattern MADE = Pattern.compile("\\d{8}T\\d{6}Z-[0-9a-f]{4}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int RANDOM_DIGITS = 4;

  private final String runId;

  public RunNames(String runId) {
    this.runId = runId;
  }

  /** Makes an id for a run that was given none. */
  public static String newId(Instant started) {
    return TIME.format(started) + "-" + newToken().substring(0, RANDOM_DIGITS);
  }

  public static String newToken() {
    return UUID.randomUUID().toString();
  }

  /**
   * Requires a name that every file system takes, and that leads nowhere else.
   *
   * @throws IllegalArgumentException if it is not one
   */
  static void requirePlain(String key, String value) {
    if (!FILE_NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          ("%s is \"%s\", expected a plain file name: letters, digits and . _ + -, not"
                  + " beginning with a mark, at most %s bytes")
              .formatted(key, value, MAX_BYTES));
    }
    int bytes = value.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          key + " \"" + value + "\" has " + bytes + " bytes, expected at most " + MAX_BYTES);
    }
  }

  /**
   * Requires an id that no file beside the results is named like, on any file system: some do not
   * tell capitals from small letters.
   *
   * @throws IllegalArgumentException if it is not one
   */
  static void requireId(String value) {
    requirePlain("run_id", value);
    if (isBeside(value)) {
      throw new IllegalArgumentException(
          "run_id is \""
              + value
              + "\", which is the name of a file beside the results, expected another id");
    }
  }

  /** Tells whether an entry has the name of a file beside the results, in whatever letters. */
  public static boolean isBeside(String entry) {
    String lower = entry.toLowerCase(Locale.ROOT);
    return lower.endsWith(STATUS_FILE)
        || lower.endsWith(OVERRULING_FILE)
        || lower.equals(LATEST)
        || lower.equals(ReportFormat.PROMETHEUS.fileName());
  }

  /**
   * Returns the name of the file that claims to be published last: the greater the order, the later
   * the name in the order of texts.
   */
  public static String latestMark(long order, String attempt) {
    return String.format(Locale.ROOT, "%s%019d-%s", LATEST_MARK, order, attempt);
  }

  /** Tells whether an entry claims that a result was published last. */
  public static boolean isLatestMark(String entry) {
    return entry.startsWith(LATEST_MARK);
  }

  /** Returns the id of the run that a status file is of, or null if it is none. */
  public static String ofStatus(String entry) {
    boolean isStatus = entry.endsWith(STATUS_FILE) && !entry.startsWith(".");
    return isStatus ? entry.substring(0, entry.length() - STATUS_FILE.length()) : null;
  }

  /** Returns the name of the result. */
  public String target() {
    return runId;
  }

  /** Returns the name of the status file. */
  public String status() {
    return runId + STATUS_FILE;
  }

  /** Returns the name of the file that overrules how the run ended. */
  public String overruling() {
    return runId + OVERRULING_FILE;
  }

  public String staging(String attempt) {
    return STAGING + runId + "-" + attempt;
  }

  /** Returns a new name for a result that is set aside. */
  public String newPrevious() {
    return PREVIOUS + runId + "-" + newToken();
  }

  /** Returns a new name for a result that is being removed. */
  public String newRemoving() {
    return REMOVING + runId + "-" + newToken();
  }

  /** Returns a new name for a status that is being written. */
  public String newStatus() {
    return STATUS + runId + "-" + newToken();
  }

  public boolean isPrevious(String entry) {
    return runId.equals(owner(PREVIOUS, entry));
  }

  /** Returns the id of the run whose result is set aside under a name, or null if it is no such. */
  public static String ofPrevious(String entry) {
    return owner(PREVIOUS, entry);
  }

  public boolean isRemoving(String entry) {
    return runId.equals(owner(REMOVING, entry));
  }

  /** Tells whether an entry is a result, of whatever id, that nobody needs any more. */
  public static boolean isBeingRemoved(String entry) {
    return owner(REMOVING, entry) != null;
  }

  /** Tells whether an entry can be removed once it is old, because no other run ever needs it. */
  public boolean isLeftover(String entry) {
    for (String prefix : new String[] {STAGING, STATUS}) {
      String owner = owner(prefix, entry);
      if (owner != null && (owner.equals(runId) || MADE.matcher(owner).matches())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Tells whether only runs of this id, or of an id that does not come again, may touch an entry.
   */
  public boolean owns(String entry) {
    return entry.equals(target())
        || entry.equals(status())
        || isPrevious(entry)
        || isRemoving(entry)
        || isLeftover(entry);
  }

  /** Returns the id in a name with a token, or null if it is not such a name. */
  private static String owner(String prefix, String entry) {
    int end = entry.length() - TOKEN_LENGTH - 1;
    if (!entry.startsWith(prefix) || end <= prefix.length() || entry.charAt(end) != '-') {
      return null;
    }
    Matcher token = TOKEN.matcher(entry).region(end + 1, entry.length());
    return token.matches() ? entry.substring(prefix.length(), end) : null;
  }
}
