#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0

# Puts the files of a release into DIRECTORY, with a list of their SHA-256, and the version's part of the changelog into
# target/release-notes.md, after `mvn -Prelease ...` has made and signed them:
#
#     src/build/release-files.sh DIRECTORY

set -euo pipefail
directory=$1
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

version=$(sed -n '/<artifactId>spark-xent</{n;s:.*<version>\(.*\)</version>.*:\1:p;q;}' pom.xml)
rm -rf "$directory"
mkdir -p "$directory"
for file in .jar -sources.jar -javadoc.jar -bom.json; do
  cp "target/spark-xent-$version$file" "target/spark-xent-$version$file.asc" "$directory/"
done
(cd "$directory" && sha256sum -- *.jar *.json >SHA256SUMS)

awk -v heading="## $version" '
  $0 == heading { found = 1; next }
  found && /^## / { exit }
  found { print }
  END { exit !found }' CHANGELOG.md >target/release-notes.md || {
  echo "src/build/release-files.sh: CHANGELOG.md has no line \"## $version\"" >&2
  exit 1
}
