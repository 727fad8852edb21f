// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.column;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds by the words of a SQL expression what Spark does not tell. To Spark the time is a constant,
 * since it is constant within a query, but a run has several queries. And what is joined by {@code
 * AND} is one condition to it.
 */
final class ExpressionText {
  /** A text, a quoted name, a remark, a word or any other character. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<text>'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\")"
              + "|`(?<name>(?:[^`]|``)*)`"
              + "|(?<remark>--[^\\n]*|/\\*.*?\\*/)"
              + "|(?<word>[\\p{L}\\p{N}_]+)"
              + "|(?<mark>\\S)",
          Pattern.DOTALL);

  /** Functions of the time, also without brackets. */
  private static final Set<String> CLOCKS =
      Set.of("current_date", "current_time", "current_timestamp", "localtimestamp");

  /** Functions of the time if they have no argument. */
  private static final Set<String> CLOCKS_IN_BRACKETS = Set.of("now", "curdate", "unix_timestamp");

  /** Random functions that Spark takes for deterministic. */
  private static final Set<String> RANDOM = Set.of("aes_encrypt");

  /** The words that begin a query. */
  private static final Set<String> QUERIES = Set.of("select", "with", "values", "table", "from");

  /** Texts that mean a time of the run if Spark takes them for a date or time. */
  private static final Pattern DAY =
      Pattern.compile("['\"]\\s*(now|today|tomorrow|yesterday)(\\s+\\S+)?\\s*['\"]");

  private static final Pattern OF_DATES = Pattern.compile("(.*_)?(date|timestamp)(_.*)?|datediff");

  /** Words of conditions that are no columns, though no bracket follows. */
  private static final Set<String> KEYWORDS =
      Set.of(
          ("and or not in is null true false between like ilike rlike regexp escape case when then"
                  + " else end as distinct from div any all some")
              .split(" "));

  private enum Kind {
    /** A text between quotes, which are part of it. */
    TEXT,
    /** A name between backquotes, which are not. */
    NAME,
    /** A word or number. */
    WORD,
    /** Any other character. */
    MARK
  }

  /** Marks that begin a group. */
  private static final String OPENING = "([{";

  /** Marks that end one. */
  private static final String CLOSING = ")]}";

  /** Words beside which an {@code AND} may mean another thing, or bind otherwise. */
  private static final Set<String> UNCLEAR = Set.of("or", "case", "when", "end", "as");

  private record Token(Kind kind, String text, int start, int end) {
    boolean is(String other) {
      return text.equals(other);
    }

    boolean isWord(String other) {
      return kind == Kind.WORD && text.equals(other);
    }
  }

  private static final Token END = new Token(Kind.MARK, "", 0, 0);

  private final String sql;
  private final List<Token> tokens = new ArrayList<>();
  private boolean hasRemarks;

  ExpressionText(String sql) {
    this.sql = sql;
    Matcher matcher = TOKEN.matcher(sql);
    while (matcher.find()) {
      add(Kind.TEXT, matcher, "text");
      add(Kind.NAME, matcher, "name");
      add(Kind.WORD, matcher, "word");
      add(Kind.MARK, matcher, "mark");
      hasRemarks |= matcher.group("remark") != null;
    }
  }

  private void add(Kind kind, Matcher matcher, String group) {
    String text = matcher.group(group);
    if (text != null) {
      tokens.add(new Token(kind, text.toLowerCase(Locale.ROOT), matcher.start(), matcher.end()));
    }
  }

  /**
   * Returns the conditions that {@code AND} joins, all of which a row must satisfy. Where the words
   * leave any doubt, such as beside an {@code OR}, it is one condition, the whole expression.
   */
  List<String> conjuncts() {
    List<String> conditions = new ArrayList<>();
    List<String> whole = List.of(sql);
    int depth = 0;
    int start = 0;
    boolean isBetween = false;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      depth += isOneOf(token, OPENING) ? 1 : isOneOf(token, CLOSING) ? -1 : 0;
      if (isDoubtful(i, depth)) {
        return whole;
      }
      if (depth == 0 && token.isWord("between")) {
        isBetween = true;
      } else if (depth == 0 && token.isWord("and")) {
        if (!isBetween) {
          conditions.add(sql.substring(start, token.start()).strip());
          start = token.end();
        }
        isBetween = false;
      }
    }
    conditions.add(sql.substring(start).strip());
    return depth != 0 || hasRemarks || conditions.contains("") ? whole : conditions;
  }

  private boolean isDoubtful(int i, int depth) {
    Token token = tokens.get(i);
    boolean isUnclear = token.kind() == Kind.WORD && UNCLEAR.contains(token.text());
    boolean isName =
        (token.isWord("and") || token.isWord("between"))
            && (at(i - 1).is(".") || at(i + 1).is("."));
    return depth < 0
        || (depth == 0 && (isUnclear || isName))
        || (token.kind() == Kind.TEXT && token.text().indexOf('\\') >= 0)
        || (token.kind() == Kind.MARK && "'\"`;".contains(token.text()));
  }

  private static boolean isOneOf(Token token, String marks) {
    return token.kind() == Kind.MARK && marks.contains(token.text());
  }

  /**
   * Returns the part of the expression that depends on the time of the run, or null.
   *
   * @param columns the names of the columns in lower case, which come before functions
   * @param dates those of them that are dates or times
   */
  String clock(Set<String> columns, Set<String> dates) {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (isCall(i, CLOCKS) || (isCall(i, CLOCKS_IN_BRACKETS) && at(i + 2).is(")"))) {
        return token.text() + "()";
      }
      boolean isColumn = columns.contains(token.text()) || (i > 0 && at(i - 1).is("."));
      if (token.kind() == Kind.WORD && CLOCKS.contains(token.text()) && !isColumn) {
        return token.text();
      }
      if (token.kind() == Kind.TEXT && DAY.matcher(token.text()).matches() && hasDates(dates)) {
        return token.text();
      }
    }
    return null;
  }

  /**
   * Tells whether the expression names columns of a set, and no other ones. A word is taken for a
   * column if it is no function, type, number or keyword.
   *
   * @param columns their names in lower case
   */
  boolean isOnlyOn(Set<String> columns) {
    List<Token> named =
        IntStream.range(0, tokens.size()).filter(this::isColumn).mapToObj(this::at).toList();
    return !named.isEmpty() && named.stream().allMatch(token -> columns.contains(token.text()));
  }

  private boolean isColumn(int i) {
    Token before = at(i - 1);
    if (at(i).kind() == Kind.NAME) {
      return !at(i + 1).is("(");
    }
    return at(i).kind() == Kind.WORD
        && !KEYWORDS.contains(at(i).text())
        && !Character.isDigit(at(i).text().charAt(0))
        && !at(i + 1).is("(") // a function, or a type with its digits
        && at(i + 1).kind() != Kind.TEXT // the type of a text: date '2026-11-28'
        && !before.isWord("as")
        && !(before.is(":") && at(i - 2).is(":"));
  }

  /** Tells whether the expression is random. */
  boolean isRandom() {
    return IntStream.range(0, tokens.size()).anyMatch(i -> isCall(i, RANDOM));
  }

  /** Tells whether it has a subquery, which Spark 3.5 would not tell. */
  boolean hasSubquery() {
    return IntStream.range(0, tokens.size())
        .filter(i -> at(i).is("(") && at(i + 1).kind() == Kind.WORD)
        .filter(i -> QUERIES.contains(at(i + 1).text()))
        .anyMatch(i -> at(i + 2).kind() != Kind.MARK || at(i + 2).is("(") || at(i + 2).is("*"));
  }

  /** Tells whether it has overlapping windows of time, so that a row may be in several. */
  boolean hasOverlappingWindows() {
    return IntStream.range(0, tokens.size())
        .filter(i -> isCall(i, Set.of("window")))
        .mapToObj(i -> arguments(i + 2))
        .anyMatch(arguments -> arguments.size() > 2 && !arguments.get(1).equals(arguments.get(2)));
  }

  /** Returns the texts of the arguments from an index on. */
  private List<String> arguments(int first) {
    List<String> arguments = new ArrayList<>(List.of(""));
    int depth = 0;
    for (int i = first; i < tokens.size() && depth >= 0; i++) {
      String text = at(i).text();
      depth += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
      if (depth == 0 && text.equals(",")) {
        arguments.add("");
      } else if (depth >= 0) {
        arguments.set(arguments.size() - 1, arguments.get(arguments.size() - 1) + " " + text);
      }
    }
    return arguments;
  }

  private boolean hasDates(Set<String> dates) {
    return tokens.stream()
        .filter(token -> token.kind() != Kind.TEXT)
        .anyMatch(
            token -> OF_DATES.matcher(token.text()).matches() || dates.contains(token.text()));
  }

  private boolean isCall(int i, Set<String> functions) {
    Kind kind = at(i).kind();
    return (kind == Kind.WORD || kind == Kind.NAME)
        && functions.contains(at(i).text())
        && at(i + 1).is("(");
  }

  private Token at(int i) {
    return i >= 0 && i < tokens.size() ? tokens.get(i) : END;
  }
}
