// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * What one task reads.
 *
 * @param unit its number
 * @param files its files, or parts of files
 * @param hosts where most of the bytes are; none if that is nowhere or everywhere
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ScanPartition(int unit, List<ScanFile> files, String[] hosts) implements InputPartition {
  @Override
  public String[] preferredLocations() {
    return hosts.clone();
  }
}
