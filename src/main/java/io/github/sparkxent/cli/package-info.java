// SPDX-License-Identifier: Apache-2.0

/**
 * The commands and their exit codes, and nothing else.
 *
 * <p>May import: {@code job} and what that may import, and picocli.
 */
package io.github.sparkxent.cli;
