// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "s3a://id:se/cr et@bucket/x | s3a://id:se/cr et@bucket/x",
        "s3a://id:secret@bucket/data | s3a://id:***@bucket/data",
        "hdfs://user:p%40ss@host:8020/a/b | hdfs://user:***@host:8020/a/b",
        "https://h/x?sv=1&sig=abc%2F=&se=2 | https://h/x?sv=1&sig=***&se=2",
        "https://h/x?X-Amz-Security-Token=abc | https://h/x?X-Amz-Security-Token=***",
        "hdfs://host:8020/token=5/part.parquet | hdfs://host:8020/token=5/part.parquet",
        "C:/data | C:/data"
      })
  void a_path_is_shown_without_its_password(String path, String shown) {
    assertThat(Secrets.maskPath(path)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "fs.s3a.secret.key=abc/def+g is wrong | fs.s3a.secret.key=*** is wrong",
        "jdbc:x://h?user=a&password=b refused | jdbc:x://h?user=a&password=*** refused",
        "Password: hunter2, retry | Password: ***, retry",
        "api_key = 'x' | api_key = ***",
        "fs.azure.account.key.h.net=abc== | fs.azure.account.key.h.net=***",
        "cannot read s3a://a:b@c/d | cannot read s3a://a:***@c/d",
        "'jdbc:postgresql://u:p@x@h/db' AS b | 'jdbc:postgresql://u:***@h/db' AS b",
        "'jdbc:postgresql://u:p/x@h/db' AS b | 'jdbc:postgresql://u:***@h/db' AS b",
        "hdfs://host:8020/a@b/c | hdfs://host:8020/a@b/c",
        "map('password', 'it''s x') AS a | map('password', ***) AS a",
        "WITH ('password' = 'x', 'url' = 'y') | WITH ('password' = ***, 'url' = 'y')",
        "{\"token\": \"a\\\"b\", \"n\": 1} | {\"token\": ***, \"n\": 1}",
        "private_key=x and passphrase: y | private_key=*** and passphrase: ***",
        "input.options.key is \"x\", expected | input.options.key is ***, expected",
        "parquet.encryption.key.list=k1:x | parquet.encryption.key.list=***",
        "Authorization: Bearer abcdefghij | Authorization: Bearer ***",
        "size(tokens) = 5 and n_tokens = 3 | size(tokens) = 5 and n_tokens = 3",
        "token_count = 5 and tokenizer = 'a' | token_count = 5 and tokenizer = 'a'",
        "unknown key quality.token, expected one of a | unknown key quality.token, expected one of a"
      })
  void a_message_is_shown_without_what_is_named_as_secret(String message, String shown) {
    assertThat(Secrets.mask(message)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "key, ***",
    "passphrase, ***",
    "parquet.encryption.key.list, ***",
    "fs.azure.account.key.h.net, ***",
    "private_key, ***",
    "accountKey, ***",
    "fs.s3a.session.token, ***",
    "monkey, x",
    "sep, x",
    "keyboard, x"
  })
  void an_option_is_shown_unless_its_name_says_that_it_is_secret(String name, String shown) {
    assertThat(Secrets.maskValue(name, "x")).isEqualTo(shown);
  }

  @Test
  void no_message_stays_none() {
    assertThat(Secrets.mask(null)).isNull();
  }

  @Test
  void every_failure_of_a_run_is_masked() {
    assertThat(EvaluationException.input("s3a://a:b@c/d is empty"))
        .hasMessage("s3a://a:***@c/d is empty");
  }
}
