#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0

# Makes DIRECTORY/jars, a directory of links to the jars that a small pom of src/build/clusters names, as Spark's own
# scripts expect SPARK_HOME to be:
#
#     src/build/class-path.sh POM DIRECTORY [Maven's options]

set -euo pipefail

pom=$(dirname "${BASH_SOURCE[0]}")/clusters/$1.pom.xml
directory=$2
shift 2

[[ ! $directory/whole -nt $pom ]] || exit 0
rm -rf "$directory"
mkdir -p "$directory/jars"
mvn -q -B -ntp -Dstyle.color=never -f "$pom" "$@" dependency:build-classpath \
  "-Dmdep.outputFile=$(cd "$directory" && pwd)/classpath"
# The file ends without a line feed, which `read` calls a failure.
IFS=: read -r -a jars <"$directory/classpath" || true
for jar in "${jars[@]}"; do
  ln -s "$jar" "$directory/jars/"
done
touch "$directory/whole"
