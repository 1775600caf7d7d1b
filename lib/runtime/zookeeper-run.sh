#!/bin/sh
# PID 1 of a ZooKeeper container: gives the server its number, runs it, restarts it for new certificates.
# POSIX sh with cat, date, mkdir, mv, rm and sleep, as run.sh of Kafka.
set -u
. /opt/cdk8s-kafka/bin/common.sh
settings
myid=$DATA_DIR/myid

# The number is the ordinal and one. It belongs to the transactions on the disk: one that is there stays.
number() {
  own=$((NODE_ID + 1))
  if [ -e "$myid" ]; then
    found=$(cat "$myid")
    [ "$found" = "$own" ] ||
      { say "refused: $myid is '$found', this server is $own: the volume belongs to another server" && return 1; }
    return 0
  fi
  mkdir -p "$DATA_DIR" && publish "$myid" "$own"
}

prepare() {
  assemble || { say "refused: $complaint" && return 1; }
  number || return 1
  helper prepare &
  await $!
}

serve() {
  log4j_options
  zookeeper_login Server || exit 1
  CLASSPATH=$home/bin/node.jar
  export CLASSPATH KAFKA_OPTS="$KAFKA_OPTS $login"
  exec "$KAFKA_BIN/kafka-run-class$KAFKA_SUFFIX" -name zookeeper io.github.cdk8skafka.node.Ensemble "$run/zoo.cfg"
}

# watch PID: ZooKeeper 3.8 reads certificates at its start alone. The leader waits, so that it is the last.
watch() {
  trap '[ -z "$child" ] || kill -TERM "$child" 2>/dev/null; exit 0' TERM
  child=
  said=
  known=$(cat "$home/zookeeper/password" 2>/dev/null)
  while :; do
    sleep 10 &
    await $!
    assemble || { [ "$said" = "$complaint" ] || say "not renewed: $complaint"; }
    said=$complaint
    [ "$known" = "$(cat "$home/zookeeper/password" 2>/dev/null)" ] || changed="$changed the password of clients"
    [ -n "$changed" ] || continue
    beside yield &
    await $!
    restart "$1" "new certificates:$changed" && return
  done
}

case ${1:-} in
  gate) helper gate ;;
  *) main ;;
esac
