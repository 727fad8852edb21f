// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import io.github.sparkxent.numeric.kernel.BlockKernel;
import io.github.sparkxent.numeric.kernel.SoftmaxColumns;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A digest of the bits of the losses and probabilities of pseudo-random rows, in blocks too: the
 * same on each machine, or something is wrong. Runs alone, without a test framework, for {@code
 * scripts/check-bits.sh}.
 */
final class LossDigest {

  private static final int ROWS = 20_000;
  private static final int BLOCKS = 500;

  private LossDigest() {}

  /** Prints the kernel in use and whether the digest is the committed one; exits with 1 if not. */
  public static void main(String[] args) throws IOException {
    String actual = compute();
    boolean same = actual.equals(committed());
    System.out.println((same ? "same bits " : "OTHER BITS ") + actual);
    if (!same) {
      System.exit(1);
    }
  }

  static String committed() throws IOException {
    try (InputStream resource = LossDigest.class.getResourceAsStream("/numeric/losses.sha256")) {
      return new String(resource.readAllBytes(), StandardCharsets.US_ASCII).strip();
    }
  }

  static String compute() {
    MessageDigest digest = sha256();
    RandomRows rows = new RandomRows(17);
    for (int i = 0; i < ROWS; i++) {
      RandomRows.Example row = rows.next();
      add(digest, row.loss(), row.lossOfFloats(), Softmax.logSumExp(row.logits()));
      if (i % 16 == 0) {
        add(digest, Softmax.softmax(row.logits()));
        add(digest, Softmax.logSoftmax(row.logits()));
        add(
            digest,
            CrossEntropy.ofProbabilities(Softmax.softmax(row.logits()), row.distribution()));
      }
    }
    addBlocks(digest);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Without vectors no row of a block is decided, and each is evaluated on its own. */
  private static void addBlocks(MessageDigest digest) {
    RandomRows rows = new RandomRows(19);
    BlockKernel block = BlockKernel.create();
    SoftmaxColumns found = new SoftmaxColumns(BlockKernel.ROWS);
    for (int i = 0; i < BLOCKS; i++) {
      int classes = 2 + i % 31;
      float[] logits = new float[BlockKernel.ROWS * classes];
      int[] starts = new int[BlockKernel.ROWS];
      for (int r = 0; r < BlockKernel.ROWS; r++) {
        RandomRows.Example row = rows.next(classes);
        starts[r] = r * classes;
        for (int c = 0; c < classes; c++) {
          logits[starts[r] + c] = (float) row.logits()[c];
        }
        found.labels[r] = row.label();
      }
      block.evaluate(logits, starts, classes, found, 0);
      for (int r = 0; r < BlockKernel.ROWS; r++) {
        if (block.isDecided(r)) {
          add(digest, found.losses[r], found.confidences[r], found.brierScores[r]);
          add(digest, found.predictions[r], found.ranks[r]);
        } else {
          int label = found.labels[r];
          SoftmaxRow row = new SoftmaxRow().load(logits, starts[r], classes);
          double confidence = row.probability(row.argmax());
          add(digest, row.loss(label, LossOptions.DEFAULT), confidence, row.brierScore(label));
          add(digest, row.argmax(), row.rank(label));
        }
      }
    }
  }

  private static void add(MessageDigest digest, double... results) {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * results.length);
    for (double result : results) {
      bytes.putLong(Double.doubleToLongBits(result));
    }
    digest.update(bytes.flip());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
