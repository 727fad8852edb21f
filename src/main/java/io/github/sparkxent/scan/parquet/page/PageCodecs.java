// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

import com.github.luben.zstd.Zstd;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Decompresses pages: Snappy and Zstandard from array to array, others as parquet-java does. */
public final class PageCodecs implements Closeable {
  /** More than this is taken for damage, whatever a header says. */
  private static final int MOST_BYTES = (1 << 30) - 1;

  private final CodecFactory codecs;

  /**
   * Finds codecs.
   *
   * @param hadoop what codecs are set up with
   */
  public PageCodecs(Configuration hadoop) {
    codecs = new CodecFactory(hadoop, 0);
  }

  static CompressionCodecName named(String name) throws PageFault {
    for (CompressionCodecName codec : CompressionCodecName.values()) {
      if (codec.name().equals(name)) {
        return codec;
      }
    }
    throw new PageFault("pages compressed with " + name + ", expected a codec of Parquet");
  }

  /** Refuses a size that bytes of a codec cannot have when they are decompressed. */
  static void requirePossible(CompressionCodecName codec, long compressed, long size)
      throws PageFault {
    long most = Math.min(MOST_BYTES, 64 + compressed * mostFactor(codec));
    if (size < 0 || size > most) {
      throw new PageFault(
          "a page of %s bytes with %s compressed by %s, expected at most %s"
              .formatted(size, compressed, codec, most));
    }
  }

  private static int mostFactor(CompressionCodecName codec) {
    return switch (codec) {
      case UNCOMPRESSED -> 1;
      case SNAPPY -> 32;
      case LZ4, LZ4_RAW, LZO -> 256;
      case GZIP -> 1100;
      default -> 1 << 16;
    };
  }

  /**
   * Decompresses bytes.
   *
   * @param out used if it is long enough
   * @return {@code out} or another array, with the bytes from its beginning on
   */
  byte[] decompress(
      CompressionCodecName codec, byte[] bytes, int from, int count, byte[] out, int size)
      throws PageFault {
    try {
      if (codec == CompressionCodecName.SNAPPY) {
        return snappy(bytes, from, count, out, size);
      }
      if (codec == CompressionCodecName.ZSTD) {
        return zstd(bytes, from, count, out, size);
      }
      ByteBuffer plain =
          codecs
              .getDecompressor(codec)
              .decompress(BytesInput.from(bytes, from, count), size)
              .toByteBuffer();
      if (plain.remaining() != size) {
        throw new PageFault("a page of " + plain.remaining() + " bytes, expected " + size);
      }
      byte[] target = out.length < size ? new byte[roomy(size)] : out;
      plain.get(target, 0, size);
      return target;
    } catch (PageFault e) {
      throw e;
    } catch (IOException | RuntimeException | InternalError e) {
      // The bytes are here, so any exception of a codec is about their content.
      throw new PageFault("a page that cannot be decompressed by " + codec, e);
    }
  }

  /** Snappy writes what its bytes say, wherever the target ends. */
  private static byte[] snappy(byte[] bytes, int from, int count, byte[] out, int size)
      throws IOException {
    int found = Snappy.uncompressedLength(bytes, from, count);
    if (found != size) {
      throw new PageFault("a page of " + found + " bytes, but its header says " + size);
    }
    byte[] target = out.length < size ? new byte[roomy(size)] : out;
    Snappy.uncompress(bytes, from, count, target, 0);
    return target;
  }

  private static byte[] zstd(byte[] bytes, int from, int count, byte[] out, int size)
      throws PageFault {
    byte[] target = out.length < size ? new byte[roomy(size)] : out;
    long found = Zstd.decompressByteArray(target, 0, size, bytes, from, count);
    if (found != size) {
      throw new PageFault("a page of " + found + " bytes, but its header says " + size);
    }
    return target;
  }

  private static int roomy(int size) {
    return size + (size >> 3) + Long.BYTES;
  }

  @Override
  public void close() {
    codecs.release();
  }
}
