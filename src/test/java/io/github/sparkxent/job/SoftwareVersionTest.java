// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoftwareVersionTest {
  @TempDir private Path directory;

  private URL jar(Map<String, String> attributes) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.forEach(manifest.getMainAttributes()::putValue);
    Path jar = directory.resolve("a jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar.toUri().toURL();
  }

  @Test
  void classes_outside_a_jar_are_of_no_version_and_no_commit() {
    assertThat(SoftwareVersion.current()).hasToString("development");
    assertThat(SoftwareVersion.current().commit()).isEmpty();
  }

  @Test
  void a_jar_of_a_checkout_names_version_and_commit() throws Exception {
    URL jar = jar(Map.of("Implementation-Version", "1.2", "Implementation-Commit", "abc-dirty"));

    assertThat(SoftwareVersion.of(jar)).hasToString("1.2 (commit abc-dirty)");
    assertThat(SoftwareVersion.of(jar).commit()).hasValue("abc-dirty");
  }

  @Test
  void a_jar_of_an_archive_of_the_sources_names_the_version_alone() throws Exception {
    assertThat(SoftwareVersion.of(jar(Map.of("Implementation-Version", "1.2")))).hasToString("1.2");
  }

  @Test
  void a_jar_without_a_version_is_of_a_development() throws Exception {
    assertThat(SoftwareVersion.of(jar(Map.of()))).hasToString("development");
    Path empty = directory.resolve("empty.jar");
    new JarOutputStream(Files.newOutputStream(empty)).close();
    assertThat(SoftwareVersion.of(empty.toUri().toURL())).hasToString("development");
  }
}
