#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0

# Measures the start-up time of the launcher (docs/performance.md):
#
#     scripts/benchmark-startup.sh [ROUNDS]
#
# Each round runs, one after the other: a bare Spark session that counts the rows of data/mnist/mlp, with the same Java,
# options and class path; scripts/spark-xent evaluate conf/mnist.yaml; and the same without the archive of classes.
# Prints the minimum and the median of each in seconds, by the clock and by processor time, and the ratio to the bare session.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rounds=${1:-7}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
export SPARK_LOCAL_IP=127.0.0.1

# The first call prepares, so the rounds measure later ones.
scripts/spark-xent evaluate conf/mnist.yaml --output "$work/out" >/dev/null
# shellcheck disable=SC2012 # the names are digests
made=$(ls -dt target/launcher/made-* | head -n 1)
class_path=$work:$(<"$made/classpath")

cat >"$work/BareSession.java" <<'END'
import org.apache.spark.sql.SparkSession;

class BareSession {
  public static void main(String[] args) {
    SparkSession spark = SparkSession.builder().appName("bare").getOrCreate();
    System.out.println(spark.read().parquet("data/mnist/mlp").count());
    spark.stop();
  }
}
END
"${java}c" -d "$work" -cp "$class_path" "$work/BareSession.java"

bare() {
  "$java" "@$made/java.options" '-Dspark.master=local[*]' -Dspark.ui.enabled=false \
    -Dlog4j2.configurationFile=conf/log4j2.properties -cp "$class_path" BareSession
}
launcher() {
  scripts/spark-xent evaluate conf/mnist.yaml --output "$work/out"
}
without_archive() {
  SPARK_XENT_ARCHIVE=off launcher
}

TIMEFORMAT='%R %U %S'
for ((round = 1; round <= rounds; round++)); do
  for run in bare launcher without_archive; do
    { time $run >"$work/$run.log" 2>&1; } 2>>"$work/$run.times"
  done
done

for run in bare launcher without_archive; do
  for columns in 1,1 2,3; do
    awk -v first="${columns%,*}" -v last="${columns#*,}" \
      '{ sum = 0; for (i = first; i <= last; i++) sum += $i; print sum }' "$work/$run.times" | sort -n |
      awk '{ t[NR] = $1 } END { print t[1], t[int((NR + 1) / 2)] }'
  done | paste -sd ' ' - >"$work/$run.summary"
done
printf '%-16s %9s %9s %9s %9s %7s\n' seconds min median 'cpu min' median ratio
for run in bare launcher without_archive; do
  read -r bare_min _ <"$work/bare.summary"
  awk -v run="$run" -v bare="$bare_min" \
    '{ printf "%-16s %9.2f %9.2f %9.2f %9.2f %7.2f\n", run, $1, $2, $3, $4, $1 / bare }' "$work/$run.summary"
done
