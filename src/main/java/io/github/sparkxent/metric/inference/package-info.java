// SPDX-License-Identifier: Apache-2.0

/**
 * What may be concluded from a difference and its standard error, or from a share: Student's t,
 * McNemar's test, the control of false discoveries, and Wilson's interval.
 *
 * <p>May import: Apache Commons Statistics and the JDK. Start from {@link
 * io.github.sparkxent.metric.inference.StudentT}.
 */
package io.github.sparkxent.metric.inference;
