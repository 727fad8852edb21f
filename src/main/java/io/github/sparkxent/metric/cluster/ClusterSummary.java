// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.cluster;

/**
 * Standard errors of one split by clusters of its rows, each of which is one independent unit. Null
 * means undefined.
 *
 * <p><b>Method.</b> With S_g the sum of r * value over the rows of one of G clusters, R_g that of
 * r, and m the mean,
 *
 * <pre>
 * stderr^2     = G / (G - 1) * sum over clusters of (S_g - m R_g)^2 / (sum of r)^2
 * 95% interval = m - q * stderr, and + the same, q the 0.975 quantile of Student's t with G - 1
 *                degrees of freedom
 * </pre>
 *
 * <p>The mean loss has the same, with omega for r, as {@code loss_stderr} and its interval.
 *
 * <p><b>Accuracy.</b> As {@link io.github.sparkxent.metric.LossSummary}. An interval may go beyond
 * what the metric can be.
 *
 * @param clusterCount how many clusters there are, G; where these are too many, groups of them
 * @param clustersAreHashed whether there are too many clusters, so that a group stands for several
 * @param accuracyStderr the standard error of the accuracy; null below two clusters or without
 *     weight
 * @param accuracyCi95Low the lower end of the 95% interval of the accuracy; null as its error
 * @param accuracyCi95High the upper end; null likewise
 * @param brierScoreStderr the standard error of the Brier score; null as that of the accuracy
 * @param brierScoreCi95Low the lower end of the 95% interval of the Brier score; null as its error
 * @param brierScoreCi95High the upper end; null likewise
 */
public record ClusterSummary(
    long clusterCount,
    boolean clustersAreHashed,
    Double accuracyStderr,
    Double accuracyCi95Low,
    Double accuracyCi95High,
    Double brierScoreStderr,
    Double brierScoreCi95Low,
    Double brierScoreCi95High) {}
