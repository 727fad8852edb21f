// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.text;

import io.github.sparkxent.job.config.DataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.mapred.FileSplit;
import org.apache.hadoop.mapred.LineRecordReader;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.types.StructType;

/** Checks all records of a part of a text file, in a task of Spark. */
final class TextCheck implements Function<TextCheck.Part, TextCheck.Result> {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final String format;
  private final HashMap<String, String> options;
  private final StructType schema;
  private final ArrayList<CsvColumns> columns;
  private final byte[] hadoop;

  /**
   * Prepares.
   *
   * @param schema the columns of JSON, or null
   */
  TextCheck(Configuration hadoop, DataSource source, StructType schema, List<CsvColumns> columns)
      throws IOException {
    key = source.key();
    format = source.format();
    options = new HashMap<>(source.options());
    this.schema = schema;
    this.columns = new ArrayList<>(columns);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    hadoop.write(new DataOutputStream(bytes));
    this.hadoop = bytes.toByteArray();
  }

  /**
   * A part of a file: the lines that begin there, or the whole file.
   *
   * @param kind the index of its columns
   */
  record Part(String path, long start, long length, boolean isWhole, int kind)
      implements Serializable {}

  /**
   * The content of a part.
   *
   * @param lines how many lines were checked
   * @param rows how many rows they hold
   * @param fault what is wrong with the last of them, or null
   */
  record Result(long lines, long rows, String fault) implements Serializable {}

  @Override
  public Result call(Part part) throws IOException {
    Configuration conf = new Configuration(false);
    conf.readFields(new DataInputStream(new ByteArrayInputStream(hadoop)));
    // A longer line would be passed over.
    conf.unset("mapreduce.input.linerecordreader.line.maxlength");
    TextRecords records =
        format.equals("json")
            ? new JsonRecords(key, options, schema)
            : new CsvRecords(key, options, columns.get(part.kind()));
    return part.isWhole() ? file(records, part, conf) : lines(records, part, conf);
  }

  private static Result file(TextRecords records, Part part, Configuration conf)
      throws IOException {
    Path path = new Path(part.path());
    try (InputStream file = path.getFileSystem(conf).open(path)) {
      CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(path);
      try (InputStream in = codec == null ? file : codec.createInputStream(file)) {
        return new Result(0, records.ofFile(in), null);
      }
    } catch (TextRecords.Fault fault) {
      return new Result(fault.line(), 0, fault.getMessage());
    }
  }

  private Result lines(TextRecords records, Part part, Configuration conf) throws IOException {
    long lines = 0;
    long rows = 0;
    FileSplit split =
        new FileSplit(new Path(part.path()), part.start(), part.length(), (String[]) null);
    LineRecordReader reader = new LineRecordReader(conf, split, TextRecords.separator(options));
    try {
      LongWritable offset = reader.createKey();
      Text line = reader.createValue();
      while (reader.next(offset, line)) {
        lines++;
        rows += records.ofLine(line.getBytes(), line.getLength(), lines == 1 && part.start() == 0);
      }
      return new Result(lines, rows, null);
    } catch (TextRecords.Fault fault) {
      return new Result(lines, rows, fault.getMessage());
    } finally {
      reader.close();
    }
  }
}
