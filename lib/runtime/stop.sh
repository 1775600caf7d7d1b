#!/bin/sh
# preStop hook: returns when this node may stop; the kubelet then sends SIGTERM to run.sh.
: >/var/run/cdk8s-kafka/stopping
# What a hook prints is lost; PID 1 writes to the container's log.
(: >/proc/1/fd/1) 2>/dev/null && exec >/proc/1/fd/1 2>&1
exec /bin/sh /opt/cdk8s-kafka/bin/run.sh gate
