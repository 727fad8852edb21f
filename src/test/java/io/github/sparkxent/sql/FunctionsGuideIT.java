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
package io.github.sparkxent.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.SparkSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs each example of docs/sql-functions.md and compares what it gives with what stands there. */
@ExtendWith(SparkSessions.class)
class FunctionsGuideIT {
  private static final Pattern EXAMPLE =
      Pattern.compile("```sql\\n(.*?)```\\s*```json\\n(.*?)```", Pattern.DOTALL);

  private final SparkSession spark;

  FunctionsGuideIT(SparkSession spark) {
    this.spark = spark;
  }

  @TestFactory
  Stream<DynamicTest> each_example_gives_what_the_guide_says() throws IOException {
    XentFunctions.registerAll(spark);
    Matcher examples = EXAMPLE.matcher(Files.readString(Path.of("docs/sql-functions.md")));

    return examples
        .results()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.group(1).strip(),
                    () ->
                        assertThat(
                                String.join(
                                    "\n", spark.sql(example.group(1)).toJSON().collectAsList()))
                            .isEqualTo(example.group(2).strip())));
  }
}
