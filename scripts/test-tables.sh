#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0

# Runs the tests of tables with versions, of Iceberg and Delta Lake, on the last Spark that both connectors are
# published for, against the jar:
#
#     scripts/test-tables.sh [--built] [iceberg] [delta]
#
# --built takes the classes and the jar as `mvn verify` or `mvn package` left them, and compiles nothing.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ ${1:-} == --built ]]; then
  shift
else
  mvn -q -B -ntp -DskipTests -Djacoco.skip -Dmaven.javadoc.skip package
fi
(($#)) || set -- iceberg delta
classes=()
for format in "$@"; do
  case $format in
    iceberg) classes+=(-c io.github.sparkxent.job.IcebergTableIT) ;;
    delta) classes+=(-c io.github.sparkxent.job.DeltaTableIT) ;;
    *)
      echo "scripts/test-tables.sh: no format $format, expected iceberg or delta" >&2
      exit 2
      ;;
  esac
done

home=target/tables/spark
src/build/class-path.sh tables "$home"
jar=$(ls target/spark-xent-*.jar | grep -v -e sources -e javadoc | head -n 1)
read -r -a options <<<"$(sed -n 's:.*<spark.jvm.options>\(.*\)</spark.jvm.options>.*:\1:p' pom.xml)"
data=$(mktemp -d "$PWD/target/tables/data.XXXXXX")
trap 'rm -rf "$data"' EXIT
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
SPARK_LOCAL_IP=127.0.0.1 "$java" "${options[@]}" -Xmx1g -XX:TieredStopAtLevel=1 \
  -Dlog4j2.configurationFile=conf/log4j2.properties \
  -Dspark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension,org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions \
  -Dspark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog \
  -Dspark.databricks.delta.snapshotPartitions=1 \
  -Dspark.sql.catalog.lake=org.apache.iceberg.spark.SparkCatalog \
  -Dspark.sql.catalog.lake.type=hadoop "-Dspark.sql.catalog.lake.warehouse=$data/lake" \
  "-Dspark.sql.warehouse.dir=$data/warehouse" \
  -cp "target/test-classes:$jar:$home/jars/*" \
  org.junit.platform.console.ConsoleLauncher execute --disable-banner --details=tree --include-engine=junit-jupiter \
  "${classes[@]}"
