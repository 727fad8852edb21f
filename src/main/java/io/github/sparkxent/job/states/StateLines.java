// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.states;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Kept states as the bytes of a Parquet file. */
final class StateLines {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message states {
            required binary configuration (STRING);
            required binary path (STRING);
            required binary directory_values (STRING);
            required int64 bytes;
            required int64 modified (TIMESTAMP(MILLIS,true));
            optional binary etag (STRING);
            required binary footer_sha256 (STRING);
            required int64 rows;
            required int32 num_classes;
            required group splits (LIST) {
              repeated group list {
                required group element {
                  optional binary split (STRING);
                  required int64 evaluated;
                  required int64 ignored;
                  required int64 filtered;
                  required int64 invalid;
                  required double loss_sum;
                  optional double loss_mean;
                  optional double accuracy;
                }
              }
            }
            required int32 state_version;
            required binary state;
          }
          """);

  /** The key of the file's metadata whose value says what the configuration is. */
  private static final String CONFIGURATION = "spark-xent.configuration";

  private StateLines() {}

  /** Returns the bytes of a file that holds some states of a configuration. */
  static byte[] toBytes(FiguresDigest configuration, List<KeptState> states) throws IOException {
    Memory memory = new Memory();
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(memory)
            .withConf(new Configuration(false))
            .withType(SCHEMA)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withDictionaryEncoding("state", false)
            .withExtraMetaData(Map.of(CONFIGURATION, configuration.toText()))
            .build()) {
      for (KeptState state : states) {
        writer.write(group(state));
      }
    }
    return memory.bytes.toByteArray();
  }

  private static Group group(KeptState state) {
    FileIdentity file = state.file();
    Group line = new SimpleGroup(SCHEMA);
    line.add("configuration", file.configuration());
    line.add("path", file.path());
    line.add("directory_values", file.values());
    line.add("bytes", file.bytes());
    line.add("modified", file.modified());
    if (file.etag() != null) {
      line.add("etag", file.etag());
    }
    line.add("footer_sha256", file.footerSha256());
    line.add("rows", file.rows());
    line.add("num_classes", state.numClasses());
    Group splits = line.addGroup("splits");
    for (KeptCounts counts : state.splits()) {
      Group split = splits.addGroup("list").addGroup("element");
      if (counts.split() != null) {
        split.add("split", counts.split());
      }
      split.add("evaluated", counts.evaluated());
      split.add("ignored", counts.ignored());
      split.add("filtered", counts.filtered());
      split.add("invalid", counts.invalid());
      split.add("loss_sum", counts.lossSum());
      if (counts.lossMean() != null) {
        split.add("loss_mean", counts.lossMean());
      }
      if (counts.accuracy() != null) {
        split.add("accuracy", counts.accuracy());
      }
    }
    line.add("state_version", state.version());
    line.add("state", Binary.fromConstantByteArray(state.state()));
    return line;
  }

  /**
   * Reads states from the bytes of a file.
   *
   * @param wanted whether the states of a configuration, by its digest, are wanted
   * @return the states, none of those that are not wanted, and their configuration
   * @throws IOException or a RuntimeException if they are not what {@link #toBytes} writes
   */
  static StateStore.StateFile of(Path path, byte[] bytes, Predicate<FiguresDigest> wanted)
      throws IOException {
    List<KeptState> states = new ArrayList<>();
    try (ParquetFileReader file = ParquetFileReader.open(new MemoryFile(bytes))) {
      String text = file.getFileMetaData().getKeyValueMetaData().get(CONFIGURATION);
      if (text == null) {
        throw new IOException("it does not say of which configuration they are");
      }
      FiguresDigest configuration = FiguresDigest.ofText(text);
      if (!wanted.test(configuration)) {
        return new StateStore.StateFile(path, configuration, List.of());
      }
      MessageColumnIO columns = new ColumnIOFactory().getColumnIO(SCHEMA);
      PageReadStore pages;
      while ((pages = file.readNextRowGroup()) != null) {
        RecordReader<Group> lines =
            columns.getRecordReader(pages, new GroupRecordConverter(SCHEMA));
        for (long left = pages.getRowCount(); left > 0; left--) {
          KeptState state = state(lines.read());
          if (!state.file().configuration().equals(configuration.sha256())) {
            throw new IOException("one is of another configuration");
          }
          states.add(state);
        }
      }
      return new StateStore.StateFile(path, configuration, states);
    }
  }

  private static KeptState state(Group line) {
    Group splits = line.getGroup("splits", 0);
    List<KeptCounts> counts = new ArrayList<>();
    for (int i = 0; i < splits.getFieldRepetitionCount("list"); i++) {
      Group split = splits.getGroup("list", i).getGroup("element", 0);
      counts.add(
          new KeptCounts(
              text(split, "split"),
              split.getLong("evaluated", 0),
              split.getLong("ignored", 0),
              split.getLong("filtered", 0),
              split.getLong("invalid", 0),
              split.getDouble("loss_sum", 0),
              number(split, "loss_mean"),
              number(split, "accuracy")));
    }
    return new KeptState(
        new FileIdentity(
            text(line, "configuration"),
            text(line, "path"),
            text(line, "directory_values"),
            line.getLong("bytes", 0),
            line.getLong("modified", 0),
            text(line, "etag"),
            text(line, "footer_sha256"),
            line.getLong("rows", 0)),
        line.getInteger("num_classes", 0),
        counts,
        line.getInteger("state_version", 0),
        line.getBinary("state", 0).getBytes());
  }

  private static String text(Group group, String name) {
    return group.getFieldRepetitionCount(name) == 0 ? null : group.getString(name, 0);
  }

  private static Double number(Group group, String name) {
    return group.getFieldRepetitionCount(name) == 0 ? null : (Double) group.getDouble(name, 0);
  }

  /** A file in memory, so that its bytes are known before it is written anywhere. */
  private static final class Memory implements OutputFile {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new PositionOutputStream() {
        @Override
        public long getPos() {
          return bytes.size();
        }

        @Override
        public void write(int one) {
          bytes.write(one);
        }

        @Override
        public void write(byte[] some, int from, int length) {
          bytes.write(some, from, length);
        }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }
}
