#!/usr/bin/env bash
# Builds deploy/Dockerfile and uses what comes out: as a user that is not root, it serves, is healthy, has
# the console and the `tocsin` command, and holds nothing to build or test with. With Docker where its
# engine is; else with buildah, on a base made of Debian's packages and the node package of npm, since
# no image can be pulled there.
set -u
cd "$(dirname "$0")/.."
export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot

passed=0
failed=0
work=$(mktemp -d)
image=tocsin-checked
container=''
server=''

check() {
  local name=$1
  shift
  if "$@" >"$work/last" 2>&1; then
    passed=$((passed + 1))
    echo "  ok  $name $(head -c 200 "$work/last" | tr '\n' ' ')"
  else
    failed=$((failed + 1))
    echo "  NOT $name"
    tail -n 30 "$work/last"
    return 1
  fi
}

finish() {
  [ -n "$server" ] && kill "$server" 2>/dev/null
  [ -n "$container" ] && buildah rm "$container" >/dev/null
  rm -rf "$work"
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}

# What the Dockerfile begins with, under the name that it has there: Debian, Node, npm and a user.
base() {
  local name node npm root=$work/root
  name=$(sed -n 's/^FROM \(node:[^ ]*\).*/\1/p' deploy/Dockerfile | head -n 1)
  buildah inspect --type image "docker.io/library/$name" >/dev/null 2>&1 && return 0
  command -v debootstrap >/dev/null || return 1
  debootstrap --variant=minbase --include=ca-certificates bookworm "$root" >/dev/null || return 1
  node=$(readlink -f node_modules/node/bin/node)
  install -D -m 755 "$node" "$root/usr/local/bin/node"
  npm=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")
  mkdir -p "$root/usr/local/lib/node_modules"
  cp -r "$npm" "$root/usr/local/lib/node_modules/npm" || return 1
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
  # Who signs for the registry here.
  cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
  chroot "$root" useradd --uid 1000 --create-home node || return 1
  chroot "$root" npm --version || return 1
  local from
  from=$(buildah from scratch)
  buildah copy -q "$from" "$root" /
  buildah config --env NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt \
    --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$from"
  buildah commit -q "$from" "docker.io/library/$name"
  buildah rm "$from"
}

build() {
  local cache
  cache=$(npm config get cache)
  mkdir -p "$cache"
  buildah bud --pull-never --format docker --network host --layers=false \
    --volume "$cache:/root/.npm:rw" -f deploy/Dockerfile -t "$image" .
}

in_image() { buildah run "$container" -- "$@"; }
asked() { curl -sf --max-time 5 "http://127.0.0.1:8765$1"; }

serves() {
  for _ in $(seq 150); do
    asked /ready | grep '"ready"' && return 0
    sleep 0.4
  done
  cat "$work/server.log"
  return 1
}

# The image's own check, asked of where it is served here.
is_healthy() {
  buildah inspect --type image "$image" >"$work/image.json"
  node -e "
    const { Docker } = JSON.parse(require('node:fs').readFileSync(process.argv[1], 'utf8'));
    const [kind, command, ...args] = Docker.config.Healthcheck.Test;
    const env = { ...process.env, PORT: '8765' };
    const { status } = require('node:child_process').spawnSync(command, args, { env });
    process.exit(kind === 'CMD' ? status : 1);
  " "$work/image.json"
}

if docker info >/dev/null 2>&1; then
  check 'docker builds the image' docker build -f deploy/Dockerfile -t "$image" .
  finish
fi

check 'there is a base to build on' base || finish
check 'the image is built' build || finish
container=$(buildah from --pull-never "$image")
check 'it runs as a number that is not root' sh -c \
  "buildah inspect --type image --format '{{.Docker.Config.User}}' $image | grep -x 1000:1000"
check 'and cannot write where its code is' sh -c \
  "! buildah run $container -- touch /app/packages/server/src/main.ts"
check 'nothing to test or build with is in it' sh -c \
  "! buildah run $container -- ls /app/node_modules/vitest /app/node_modules/turbo /app/apps/web/src /app/.git"
buildah run --env PORT=8765 --env HOST=127.0.0.1 --env SAMPLE_DATA=false "$container" -- \
  tocsin serve >"$work/server.log" 2>&1 &
server=$!
check 'it serves' serves || finish
check 'it is healthy, by its own check' is_healthy
check 'it has the console' sh -c 'curl -sf http://127.0.0.1:8765/ | grep -o "<title>Tocsin</title>"'
check 'the command is in it' in_image tocsin integrations list --url http://127.0.0.1:8765
check 'the process is not root' sh -c \
  'for pid in $(pgrep -f "cli/start.js serve|tocsin serve"); do ps -o user=,uid=,args= -p $pid; done | grep -E "1000 +(node|/usr/bin/env)"'
finish
