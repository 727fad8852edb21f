// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesWriter;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.column.values.plain.BooleanPlainValuesWriter;
import org.apache.parquet.column.values.plain.FixedLenByteArrayPlainValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridValuesWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** The bytes of levels, values and indexes of a dictionary in a page. */
final class PageContent {
  private static final HeapByteBufferAllocator HEAP = HeapByteBufferAllocator.getInstance();
  private static final int SLAB = 1 << 10;
  private static final int LARGEST = 1 << 24;

  private PageContent() {}

  /** Encodes values, of a dictionary or of a page. */
  static byte[] values(Encoding encoding, PrimitiveType type, List<Object> values)
      throws IOException {
    try (ValuesWriter writer = writer(encoding, type)) {
      for (Object value : values) {
        if (value instanceof Integer number) {
          writer.writeInteger(number);
        } else if (value instanceof Long number) {
          writer.writeLong(number);
        } else if (value instanceof Float number) {
          writer.writeFloat(number);
        } else if (value instanceof Boolean flag) {
          writer.writeBoolean(flag);
        } else if (value instanceof Double number) {
          writer.writeDouble(number);
        } else {
          writer.writeBytes((Binary) value);
        }
      }
      return writer.getBytes().toByteArray();
    }
  }

  private static ValuesWriter writer(Encoding encoding, PrimitiveType type) {
    PrimitiveTypeName name = type.getPrimitiveTypeName();
    int length = type.getTypeLength();
    return switch (encoding) {
      case BYTE_STREAM_SPLIT ->
          switch (name) {
            case FLOAT ->
                new ByteStreamSplitValuesWriter.FloatByteStreamSplitValuesWriter(
                    SLAB, LARGEST, HEAP);
            case DOUBLE ->
                new ByteStreamSplitValuesWriter.DoubleByteStreamSplitValuesWriter(
                    SLAB, LARGEST, HEAP);
            case INT32 ->
                new ByteStreamSplitValuesWriter.IntegerByteStreamSplitValuesWriter(
                    SLAB, LARGEST, HEAP);
            case INT64 ->
                new ByteStreamSplitValuesWriter.LongByteStreamSplitValuesWriter(
                    SLAB, LARGEST, HEAP);
            default ->
                new ByteStreamSplitValuesWriter.FixedLenByteArrayByteStreamSplitValuesWriter(
                    length, SLAB, LARGEST, HEAP);
          };
      case DELTA_BINARY_PACKED ->
          name == PrimitiveTypeName.INT32
              ? new DeltaBinaryPackingValuesWriterForInteger(SLAB, LARGEST, HEAP)
              : new DeltaBinaryPackingValuesWriterForLong(SLAB, LARGEST, HEAP);
      case RLE -> new RunLengthBitPackingHybridValuesWriter(1, SLAB, LARGEST, HEAP);
      case DELTA_LENGTH_BYTE_ARRAY -> new DeltaLengthByteArrayValuesWriter(SLAB, LARGEST, HEAP);
      case DELTA_BYTE_ARRAY -> new DeltaByteArrayWriter(SLAB, LARGEST, HEAP);
      default ->
          name == PrimitiveTypeName.BOOLEAN
              ? new BooleanPlainValuesWriter()
              : name == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
                  ? new FixedLenByteArrayPlainValuesWriter(length, SLAB, LARGEST, HEAP)
                  : new PlainValuesWriter(SLAB, LARGEST, HEAP);
    };
  }

  /** Returns the bits of numbers up to one. */
  static int width(int largest) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(largest);
  }

  /**
   * Encodes small numbers in runs, of one number or of packed ones, of any lengths: not the ones
   * that parquet-java would choose.
   */
  static byte[] hybrid(List<Integer> numbers, int width, Random random) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < numbers.size(); ) {
      int same = 1;
      while (at + same < numbers.size() && numbers.get(at + same).equals(numbers.get(at))) {
        same++;
      }
      if (random.nextInt(4) == 0 || same >= 8 && random.nextInt(4) > 0) {
        int length = random.nextInt(3) == 0 ? 1 + random.nextInt(same) : same;
        BytesUtils.writeUnsignedVarInt(length << 1, out);
        BytesUtils.writeIntLittleEndianPaddedOnBitWidth(out, numbers.get(at), width);
        at += length;
      } else {
        int groups = 1 + random.nextInt(5);
        BytesUtils.writeUnsignedVarInt(groups << 1 | 1, out);
        pack(numbers, at, groups * 8, width, out);
        at += groups * 8;
      }
    }
    return out.toByteArray();
  }

  private static void pack(
      List<Integer> numbers, int from, int count, int width, ByteArrayOutputStream out) {
    long pending = 0;
    int bits = 0;
    for (int i = from; i < from + count; i++) {
      pending |= (i < numbers.size() ? (long) numbers.get(i) : 0) << bits;
      bits += width;
      for (; bits >= 8; bits -= 8) {
        out.write((int) pending);
        pending >>>= 8;
      }
    }
  }
}
