// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Which build of this software runs, as the manifest of its jar says.
 *
 * @param version the version, or {@code development} outside a jar
 * @param commit the commit that the jar was built from, with {@code -dirty} behind it if files
 *     differed from it; absent outside a jar, and in a jar that was not built in a checkout
 */
public record SoftwareVersion(String version, Optional<String> commit) {
  private static final Attributes.Name COMMIT = new Attributes.Name("Implementation-Commit");
  private static final SoftwareVersion DEVELOPMENT =
      new SoftwareVersion("development", Optional.empty());

  /**
   * Returns the version that runs.
   *
   * @return the version and the commit of the jar that this class comes from
   */
  public static SoftwareVersion current() {
    CodeSource source = SoftwareVersion.class.getProtectionDomain().getCodeSource();
    return source == null ? DEVELOPMENT : of(source.getLocation());
  }

  /** Returns what the manifest of a jar says; of what is no jar, {@code development}. */
  static SoftwareVersion of(URL classes) {
    try (JarFile jar = new JarFile(new File(classes.toURI()))) {
      Manifest manifest = jar.getManifest();
      if (manifest == null) {
        return DEVELOPMENT;
      }
      Attributes main = manifest.getMainAttributes();
      String version = main.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
      return new SoftwareVersion(
          version == null ? DEVELOPMENT.version() : version,
          Optional.ofNullable(main.getValue(COMMIT)));
    } catch (IOException | URISyntaxException | IllegalArgumentException noJar) {
      return DEVELOPMENT;
    }
  }

  /** Returns version and commit in one line. */
  @Override
  public String toString() {
    return version + commit.map(of -> " (commit " + of + ")").orElse("");
  }
}
