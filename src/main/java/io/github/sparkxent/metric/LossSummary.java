// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

/**
 * The statistics of the losses of one split. Null means undefined.
 *
 * <p><b>Method.</b> Over the n evaluated rows, each with its loss, its weight r, and omega, its
 * weight in the mean (r, or with class weights r * sum_c w_c p_c):
 *
 * <pre>
 * loss_sum     = sum of r * loss
 * weight_sum   = sum of omega; without weights row_count
 * loss_mean    = loss_sum / weight_sum
 * loss_stddev  = sqrt(v),  v = sum of (loss - a)^2 / (n - 1), a the plain mean of the losses
 * loss_stderr  = sqrt(v'), v' = n / (n - 1) * sum of omega^2 (l - loss_mean)^2 / weight_sum^2,
 *                with l = r * loss / omega; without weights v / n
 * 95% interval = loss_mean - 1.959963984540054 * loss_stderr, and + the same
 * perplexity   = exp(loss_mean)
 * </pre>
 *
 * <p><b>Accuracy.</b> The sums, means, v and v' are rounded once from their exact values. The roots
 * are {@code StrictMath.sqrt} of the rounded v and v' (which count as rounded to 53 bits where they
 * leave the range of a double). The interval is one rounded product and one rounded difference or
 * sum of the reported mean and standard error; the perplexity is {@code StrictMath.exp} of the
 * reported mean. So all have the same bits for any order and grouping of the rows.
 *
 * <p><b>Special cases.</b> With infinite losses the deviation is NaN. If such a row has r above 0,
 * the sum and the mean are infinite too, and the standard error and the interval NaN; the sum and
 * the mean over the rows of finite loss stand beside them. A row with r = 0 is a row and adds 0 to
 * the sums.
 *
 * <p><b>Lower bounds.</b> If losses are known to be at least what they are given as, so are the
 * sum, the mean, the smallest and the largest loss, the count and the perplexity. All others are
 * null.
 *
 * @param rowCount the number of rows, n
 * @param weightSum the sum of omega
 * @param lossSum the sum of r * loss, in nats
 * @param lossMean the weighted mean; null without rows or if the weights sum to 0
 * @param lossStddev the standard deviation of a loss, unweighted; null below two rows
 * @param lossStderr the standard error of the mean; null below two rows or without a mean
 * @param lossMeanCi95Low the lower end of the 95% interval of the mean; null as its error
 * @param lossMeanCi95High the upper end of the 95% interval of the mean; null as its error
 * @param lossMin the smallest loss; null without rows
 * @param lossMax the largest loss; null without rows
 * @param infiniteLossCount the number of rows whose loss is infinite
 * @param finiteLossSum the sum of r * loss over the rows of finite loss; null if it is not known
 *     which these are
 * @param finiteLossMean that sum by the sum of omega over the same rows; null if that is 0, and as
 *     that sum
 * @param perplexity the exponential of the mean; null without a mean
 */
public record LossSummary(
    long rowCount,
    double weightSum,
    double lossSum,
    Double lossMean,
    Double lossStddev,
    Double lossStderr,
    Double lossMeanCi95Low,
    Double lossMeanCi95High,
    Double lossMin,
    Double lossMax,
    long infiniteLossCount,
    Double finiteLossSum,
    Double finiteLossMean,
    Double perplexity) {}
