// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

/**
 * One metric of a candidate and of a baseline over the same rows, paired. Null means undefined.
 *
 * <p><b>Method.</b> Each of the n rows has a difference d, the candidate's value minus the
 * baseline's, rounded once; its weight r; and omega, its weight in the mean: r * w as in {@link
 * LossSummary} for losses, r for all else.
 *
 * <pre>
 * D    = sum of r d / sum of omega
 * se^2 = n / (n - 1) * sum of (r d - D omega)^2 / (sum of omega)^2
 * </pre>
 *
 * <p>With clusters, S_g and Omega_g being the sums of r d and of omega over the rows of one of G
 * clusters,
 *
 * <pre>
 * se^2 = G / (G - 1) * sum over clusters of (S_g - D Omega_g)^2 / (sum of omega)^2
 * </pre>
 *
 * <p><b>Accuracy.</b> The means, D and se^2 are rounded once from their exact values, the root is
 * {@code StrictMath.sqrt}. So all have the same bits for any order and grouping of the rows.
 *
 * <p><b>Special cases.</b> Where a row has an infinite loss on a side and r above 0, that side's
 * mean is infinite, and difference and standard error of the loss are null.
 *
 * @param baseline the baseline's mean over the rows; null if the weights sum to 0
 * @param candidate the candidate's
 * @param difference D
 * @param standardError se; null for fewer than two rows, or clusters
 * @param degreesOfFreedom those of Student's t: n - 1, or G - 1; 0 if there is no standard error
 * @param better how many rows are better with the candidate
 * @param worse how many rows are better with the baseline
 * @param equal how many rows are neither
 */
public record PairedDifference(
    Double baseline,
    Double candidate,
    Double difference,
    Double standardError,
    long degreesOfFreedom,
    long better,
    long worse,
    long equal) {}
