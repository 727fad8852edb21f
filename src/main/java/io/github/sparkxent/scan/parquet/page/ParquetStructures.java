// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageHeader;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.protocol.TList;
import shaded.parquet.org.apache.thrift.protocol.TMap;
import shaded.parquet.org.apache.thrift.protocol.TProtocolException;
import shaded.parquet.org.apache.thrift.protocol.TSet;
import shaded.parquet.org.apache.thrift.protocol.TStruct;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;
import shaded.parquet.org.apache.thrift.transport.TTransportException;

/**
 * Decodes footers and page headers, including damaged and hostile ones.
 *
 * <p>Parquet's own decoder takes the memory that a structure promises before it knows whether the
 * bytes are there, and follows nested structures to any depth. Here no list and no text is longer
 * than the bytes that may hold it, and nothing is nested deeper than 64.
 */
public final class ParquetStructures {
  /** Parquet's own structures are nested at most ten deep. */
  private static final int MAX_DEPTH = 64;

  private ParquetStructures() {}

  /**
   * Decodes a footer that is not encrypted.
   *
   * @throws IOException if the bytes are no footer; one of Thrift's exceptions is the cause
   */
  public static FileMetaData footer(byte[] bytes) throws IOException {
    return read(new FileMetaData(), new ByteArrayInputStream(bytes), bytes.length);
  }

  /** Decodes the offsets of a column chunk's pages. */
  public static OffsetIndex offsetIndex(byte[] bytes) throws IOException {
    return read(new OffsetIndex(), new ByteArrayInputStream(bytes), bytes.length);
  }

  /**
   * Decodes the header of a page.
   *
   * @param in at its first byte, and afterwards somewhere behind it
   * @param most the most bytes that it may have
   */
  public static PageHeader pageHeader(InputStream in, int most) throws IOException {
    return read(new PageHeader(), in, most);
  }

  private static <T extends TBase<?, ?>> T read(T structure, InputStream in, int most)
      throws IOException {
    try {
      structure.read(new Bounded(in, most));
      return structure;
    } catch (TException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      // Thrift looks for a negative length only if it has the bytes at hand.
      throw new IOException(
          "a length is negative", new TProtocolException(TProtocolException.NEGATIVE_SIZE, e));
    }
  }

  /** Thrift's compact protocol with bounds. */
  private static final class Bounded extends TCompactProtocol {
    private int depth;

    Bounded(InputStream in, int most) throws TTransportException {
      super(new TIOStreamTransport(in), most, most);
    }

    private void down() throws TProtocolException {
      if (++depth > MAX_DEPTH) {
        throw new TProtocolException(
            TProtocolException.DEPTH_LIMIT, "its structures are deeper than " + MAX_DEPTH);
      }
    }

    @Override
    public TStruct readStructBegin() throws TException {
      down();
      return super.readStructBegin();
    }

    @Override
    public void readStructEnd() throws TException {
      depth--;
      super.readStructEnd();
    }

    @Override
    public TList readListBegin() throws TException {
      down();
      return super.readListBegin();
    }

    @Override
    public void readListEnd() throws TException {
      depth--;
      super.readListEnd();
    }

    @Override
    public TSet readSetBegin() throws TException {
      down();
      return super.readSetBegin();
    }

    @Override
    public void readSetEnd() throws TException {
      depth--;
      super.readSetEnd();
    }

    @Override
    public TMap readMapBegin() throws TException {
      down();
      return super.readMapBegin();
    }

    @Override
    public void readMapEnd() throws TException {
      depth--;
      super.readMapEnd();
    }
  }
}
