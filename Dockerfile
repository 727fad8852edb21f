# SPDX-License-Identifier: Apache-2.0

# Apache Spark's image with spark-xent and the connectors for s3a:// and abfss://, for a machine and for Kubernetes. It has the
# jar that the build made:
#
#     mvn package -DskipTests
#     docker build -t spark-xent .
#     docker run --rm -v "$PWD/data:/data:ro" spark-xent spark-xent evaluate --input /data/tutorial --output /tmp/evaluations
#
# Apache's entry point stays, which drivers and executors on Kubernetes are started by. A test holds the versions here against
# pom.xml.

ARG SPARK_VERSION=4.2.0
ARG SCALA_BINARY_VERSION=2.13

FROM maven:3.9-eclipse-temurin-17 AS connectors
WORKDIR /connectors
COPY src/build/image/ ./
RUN mvn -q -B -f connectors.pom.xml dependency:copy-dependencies -DoutputDirectory=jars \
    && cd jars \
    && sha256sum --check --strict ../connectors.sha256 \
    && test "$(find . -name '*.jar' | wc -l)" -eq "$(wc -l <../connectors.sha256)"

FROM apache/spark:${SPARK_VERSION}-scala${SCALA_BINARY_VERSION}-java17-ubuntu
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="spark-xent" \
      org.opencontainers.image.description="Exact softmax cross-entropy evaluation of classifiers on Apache Spark" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.source="https://github.com/sparkxent/spark-xent" \
      org.opencontainers.image.licenses="Apache-2.0"

USER root
COPY --from=connectors --chmod=644 /connectors/jars/ /opt/spark/jars/
COPY --chmod=644 target/spark-xent-${VERSION}.jar /opt/spark-xent/spark-xent.jar
COPY --chmod=644 LICENSE NOTICE /opt/spark-xent/
COPY --chmod=755 scripts/spark-xent /opt/spark-xent/scripts/spark-xent
RUN ln -s /opt/spark-xent/scripts/spark-xent /usr/local/bin/spark-xent

# The image's own user, by number: Kubernetes cannot tell from a name that it is not root.
USER 185
CMD ["spark-xent", "--help"]
