// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import java.util.List;
import java.util.Set;

/**
 * Files of an input that Spark reads in one go.
 *
 * @param paths the files, or the user's own path if that means all of them
 * @param base the directory above those whose names are columns, or null
 * @param unread the keys of the columns that are not read from the files: those in the names of
 *     directories, and those of which the files have no value
 */
public record FileGroup(List<String> paths, String base, Set<String> unread) {}
