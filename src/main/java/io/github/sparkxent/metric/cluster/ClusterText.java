// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.cluster;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The text that stands for a cluster in a state, and the group that it falls into by its hash. */
final class ClusterText {
  /** The most characters of a text. */
  static final int MAX_LENGTH = 200;

  private static final int HASH_LENGTH = 16;
  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private ClusterText() {}

  /**
   * Returns a text as UTF-8 can write it; of one longer than {@value #MAX_LENGTH} characters the
   * beginning and the hash of the whole.
   */
  static String canonical(String text) {
    if (text.length() <= MAX_LENGTH) {
      return asUtf8(text);
    }
    String start = asUtf8(text.substring(0, MAX_LENGTH - HASH_LENGTH));
    return start + HexFormat.of().toHexDigits(hash(text));
  }

  private static String asUtf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** Returns the group of a hash of a canonical text among a number of groups. */
  static int group(long hash, int groups) {
    return (int) Long.remainderUnsigned(hash, groups);
  }

  /**
   * Returns a hash of 64 bits that never changes, since states are kept.
   *
   * <p><b>Method.</b> FNV-1a of the bytes in UTF-8, then the last mixing steps of MurmurHash3,
   * without which texts of one length that differ in their last characters fall into few groups.
   *
   * <p><b>Source.</b> G. Fowler, L. C. Noll, K.-P. Vo, FNV-1a (1991); A. Appleby, MurmurHash3,
   * fmix64 (2011).
   */
  static long hash(String text) {
    long hash = FNV_BASIS;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
