#!/bin/sh
# PID 1 of a Connect worker: joins keys and certificates, runs the worker, starts it anew for new credentials.
# POSIX sh with cat, date, mkdir, mv, rm and sleep, as run.sh of Kafka.
set -u
. /opt/cdk8s-kafka/bin/common.sh
settings

prepare() {
  assemble || { say "refused: $complaint" && return 1; }
  [ ! -e "$home/rest" ] || publish "$run/rest-users.properties" "$(rest_users)" || :
  [ -n "${PKCS12_STORES:-}" ] || return 0
  # shellcheck disable=SC2086 # a list of words
  helper pkcs12 $PKCS12_STORES &
  await $!
}

# Sets `escaped` to the text as java.util.Properties reads it back
escape() {
  left=$1
  escaped=
  while [ -n "$left" ]; do
    char=${left%"${left#?}"}
    left=${left#?}
    case $char in
      [0-9A-Za-z]) escaped=$escaped$char ;;
      *) escaped="$escaped\\$char" ;;
    esac
  done
}

# Who may ask by REST: a line of name and password for each
rest_users() {
  for user in "$home"/rest/*; do
    escape "$(cat "$user/username")"
    name=$escaped
    escape "$(cat "$user/password")"
    printf '%s=%s\n' "$name" "$escaped"
  done
}

serve() {
  log4j_options
  exec "$KAFKA_BIN/kafka-run-class$KAFKA_SUFFIX" -name connectDistributed \
    org.apache.kafka.connect.cli.ConnectDistributed "$home/config/connect.properties"
}

credentials() { cat "$home"/user/* "$home"/rest/*/* 2>/dev/null; }

# watch PID: a worker reads its certificates and its password at its start alone. Workers take turns by their numbers:
# all get a new Secret at about the same time, and tasks that have nowhere to go stand still.
watch() {
  trap '[ -z "$child" ] || kill -TERM "$child" 2>/dev/null; exit 0' TERM
  child=
  said=
  known=$(credentials)
  while :; do
    sleep 10 &
    await $!
    assemble || { [ "$said" = "$complaint" ] || say "not renewed: $complaint"; }
    said=$complaint
    [ -n "$changed" ] || [ "$known" != "$(credentials)" ] || continue
    say "new credentials:$changed; this worker starts anew in $((NODE_ID * TURN_SECONDS)) s"
    sleep $((NODE_ID * TURN_SECONDS)) &
    await $!
    : >"$run/restart"
    end "$1"
    return
  done
}

main
