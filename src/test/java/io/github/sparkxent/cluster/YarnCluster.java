/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
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
