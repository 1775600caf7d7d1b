#!/bin/sh
# What the start scripts have in common.
home=/opt/cdk8s-kafka
run=/var/run/cdk8s-kafka
child=
stopping=
refused=none
gently=
login=

# What was said of this pod, for the script and for what it starts: of all like it, and over that of it alone
settings() {
  set -a
  NODE_ID=${POD_NAME##*-}
  . "$home/config/node.env"
  own=$home/config/node-$NODE_ID.env
  # shellcheck source=/dev/null
  [ ! -e "$own" ] || . "$own"
  LOG_DIR=/tmp/logs
  set +a
}

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

# end PID: asks a server to stop. One that finds nobody to hand its work to would hang for minutes.
end() {
  kill -TERM "$1" 2>/dev/null
  (sleep "$STOP_LEASE_SECONDS" && kill -KILL "$1" 2>/dev/null) &
}

# restart PID REASON: the server starts anew in this container, when the others can do without it
restart() {
  say "in-place restart: $2"
  helper gate &
  await $!
  [ ! -e "$run/stopping" ] || return 0
  : >"$run/restart"
  end "$1"
}

# zookeeper_login Server|Client: JAAS for who knows the mounted password of ZooKeeper's clients, or comes with it.
# Sets `login` to Java's option; false when the password cannot be written there.
zookeeper_login() {
  [ -n "${ZOOKEEPER_USER:-}" ] || return 0
  password=$(cat "$home/zookeeper/password")
  case $password in
    '' | *[\"\\]* | *'${'* | *'
'*) say "refused: the password in $home/zookeeper/password is empty, or has quotes, backslashes, \${ or line ends" && return 1 ;;
  esac
  case $1 in
    Server) who="user_$ZOOKEEPER_USER=\"$password\"" ;;
    *) who="username=\"$ZOOKEEPER_USER\" password=\"$password\"" ;;
  esac
  publish "$run/zookeeper.jaas" "$1 { org.apache.zookeeper.server.auth.DigestLoginModule required $who; };"
  login=-Djava.security.auth.login.config=$run/zookeeper.jaas
}

log4j_options() {
  case $LOG4J_FILE in
    *.properties) KAFKA_LOG4J_OPTS=-Dlog4j.configuration=file:$LOG4J_FILE ;;
    *) KAFKA_LOG4J_OPTS=-Dlog4j2.configurationFile=$LOG4J_FILE ;;
  esac
  export KAFKA_LOG4J_OPTS
}

# What else runs as long as the server does; its numbers go to `others`. A script that has any says so after this.
companions() { :; }

# The server, with the prepare, serve, watch PID and companions of the script, and once more where the watch has asked
# for that. A server that dies ends the container. Restarting it here would be no faster, since the controllers refuse a
# second registration until the session of the first has run out, and would hide crashes from restart counts, alerts and
# the kubelet's back-off.
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
    companions
    await "$pid"
    # shellcheck disable=SC2086 # a list of words
    kill -TERM $others 2>/dev/null
    [ -z "$stopping" ] && [ -e "$run/restart" ] || break
  done
  [ "$status" != 143 ] || status=0 # ended by SIGTERM, as asked
  exit "$status"
}
