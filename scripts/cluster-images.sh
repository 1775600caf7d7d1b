#!/usr/bin/env bash
# Builds the images of the end-to-end tests and loads them onto the nodes of the test cluster, as far as they are not
# there: cluster-images.sh CLUSTER_FOLDER NAME...
set -euo pipefail
cluster=$(cd "$1" && pwd)
shift
home=${KAFKA_TEST_CLUSTER_HOME:-$HOME/.cache/kafka-test-cluster}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Where the folder was laid down without symbolic links, each is a text file with the name of its target, and Kafka's
# start scripts cannot be run. Such a file is one word, without a line's end, that names its neighbour.
restore_links() {
  local file target
  while IFS= read -r file; do
    target=$(cat "$file")
    [[ $target =~ ^[A-Za-z0-9._-]+$ && -f $(dirname "$file")/$target ]] || continue
    ln -sf "$target" "$file"
  done < <(find "$1" -type f -size -100c)
}

cp -a "$cluster/images" "$work/images"
chmod -R u+w "$work/images"
restore_links "$work/images"
"$work/images/build" "$@"

for name in "$@"; do
  archive=$home/images/$name.tar
  mark=$home/images/$name.loaded
  # The cluster's own start is part of the mark: a cluster made anew has lost its images.
  state="$(stat -c '%Y %s' "$archive") $(stat -c %Y "$home/pki/ca.crt")"
  [[ $(cat "$mark" 2>/dev/null) != "$state" ]] || continue
  echo "loading $name"
  "$cluster/load" "$archive" >/dev/null
  echo "$state" >"$mark"
done
