#!/usr/bin/env bash
# Readiness of a worker whose REST API asks for a password: health.sh PORT, which is one without TLS.
# bash, as Kafka's own scripts, and base64.
user=/opt/cdk8s-kafka/rest/0
authorization=$(printf '%s:%s' "$(cat "$user/username")" "$(cat "$user/password")" | base64)
exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
printf 'GET /health HTTP/1.0\r\nHost: localhost\r\nAuthorization: Basic %s\r\n\r\n' "${authorization//[$' \r\n']/}" >&3
read -r _ status _ <&3
echo "/health: $status"
[ "$status" = 200 ]
