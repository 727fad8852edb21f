// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import io.github.sparkxent.scan.parquet.page.ByteSource;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** An open file that is still the one that was listed. */
final class PartFile implements ByteSource, Closeable {
  private final String path;
  private final FSDataInputStream stream;
  private final ScanCounters counters;

  private PartFile(String path, FSDataInputStream stream, ScanCounters counters) {
    this.path = path;
    this.stream = stream;
    this.counters = counters;
  }

  static PartFile open(Configuration hadoop, FilePart part, ScanCounters counters)
      throws IOException {
    Path path = new Path(part.path());
    FileSystem files = path.getFileSystem(hadoop);
    try {
      FileStatus status = files.getFileStatus(path);
      if (status.getLen() != part.bytes() || status.getModificationTime() != part.modified()) {
        throw new DamagedFileException(
            FileChange.replaced(
                part.path(),
                status.getLen(),
                status.getModificationTime(),
                part.bytes(),
                part.modified()),
            null);
      }
      return new PartFile(part.path(), open(files, status), counters);
    } catch (FileNotFoundException e) {
      throw new DamagedFileException(FileChange.deleted(part.path()), e);
    }
  }

  private static FSDataInputStream open(FileSystem files, FileStatus status) throws IOException {
    try {
      return files
          .openFile(status.getPath())
          .opt("fs.option.openfile.read.policy", "random")
          .withFileStatus(status)
          .build()
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException)
          new InterruptedIOException("interrupted as a file was opened").initCause(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    }
  }

  @Override
  public void read(long position, byte[] bytes, int offset, int count) throws IOException {
    try {
      // Not from a position in one call, for which a local file would be opened once more.
      stream.seek(position);
      stream.readFully(bytes, offset, count);
    } catch (RuntimeException e) {
      throw new IOException("input file " + path + " cannot be read", e);
    }
    counters.addBytes(count);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
