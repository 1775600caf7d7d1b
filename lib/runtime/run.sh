#!/bin/sh
# PID 1 of a Kafka container: prepares the node, runs the server, renews its certificates.
# POSIX sh with cat, date, mkdir, mv, rm and sleep: the images have no more than that in common.
set -u
home=/opt/cdk8s-kafka
run=/var/run/cdk8s-kafka
server=$home/config/server.properties
set -a
NODE_ID=${POD_NAME##*-}
. "$home/config/node.env"
LOG_DIR=/tmp/logs
set +a
child=
stopping=
refused=none
gently=

say() { echo "[$(date '+%Y-%m-%d %H:%M:%S'),000] cdk8s-kafka: $*"; }

# A shell handles signals between commands, or at once while it is in `wait`: so whatever may take long
# is a background child. The loop tells an interrupted wait from the child's end.
await() {
  child=$1
  [ -z "$stopping" ] || kill -TERM "$child" 2>/dev/null
  while :; do
    wait "$child"
    status=$?
    kill -0 "$child" 2>/dev/null || break
  done
  child=
  return "$status"
}

# The helper shares the container's memory and cores with the server: small, and without its agents.
helper() {
  # shellcheck disable=SC2086 # a list of words
  exec $gently "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xms8m -Xmx32m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    -Xshare:auto -XX:+ExitOnOutOfMemoryError "-Djava.security.properties=$home/config/java.security" \
    -cp "$home/bin/node.jar:$KAFKA_LIBS" io.github.cdk8skafka.node.Main "$@"
}

# The same, giving way to the server
beside() {
  gently=$(command -v nice) || gently=
  helper "$@"
}

# publish FILE TEXT: replaces the file in one step; false when it has this text already
publish() {
  [ "$2" != "$(cat "$1" 2>/dev/null)" ] || return 1
  (umask 077 && printf '%s\n' "$2" >"$1.new") && mv -f "$1.new" "$1"
}

# Goes to the present version of a mounted Secret, so that a renewal between two reads cannot mix old and new.
enter() { cd -P "$home/certs/$1/..data" 2>/dev/null || cd -P "$home/certs/$1"; }

read_keystore() (enter "$1" && cat tls.key && echo && cat tls.crt)

read_truststore() (
  enter "$1" || exit 1
  for crt in *.crt; do cat "$crt" && echo || exit 1; done
)

key_problem() {
  case $1 in
    *'BEGIN PRIVATE KEY'*) ;;
    *'BEGIN RSA PRIVATE KEY'* | *'BEGIN EC PRIVATE KEY'*)
      echo "is PKCS#1 or SEC1, which Kafka cannot read: use PKCS#8 ('openssl pkcs8 -topk8 -nocrypt';" \
        "for cert-manager 'privateKey.encoding: PKCS8')"
      ;;
    *) echo "is not an unencrypted PKCS#8 key" ;;
  esac
}

# Kafka wants key and chain in one file, and reads it again only at the path it started with.
# Sets `changed` to the stores whose bytes are new; false when a store cannot be used.
assemble() {
  changed=
  complaint=
  mkdir -p "$run/certs"
  for store in $KEYSTORES; do
    text=$(read_keystore "$store") || { complaint="tls.key or tls.crt is missing in $home/certs/$store" && continue; }
    [ "$text" != "$refused" ] || continue
    problem=$(key_problem "$text")
    if [ -n "$problem" ]; then
      complaint="$home/certs/$store/tls.key $problem"
    else
      publish "$run/certs/$store.pem" "$text" && changed="$changed $store"
    fi
  done
  for store in $TRUSTSTORES; do
    text=$(read_truststore "$store") || { complaint="no certificate *.crt in $home/certs/$store" && continue; }
    publish "$run/certs/$store.pem" "$text" && changed="$changed $store"
  done
  [ -z "$complaint" ]
}

prepare() {
  assemble || { say "refused: $complaint" && return 1; }
  helper prepare "$run/decisions" &
  await $! || return 1
  . "$run/decisions"
  [ -n "$NEED_FORMAT" ] || return 0
  say "formatting $LOG_DIRS"
  # Not its standard output: that has the credentials it stores.
  # shellcheck disable=SC2086 # a list of words
  KAFKA_OPTS='' KAFKA_HEAP_OPTS=-Xmx96m KAFKA_JVM_PERFORMANCE_OPTS='-XX:+UseSerialGC -XX:TieredStopAtLevel=1' \
    "$KAFKA_BIN/kafka-storage$KAFKA_SUFFIX" format --ignore-formatted "--cluster-id=$CLUSTER_ID" --config "$server" \
    ${METADATA_VERSION:+--release-version "$METADATA_VERSION"} $FORMAT_ARGUMENTS >/dev/null &
  await $!
}

serve() {
  case $LOG4J_FILE in
    *.properties) KAFKA_LOG4J_OPTS=-Dlog4j.configuration=file:$LOG4J_FILE ;;
    *) KAFKA_LOG4J_OPTS=-Dlog4j2.configurationFile=$LOG4J_FILE ;;
  esac
  export KAFKA_LOG4J_OPTS
  # What kafka-server-start does, with the same name in all images; its own defaults are not wanted.
  exec "$KAFKA_BIN/kafka-run-class$KAFKA_SUFFIX" -name kafkaServer kafka.Kafka "$server"
}

# end PID: asks a server to stop. One that finds no controller to hand its partitions to would hang for minutes.
end() {
  kill -TERM "$1" 2>/dev/null
  (sleep "$STOP_LEASE_SECONDS" && kill -KILL "$1" 2>/dev/null) &
}

# restart PID REASON: the server starts anew in this container, when the other nodes can do without it
restart() {
  say "in-place restart: $2"
  helper gate &
  await $!
  [ ! -e "$run/stopping" ] || return 0
  : >"$run/restart"
  end "$1"
}

# The truststore of outgoing connections, which a server reads only at its start
own_truststore() {
  while IFS='=' read -r key value; do
    [ "$key" = ssl.truststore.location ] || continue
    value=${value##*/}
    echo "${value%.pem}"
  done <"$home/config/admin.properties"
}

# Passwords of SASL PLAIN, which a server reads at its start
passwords() { cat "$home"/secrets/*/* 2>/dev/null; }

# watch PID: brings renewed certificates to the server, for as long as that process runs
watch() {
  trap '[ -z "$child" ] || kill -TERM "$child" 2>/dev/null; exit 0' TERM
  child=
  said=
  renewed=
  pending=
  own=$run/certs/node.pem
  good=$(cat "$own")
  known=$(passwords)
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
        0) good=$(cat "$own") ;;
        3) # the node stays who it is, until there is yet another certificate
          refused=$(cat "$own")
          publish "$own" "$good"
          pending=
          continue
          ;;
        10) restart "$1" 'a listener did not take its new certificate' && return ;;
        *) continue ;; # not reached, once more in 10 s
      esac
      case "$pending " in
        *" $(own_truststore) "*) restart "$1" 'other certificate authorities are trusted' && return ;;
      esac
      pending=
    fi
    [ "$known" = "$(passwords)" ] || { restart "$1" 'passwords have changed' && return; }
    [ -z "$renewed" ] || [ "$(date +%s)" -lt "$RESTART_AT" ] ||
      { restart "$1" 'the certificate of outgoing connections nears its end' && return; }
  done
}

# A server that dies ends the container. Restarting it here would be no faster, since the controllers refuse
# a second registration until the session of the first has run out, and would hide crashes from restart counts,
# alerts and the kubelet's back-off.
main() {
  trap 'stopping=yes; [ -z "$child" ] || end "$child"' TERM INT
  rm -f "$run/stopping"
  while :; do
    rm -f "$run/restart"
    prepare || exit "$([ -n "$stopping" ] && echo 0 || echo 1)"
    serve &
    pid=$!
    watch "$pid" &
    others=$!
    if [ -n "$CONFIRM" ]; then
      beside confirm &
      others="$others $!"
    fi
    if [ -n "$SETTLE" ]; then
      beside settle &
      others="$others $!"
    fi
    await "$pid"
    # shellcheck disable=SC2086 # a list of words
    kill -TERM $others 2>/dev/null
    [ -z "$stopping" ] && [ -e "$run/restart" ] || break
  done
  [ "$status" != 143 ] || status=0 # ended by SIGTERM, as asked
  exit "$status"
}

case ${1:-} in
  gate) helper gate ;;
  *) main ;;
esac
