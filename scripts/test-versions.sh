#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0

# Runs the one jar on each supported Spark and Java over the MNIST sample, and compares every figure bit for bit:
#
#     scripts/test-versions.sh [SPARK_SCALA ...]      such as 3.5.6_2.12; all by default
#
# Java 17 or later is that of JAVA_HOME or the PATH. Spark 4.2, the first that supports Java 25, runs once more with that of
# JAVA_HOME_25 or of the usual places; what is left out is left out with a word.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

main_class=io.github.sparkxent.cli.Main
work=target/versions
failed=0

find_java_25() {
  local home
  for home in "${JAVA_HOME_25:-}" /usr/lib/jvm/*-25-* /usr/lib/jvm/*-25 /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    if [[ -n $home && -x $home/bin/java ]]; then
      printf '%s\n' "$home"
      return
    fi
  done
}

# The JVM's options that this Spark's own launcher gives.
jvm_options() {
  local options
  options=$(echo 'System.out.println(org.apache.spark.launcher.JavaModuleOptions.defaultModuleOptions());' |
    jshell -s --class-path "$(echo "$1"/jars/spark-launcher_*.jar)" - 2>/dev/null) || return 1
  printf '%s\n' "$options"
}

# Prints a report's figures: all but what depends on the run.
figures() {
  sed -n '/^  "splits"/,$p' "$1"
}

# run SPARK SCALA JAVA_HOME NAME
run() {
  local home=$work/spark-$1_$2 out=$work/$4 options
  src/build/class-path.sh spark "$home" "-Dspark.version=$1" "-Dscala.binary.version=$2"
  read -r -a options <<<"$(jvm_options "$home")"
  rm -rf "$out"
  # With vectors from the first row on where Spark has their module: 3.5 has not, and must give the same bits without.
  if ! SPARK_LOCAL_IP=127.0.0.1 "$3/bin/java" "${options[@]}" -Xmx1g -Dsparkxent.kernel=vector -cp "$home/jars/*" \
    -Dlog4j2.configurationFile=conf/log4j2.properties org.apache.spark.deploy.SparkSubmit \
    --master 'local[2]' --conf spark.ui.enabled=false --class "$main_class" "$jar" \
    evaluate conf/mnist.yaml --run-id run --output "$out" --set output.losses=true >"$work/$4.out" 2>"$work/$4.err"; then
    echo "$4: FAILED, see $work/$4.err" >&2
    tail -n 3 "$work/$4.err" >&2
    failed=1
    return
  fi
  figures "$out/mnist-mlp/run/metrics.json" >"$work/$4.figures"
  if [[ -z ${first:-} ]]; then
    first=$4
    echo "$4: ran"
  elif cmp -s "$work/$first.figures" "$work/$4.figures"; then
    echo "$4: the bits of $first"
  else
    echo "$4: OTHER FIGURES than $first:" >&2
    diff "$work/$first.figures" "$work/$4.figures" | head -n 10 >&2
    failed=1
  fi
}

java_home=${JAVA_HOME:-}
if [[ -z $java_home ]]; then
  java_home=$(readlink -f -- "$(command -v java)")
  java_home=${java_home%/bin/java}
fi
mkdir -p "$work"
jar=${SPARK_XENT_JAR:-}
if [[ -z $jar ]]; then
  mvn -q -B -ntp -DskipTests -Djacoco.skip package
  jar=$(ls target/spark-xent-*.jar | grep -v -e sources -e javadoc | head -n 1)
fi

versions=("$@")
(($#)) || versions=(4.2.0_2.13 4.1.1_2.13 4.0.1_2.13 3.5.6_2.13 3.5.6_2.12)
java_25=$(find_java_25)
for version in "${versions[@]}"; do
  run "${version%_*}" "${version#*_}" "$java_home" "$version"
  if [[ $version != 4.2.* ]]; then
    echo "${version}_java25: not tried, Spark ${version%_*} does not support Java 25"
  elif [[ -z $java_25 ]]; then
    echo "${version}_java25: not tried, no Java 25 at JAVA_HOME_25 or the usual places"
  else
    run "${version%_*}" "${version#*_}" "$java_25" "${version}_java25"
  fi
done
exit "$failed"
