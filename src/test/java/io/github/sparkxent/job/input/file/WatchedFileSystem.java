// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.security.AccessControlException;

/** The local disk under the scheme {@code watched}: says what was asked, and may forbid it. */
public final class WatchedFileSystem extends RawLocalFileSystem {
  private static final URI NAME = URI.create("watched:///");
  private static final List<String> ASKED = new ArrayList<>();
  private static String forbidden;
  private static boolean listing;

  /** Created by Hadoop. */
  public WatchedFileSystem() {}

  /** Makes the scheme known, and begins anew. */
  static Configuration install() {
    ASKED.clear();
    forbidden = null;
    Configuration hadoop = new Configuration();
    hadoop.set("fs.watched.impl", WatchedFileSystem.class.getName());
    return hadoop;
  }

  /** Forbids to look at paths that end like this. */
  static void forbid(String end) {
    forbidden = end;
  }

  /** Returns the paths that were looked at or listed, one for each question. */
  static List<String> asked() {
    return ASKED;
  }

  @Override
  public URI getUri() {
    return NAME;
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    ask(path);
    return super.getFileStatus(path);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    ask(path);
    // One listing is one question to a store; the local disk asks for each entry.
    listing = true;
    try {
      return super.listStatus(path);
    } finally {
      listing = false;
    }
  }

  private static void ask(Path path) throws AccessControlException {
    if (listing) {
      return;
    }
    ASKED.add(path.toUri().getPath());
    if (forbidden != null && path.toUri().getPath().endsWith(forbidden)) {
      throw new AccessControlException("user may not");
    }
  }
}
