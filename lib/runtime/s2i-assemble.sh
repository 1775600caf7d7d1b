#!/bin/sh
# assemble of source-to-image: what the source holds becomes plugins of Connect. A folder is a plugin, a jar is one by
# itself, an archive is unpacked into one. Nothing is compiled: the images have no compiler.
set -eu
source=${S2I_SOURCE:-/tmp/src}
plugins=${S2I_PLUGINS:-/opt/kafka/plugins}
count=0

refuse() {
  echo "cdk8s-kafka: $*" >&2
  exit 1
}

[ ! -e "$source/pom.xml" ] && [ ! -e "$source/build.gradle" ] ||
  refuse "there is a program to compile; build it in CI, and give the folder of its jars (contextDir, or oc start-build --from-dir)"
mkdir -p "$plugins"
for entry in "$source"/*; do
  [ -e "$entry" ] || continue
  name=${entry##*/}
  case $name in
    *.jar)
      mkdir -p "$plugins/${name%.jar}"
      mv "$entry" "$plugins/${name%.jar}/"
      ;;
    *.tar.gz | *.tgz)
      target=$plugins/${name%.gz}
      target=${target%.t*}
      mkdir -p "$target"
      tar -xzf "$entry" -C "$target"
      ;;
    *.zip)
      command -v unzip >/dev/null || refuse "$name: this image has no unzip; give a .tar.gz"
      mkdir -p "$plugins/${name%.zip}"
      unzip -q "$entry" -d "$plugins/${name%.zip}"
      ;;
    *)
      [ -d "$entry" ] || { echo "cdk8s-kafka: left out, no plugin: $name" && continue; }
      mv "$entry" "$plugins/"
      ;;
  esac
  count=$((count + 1))
  echo "cdk8s-kafka: plugin $name"
done
[ "$count" -gt 0 ] || refuse "the source has no plugins: folders, jars, .tar.gz or .zip"
# A link in an archive may lead anywhere.
find "$plugins" -type l -exec rm -f {} +
# Not the folder itself, which is of the builder image and root's.
chmod -R g=u "$plugins"/*
