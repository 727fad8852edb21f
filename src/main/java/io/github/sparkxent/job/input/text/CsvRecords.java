// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * CSV: a line that is not blank is a row, apart from the header; with {@code multiLine} a record
 * ends with the first line feed outside quotes.
 *
 * <p>Spark's reader turns bytes that are no characters into question marks, and takes everything
 * after an unclosed quote for one value.
 */
final class CsvRecords implements TextRecords {
  private static final int END = -1;

  private final String key;
  private final Charset charset;
  private final boolean hasHeader;
  private final CsvValues values;
  private final boolean skipsSpace;
  private final String separator;
  private final String lineSeparator;
  private final int quote;
  private final int escape;
  private boolean expectsHeader;

  CsvRecords(String key, Map<String, String> options, CsvColumns columns) {
    this.key = key;
    CsvDialect dialect = new CsvDialect(options);
    values = new CsvValues(key, dialect, columns);
    Charset given = TextRecords.charset(options);
    charset = given == null ? StandardCharsets.UTF_8 : given;
    hasHeader = dialect.flag("header");
    skipsSpace = dialect.flag("ignoreLeadingWhiteSpace");
    separator = dialect.separator();
    lineSeparator = dialect.option("lineSep", "");
    quote = dialect.character("quote", "\"");
    escape = dialect.character("escape", "\\");
  }

  @Override
  public long ofLine(byte[] bytes, int length, boolean isFirst) throws IOException {
    if (isFirst) {
      expectsHeader = hasHeader;
    }
    String line;
    try {
      line = charset.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
    } catch (CharacterCodingException e) {
      throw new Fault(noCharacters());
    }
    if (line.trim().isEmpty()) {
      return 0;
    }
    boolean isHeader = expectsHeader;
    expectsHeader = false;
    if (isHeader) {
      return 0;
    }
    values.require(line, 1);
    return 1;
  }

  private String noCharacters() {
    return "bytes that are no " + charset + "; " + key + ".options.encoding says what they are";
  }

  @Override
  public long ofFile(InputStream in) throws IOException {
    long records =
        new Scan(new BufferedReader(new InputStreamReader(in, charset.newDecoder()))).run();
    return hasHeader ? Math.max(0, records - 1) : records;
  }

  /** One way through the characters of a file. */
  private final class Scan {
    private final BufferedReader in;
    private final StringBuilder value = new StringBuilder();
    private final StringBuilder record = new StringBuilder();
    private long line = 1;
    private long recordLine = 1;
    private long records;
    private boolean isEmpty = true;
    private boolean isAtStart = true;

    Scan(BufferedReader in) {
      this.in = in;
    }

    long run() throws IOException {
      try {
        for (int c = next(); c != END; c = next()) {
          if (isEndOfLine(c)) {
            endRecord();
          } else if (c == quote && isAtStart) {
            isEmpty = false;
            isAtStart = false;
            record.append((char) c);
            passQuoted();
          } else {
            add((char) c);
          }
        }
      } catch (CharacterCodingException e) {
        throw new Fault(noCharacters(), line);
      }
      endRecord();
      return records;
    }

    /** Reads a character; a carriage return with its line feed is one. */
    private int next() throws IOException {
      int c = in.read();
      if (c == '\r' && peek() == '\n') {
        c = in.read();
      }
      if (c == '\n' || c == '\r') {
        line++;
      }
      return c;
    }

    private int peek() throws IOException {
      in.mark(1);
      int c = in.read();
      if (c != END) {
        in.reset();
      }
      return c;
    }

    private boolean isEndOfLine(int c) {
      return lineSeparator.length() == 1 ? c == lineSeparator.charAt(0) : c == '\n' || c == '\r';
    }

    private void endRecord() throws Fault {
      if (!isEmpty) {
        records++;
        if (!hasHeader || records > 1) {
          values.require(record.toString(), recordLine);
        }
      }
      isEmpty = true;
      record.setLength(0);
      recordLine = line;
      startValue();
    }

    private void startValue() {
      isAtStart = true;
      value.setLength(0);
    }

    private void add(char c) {
      if (c == '\ufeff' && records == 0 && isEmpty) {
        return;
      }
      isEmpty = false;
      record.append(c);
      if (skipsSpace && isAtStart && c <= ' ' && separator.indexOf(c) < 0) {
        return;
      }
      isAtStart = false;
      value.append(c);
      int from = value.length() - separator.length();
      if (from >= 0 && value.indexOf(separator, from) == from) {
        startValue();
      }
    }

    private void passQuoted() throws IOException {
      long opened = line;
      for (int c = next(); c != END; c = next()) {
        record.append((char) c);
        if (c == quote && !(escape == quote && peek() == quote)) {
          value.setLength(0);
          return;
        }
        int escaped = c == escape ? next() : END;
        if (escaped != END) {
          record.append((char) escaped);
        }
      }
      throw new Fault("a quote is opened and never closed, expected its end", opened);
    }
  }
}
