// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.states;

/**
 * What tells apart what files give: a state is that of a file if all of this is equal.
 *
 * @param configuration the digest of what decides figures, of {@link FiguresDigest}
 * @param path the file
 * @param values the columns that are not in the file but in its place, such as {@code split=test}
 * @param bytes its length
 * @param modified when it was changed last, in milliseconds
 * @param etag the store's own mark of its content, or null; if there is one, the time means nothing
 * @param footerSha256 the digest of its footer
 * @param rows the rows that its footer promises
 */
public record FileIdentity(
    String configuration,
    String path,
    String values,
    long bytes,
    long modified,
    String etag,
    String footerSha256,
    long rows) {
  /** Returns what two identities must have in common to be the same. */
  FileIdentity key() {
    return etag == null
        ? this
        : new FileIdentity(configuration, path, values, bytes, 0, etag, footerSha256, rows);
  }
}
