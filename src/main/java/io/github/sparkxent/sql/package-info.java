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

/**
 * All that touches Catalyst or the connector API: the functions of the catalog {@code xent}.
 *
 * <p>Each function is an adapter into {@code numeric} or {@code metric}; no formula lives here. May
 * import: {@code metric}, {@code numeric} and the connector API of Spark with the row classes that
 * it needs (InternalRow, ArrayData, UTF8String and their generic and unsafe forms).
 */
package io.github.sparkxent.sql;
