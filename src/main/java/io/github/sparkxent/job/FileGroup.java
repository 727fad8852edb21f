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
package io.github.sparkxent.job;

import java.util.List;
import java.util.Set;

/**
 * Files of an input that Spark reads in one go.
 *
 * @param paths the files, or what the user named where that is all of them
 * @param base the directory above those whose names are columns, or null
 * @param unread the keys of the columns that are not read from the files: those in the names of
 *     directories, and those of which the files have no value
 */
record FileGroup(List<String> paths, String base, Set<String> unread) {}
