#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0

# Runs the tests that start clusters, all or those named:
#
#     scripts/test-clusters.sh [--built] [standalone] [local-cluster] [hdfs] [yarn] [connect]
#
# --built takes the classes and the jar as `mvn verify` or `mvn package` left them, and compiles nothing.
#
# Each cluster is one of real processes on this machine, from Maven's jars: a standalone master and worker; a local
# cluster whose executors are killed; HDFS; YARN with Spark 3.5.6, the last that is published with a client of YARN; a
# server of Spark Connect and a client without Spark.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

built=''
if [[ ${1:-} == --built ]]; then
  built=1
  shift
fi
(($#)) || set -- standalone local-cluster hdfs yarn connect
groups=''
for cluster in "$@"; do
  case $cluster in
    standalone | local-cluster) src/build/class-path.sh spark target/clusters/spark ;;
    hdfs) src/build/class-path.sh hdfs target/clusters/hdfs ;;
    yarn)
      src/build/class-path.sh spark-on-yarn target/clusters/spark-on-yarn
      src/build/class-path.sh yarn target/clusters/yarn
      ;;
    connect)
      src/build/class-path.sh connect-server target/clusters/connect-server
      src/build/class-path.sh connect-client target/clusters/connect-client
      ;;
    *)
      echo "scripts/test-clusters.sh: no cluster $cluster, expected standalone, local-cluster, hdfs, yarn or connect" >&2
      exit 2
      ;;
  esac
  groups+=${groups:+ | }$cluster
done

options=(-q -B -ntp -Pcluster "-Dtests.groups=$groups")
if [[ -n $built ]]; then
  exec mvn "${options[@]}" failsafe:integration-test failsafe:verify
fi
exec mvn "${options[@]}" -Djacoco.skip -Dmaven.javadoc.skip verify
