// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.failure;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.VersionInfo;

/** Tells whether the storage of a path can be reached, by class path and host name. */
public final class StorageAccess {
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):/.*");
  private static final Pattern NO_FILE_SYSTEM =
      Pattern.compile("No FileSystem for scheme:? *\"?([A-Za-z0-9+.-]+)");
  private static final Pattern CLASS_NOT_FOUND = Pattern.compile("Class (\\S+) not found");

  private StorageAccess() {}

  /**
   * Checks paths before anything is read or written.
   *
   * <p>A host that does not resolve is the configuration's mistake here. If it stops resolving
   * while rows are read, it is the environment's.
   *
   * @throws IOException if a file system is not reached for another reason
   */
  public static void require(Configuration hadoop, String key, List<String> paths)
      throws IOException {
    for (String path : paths) {
      Matcher scheme = SCHEME.matcher(path);
      if (scheme.matches()) {
        require(hadoop, key, path, scheme.group(1).toLowerCase(Locale.ROOT));
      }
    }
  }

  private static void require(Configuration hadoop, String key, String path, String scheme)
      throws IOException {
    Path parsed;
    try {
      parsed = new Path(path);
    } catch (IllegalArgumentException e) {
      // The reader of the path says that it is none.
      return;
    }
    try {
      parsed.getFileSystem(hadoop);
    } catch (IOException | RuntimeException | LinkageError e) {
      List<Throwable> causes = ReadFailure.causes(e);
      String found = key + " " + path + ": ";
      String problem = problem(causes);
      if (problem == null && causes.stream().anyMatch(StorageAccess::isMissingClass)) {
        problem =
            StorageConnector.advice(scheme, VersionInfo.getVersion())
                + " ("
                + ReadFailure.named(e)
                + ")";
      }
      if (problem == null) {
        throw e;
      }
      throw EvaluationException.configuration(found + problem, e);
    }
  }

  /**
   * Returns the message if a connector is missing or a host is unknown.
   *
   * @return null if something else failed
   */
  public static String problem(List<Throwable> causes) {
    for (Throwable cause : causes) {
      if (cause instanceof UnknownHostException) {
        return "the host "
            + cause.getMessage()
            + " is unknown, expected a name that resolves, or a name service that hdfs-site.xml in"
            + " HADOOP_CONF_DIR defines";
      }
    }
    return missing(causes);
  }

  /**
   * Returns the message if a connector is missing.
   *
   * @return null if something else failed
   */
  static String missing(List<Throwable> causes) {
    String hadoop = VersionInfo.getVersion();
    for (Throwable cause : causes) {
      String message = String.valueOf(cause.getMessage());
      Matcher none = NO_FILE_SYSTEM.matcher(message);
      if (none.find()) {
        return StorageConnector.advice(none.group(1).toLowerCase(Locale.ROOT), hadoop);
      }
      if (isMissingClass(cause)) {
        Matcher named = CLASS_NOT_FOUND.matcher(message);
        String className = named.find() ? named.group(1) : message.replace('/', '.');
        String scheme = StorageConnector.schemeOf(className, hadoop);
        if (scheme != null) {
          return StorageConnector.advice(scheme, hadoop);
        }
      }
    }
    return null;
  }

  private static boolean isMissingClass(Throwable cause) {
    return cause instanceof ClassNotFoundException || cause instanceof NoClassDefFoundError;
  }
}
