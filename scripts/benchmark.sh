#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0

# Measures the job against a bare scan, a plain Java function, Spark's higher-order functions and DuckDB, all on the same
# files, which it generates (3 GB). Prints a table and writes target/benchmark/results.{txt,md,json,svg}.
#
#     scripts/benchmark.sh [options]          --help lists them
#     scripts/benchmark.sh --classes 10 --logits flat --threads 1 --contenders scan,job --scale 0.25      in a minute
#
# JAVA_HOME              the Java to use; else the one on the PATH
# BENCHMARK_JVM_OPTIONS  more options for its JVM, such as -Dsparkxent.kernel=scalar

set -euo pipefail
cd "$(dirname -- "${BASH_SOURCE[0]}")/.."

class_path_file=target/benchmark/class-path
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

if [[ ! -s $class_path_file || ! -f target/test-classes/io/github/sparkxent/benchmark/Benchmark.class || -n $(find pom.xml src/main src/benchmark -newer "$class_path_file" -print -quit) ]]; then
  echo "building" >&2
  mkdir -p target/benchmark
  mvn -q -Pbenchmark test-compile dependency:build-classpath \
    -Dmdep.includeScope=test -Dmdep.outputFile="$class_path_file.new"
  mv "$class_path_file.new" "$class_path_file"
fi

# shellcheck disable=SC2046  # one option a word
exec "$java" $(sed -n 's:.*<spark.jvm.options>\(.*\)</spark.jvm.options>.*:\1:p' pom.xml) \
  -Xms4g -Xmx4g -Dlog4j2.configurationFile=conf/log4j2.properties ${BENCHMARK_JVM_OPTIONS:-} \
  -cp "target/test-classes:target/classes:$(<"$class_path_file")" \
  io.github.sparkxent.benchmark.Benchmark "$@"
