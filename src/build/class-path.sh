#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0

# Makes DIRECTORY/jars, a directory of links to the jars that a small pom of src/build/clusters names, as Spark's own
# scripts expect SPARK_HOME to be. The versions of Spark and Scala are those of pom.xml, or of Maven's options:
#
#     src/build/class-path.sh POM DIRECTORY [Maven's options]

set -euo pipefail

build=$(dirname "${BASH_SOURCE[0]}")
pom=$build/clusters/$1.pom.xml
project=$build/../../pom.xml
directory=$2
shift 2

[[ ! $directory/whole -nt $pom || ! $directory/whole -nt $project ]] || exit 0
rm -rf "$directory"
mkdir -p "$directory/jars"
versions=()
for version in spark.version scala.binary.version; do
  versions+=("-D$version=$(sed -n "s:.*<$version>\(.*\)</$version>.*:\1:p" "$project")")
done
mvn -q -B -ntp -Dstyle.color=never -f "$pom" "${versions[@]}" "$@" dependency:build-classpath \
  "-Dmdep.outputFile=$(cd "$directory" && pwd)/classpath"
# The file ends without a line feed, which `read` calls a failure.
IFS=: read -r -a jars <"$directory/classpath" || true
for jar in "${jars[@]}"; do
  ln -s "$jar" "$directory/jars/"
done
touch "$directory/whole"
