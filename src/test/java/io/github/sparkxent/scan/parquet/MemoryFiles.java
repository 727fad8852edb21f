// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PositionedReadable;
import org.apache.hadoop.fs.Seekable;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** Files in memory, as thousands of damaged ones are soon read: {@code memory:///name}. */
public final class MemoryFiles extends FileSystem {
  private static final URI ROOT = URI.create("memory:///");
  private static final Map<String, byte[]> FILES = new ConcurrentHashMap<>();

  static Configuration in(Configuration hadoop) {
    Configuration with = new Configuration(hadoop);
    with.setClass("fs.memory.impl", MemoryFiles.class, FileSystem.class);
    return with;
  }

  /** Puts a file in the place of the one of its name, and returns its path. */
  static Path put(String name, byte[] content) {
    FILES.put("/" + name, content);
    return new Path(ROOT + name);
  }

  private static byte[] content(Path path) throws IOException {
    byte[] content = FILES.get(path.toUri().getPath());
    if (content == null) {
      throw new FileNotFoundException(path.toString());
    }
    return content;
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return new FSDataInputStream(new Content(content(path)));
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return new FileStatus(content(path).length, false, 1, 1 << 20, 0, path);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    return new FileStatus[] {getFileStatus(path)};
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean rename(Path from, Path to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean delete(Path path, boolean recursive) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setWorkingDirectory(Path path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path(ROOT);
  }

  private static final class Content extends ByteArrayInputStream
      implements Seekable, PositionedReadable {
    Content(byte[] content) {
      super(content);
    }

    @Override
    public void seek(long position) throws IOException {
      if (position < 0 || position > count) {
        throw new EOFException("no byte " + position + " of " + count);
      }
      pos = (int) position;
    }

    @Override
    public long getPos() {
      return pos;
    }

    @Override
    public boolean seekToNewSource(long position) {
      return false;
    }

    @Override
    public int read(long position, byte[] bytes, int offset, int length) throws IOException {
      seek(position);
      return read(bytes, offset, length);
    }

    @Override
    public void readFully(long position, byte[] bytes, int offset, int length) throws IOException {
      seek(position);
      if (length > available()) {
        throw new EOFException("no " + length + " bytes from " + position + " on of " + count);
      }
      read(bytes, offset, length);
    }

    @Override
    public void readFully(long position, byte[] bytes) throws IOException {
      readFully(position, bytes, 0, bytes.length);
    }
  }
}
