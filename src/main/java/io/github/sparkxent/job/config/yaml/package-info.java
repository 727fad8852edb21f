// SPDX-License-Identifier: Apache-2.0

/**
 * A configuration as text: what YAML means, and what is wrong with keys and values before they are
 * a configuration. Internal to {@code job.config}.
 *
 * <p>May import: {@code job.failure}, Jackson and the JDK, no Spark. Start at {@code PlainYaml}.
 */
package io.github.sparkxent.job.config.yaml;
