// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Says in words why a local file cannot be read or written: Java's message is often only its name.
 */
final class FileFailure {
  private FileFailure() {}

  static String reason(IOException e) {
    if (e instanceof CharacterCodingException) {
      return "it is not UTF-8";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException missing) {
      Path directory = Path.of(missing.getFile()).toAbsolutePath().getParent();
      return "there is no directory " + directory;
    }
    if (e instanceof FileSystemException other && other.getReason() != null) {
      return other.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
