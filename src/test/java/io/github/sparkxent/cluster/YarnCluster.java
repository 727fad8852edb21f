// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cluster;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.service.Service;

/**
 * Runs a resource manager and a node manager in one JVM until it is killed. Started by {@link
 * YarnIT} with the jars of src/build/clusters/yarn.pom.xml, which the tests have not.
 */
public final class YarnCluster {
  private YarnCluster() {}

  /**
   * Starts the cluster and writes its configuration for clients.
   *
   * @param args the file to write the configuration to, then settings, each key=value
   */
  public static void main(String[] args) {
    try {
      start(Path.of(args[0]), Arrays.copyOfRange(args, 1, args.length));
    } catch (Throwable e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void start(Path written, String... settings) throws Exception {
    Configuration configuration = new Configuration();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      configuration.set(setting.substring(0, equals), setting.substring(equals + 1));
    }
    Service cluster =
        (Service)
            Class.forName("org.apache.hadoop.yarn.server.MiniYARNCluster")
                .getConstructor(String.class, int.class, int.class, int.class)
                .newInstance("spark-xent", 1, 1, 1);
    cluster.init(configuration);
    cluster.start();
    Path whole = written.resolveSibling(written.getFileName() + ".part");
    try (OutputStream out = Files.newOutputStream(whole)) {
      cluster.getConfig().writeXml(out);
    }
    Files.move(whole, written, StandardCopyOption.ATOMIC_MOVE);
  }
}
