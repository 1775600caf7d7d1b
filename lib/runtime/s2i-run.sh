#!/bin/sh
# run of source-to-image, for a container that is started by itself; pods of a ConnectCluster have a start script of theirs.
exec "${KAFKA_BIN:-/opt/kafka/bin}/kafka-run-class${KAFKA_SUFFIX-.sh}" org.apache.kafka.connect.cli.ConnectDistributed \
  "${1:-/opt/cdk8s-kafka/config/connect.properties}"
