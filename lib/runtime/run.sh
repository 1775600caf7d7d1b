#!/bin/sh
# PID 1 of a Kafka container: prepares the node, runs the server, renews its certificates.
# POSIX sh with cat, date, mkdir, mv, rm and sleep: the images have no more than that in common.
set -u
. /opt/cdk8s-kafka/bin/common.sh
server=$home/config/server.properties
settings

prepare() {
  # Once more: a server that starts anew in this container does so for what is said now.
  settings
  assemble || { say "refused: $complaint" && return 1; }
  helper prepare "$run/decisions" &
  await $! || return 1
  rm -f "$run/unregistered"
  . "$run/decisions"
  [ -n "$NEED_FORMAT" ] || return 0
  say "formatting $LOG_DIRS"
  # Not its standard output: that has the credentials it stores.
  # shellcheck disable=SC2086 # a list of words
  tool kafka-storage format --ignore-formatted "--cluster-id=$CLUSTER_ID" --config "$server" \
    ${METADATA_VERSION:+--release-version "$METADATA_VERSION"} $FORMAT_ARGUMENTS >/dev/null &
  await $!
}

serve() {
  log4j_options
  server_class=kafka.Kafka
  if [ -n "$MIGRATING" ]; then
    server_class=io.github.cdk8skafka.node.Migrating
    CLASSPATH=$home/bin/node.jar
    export CLASSPATH
  fi
  zookeeper_login Client || exit 1
  export KAFKA_OPTS="$KAFKA_OPTS $login"
  # What kafka-server-start does, with the same name in all images; its own defaults are not wanted.
  exec "$KAFKA_BIN/kafka-run-class$KAFKA_SUFFIX" -name kafkaServer "$server_class" "$server"
}

# tool NAME ARGUMENTS: one of Kafka's own command line tools
tool() {
  name=$1
  shift
  KAFKA_OPTS=$login KAFKA_HEAP_OPTS=-Xmx96m KAFKA_JVM_PERFORMANCE_OPTS='-XX:+UseSerialGC -XX:TieredStopAtLevel=1' \
    "$KAFKA_BIN/$name$KAFKA_SUFFIX" "$@"
}

# setting KEY: its value in server.properties
setting() {
  while IFS='=' read -r key value; do
    [ "$key" != "$1" ] || echo "$value"
  done <"$server"
}

# Ends the way back from a migration: when the controllers are gone, their marks leave ZooKeeper. Of a Job, without a server.
roll_back() {
  assemble || { say "refused: $complaint" && return 1; }
  zookeeper_login Client || return 1
  helper roll-back &
  await $!
  [ "$status" != 11 ] || { say 'rolled back before' && return 0; }
  [ "$status" = 0 ] || return 1
  tls=
  [ -z "$(setting zookeeper.ssl.client.enable)" ] || tls="-zk-tls-config-file $server"
  # shellcheck disable=SC2086 # words
  left=$(printf 'deleteall /migration\ndeleteall /controller\nls /\nquit\n' |
    tool zookeeper-shell "$(setting zookeeper.connect)" $tls 2>&1)
  case $left in
    *', migration'* | *'[migration'*) say "still in ZooKeeper: $left" && return 1 ;;
    *'brokers,'*) ;;
    *) say "ZooKeeper was not reached: $left" && return 1 ;;
  esac
  helper rolled-back &
  await $!
}

features() {
  tool kafka-features --bootstrap-server "$BOOTSTRAP_BROKERS" --command-config "$home/config/admin.properties" "$@"
}

# The point of no return of an upgrade. Kafka asks the nodes that it knows; who is away has to be able to come back.
finalize() {
  [ "$STORAGE_FORMAT" = kraft ] || { say 'refused: on ZooKeeper Kafka has no features' && return 1; }
  helper complete &
  await $! || return 1
  features upgrade --release-version "$METADATA_VERSION"
}

# The truststore of outgoing connections, which a server reads only at its start
own_truststore() {
  while IFS='=' read -r key value; do
    [ "$key" = ssl.truststore.location ] || continue
    value=${value##*/}
    echo "${value%.pem}"
  done <"$home/config/admin.properties"
}

# Passwords of SASL PLAIN and of the login to ZooKeeper, which a server reads at its start
passwords() { cat "$home"/secrets/*/* "$home/zookeeper/password" 2>/dev/null; }

# What was said of this node alone
alone() { cat "$own" 2>/dev/null; }

# watch PID: brings renewed certificates to the server, for as long as that process runs
watch() {
  trap '[ -z "$child" ] || kill -TERM "$child" 2>/dev/null; exit 0' TERM
  child=
  said=
  renewed=
  pending=
  leaf=$run/certs/node.pem
  good=$(cat "$leaf")
  known=$(passwords)
  all=$(cat "$server")
  mine=$(alone)
  while :; do
    sleep 10 &
    await $!
    assemble || { [ "$said" = "$complaint" ] || say "not renewed: $complaint"; }
    said=$complaint
    [ -z "$changed" ] || say "new certificates:$changed"
    pending=$pending$changed
    if [ -n "$pending" ]; then
      renewed=yes
      beside reload &
      await $!
      case $status in
        0) good=$(cat "$leaf") ;;
        3) # the node stays who it is, until there is yet another certificate
          refused=$(cat "$leaf")
          publish "$leaf" "$good"
          pending=
          continue
          ;;
        10) restart "$1" 'a listener did not take its new certificate' && return ;;
        *) continue ;; # not reached, once more in 10 s
      esac
      case "$pending " in
        *' zookeeper'*) restart "$1" 'the certificates for ZooKeeper are new' && return ;;
        *" $(own_truststore) "*) restart "$1" 'other certificate authorities are trusted' && return ;;
      esac
      pending=
    fi
    [ "$known" = "$(passwords)" ] || { restart "$1" 'passwords have changed' && return; }
    # A pod of which more has changed is replaced by Kubernetes anyway.
    [ "$all" != "$(cat "$server")" ] || [ "$mine" = "$(alone)" ] ||
      { restart "$1" 'what is said of this node alone has changed' && return; }
    [ ! -e "$run/unregistered" ] || { restart "$1" 'the other controllers do not know this one' && return; }
    [ -z "$renewed" ] || [ "$(date +%s)" -lt "$RESTART_AT" ] ||
      { restart "$1" 'the certificate of outgoing connections nears its end' && return; }
  done
}

companions() {
  if [ -n "$CONFIRM" ]; then
    beside confirm &
    others="$others $!"
  fi
  if [ -n "${REGISTERS_ONCE:-}" ]; then
    beside registered "$run/unregistered" &
    others="$others $!"
  fi
  if [ -n "$SETTLE" ]; then
    beside settle &
    others="$others $!"
  fi
}

case ${1:-} in
  gate) helper gate ;;
  roll-back) roll_back ;;
  features) features describe ;;
  finalize) finalize ;;
  *) main ;;
esac
