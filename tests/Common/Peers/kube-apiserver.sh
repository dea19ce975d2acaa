#!/usr/bin/env bash
# A real Kubernetes API server for end-to-end tests, on loopback, with RBAC and TLS:
#   kube-apiserver.sh build DIR        builds kube-apiserver 1.20.2 from Debian's source package (Go from Debian; ~5 minutes, once)
#   kube-apiserver.sh up DIR [PORT]    starts etcd and the server; DIR/run/kubeconfig (admin) when it answers
#   kube-apiserver.sh user DIR NAME    prints a kubeconfig for a user without any rights (grant it some with RBAC)
#   kube-apiserver.sh kill DIR         kills the server, as a crash does; etcd goes on
#   kube-apiserver.sh restart DIR      starts it again, with a new serving certificate of the same authority
#   kube-apiserver.sh down DIR         stops both
# 1.20 serves pods, services, endpoints, nodes, ingresses (networking/v1), leases, CRDs (v1), RBAC, watch bookmarks;
# not discovery.k8s.io/v1 (EndpointSlice is v1beta1 there). No kubelet: write status with the status subresource.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cmd=$1; dir=$(mkdir -p "$2" && cd "$2" && pwd)
leaf() { openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj "$2" 2>/dev/null
  openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -out "$1.crt" -days 30 -extfile <(echo "$3") 2>/dev/null; }
serve() {
  leaf server /CN=kube-apiserver "subjectAltName=IP:127.0.0.1,DNS:localhost"
  setsid "$dir/kube-apiserver" --etcd-servers="http://127.0.0.1:$((port + 1))" --bind-address=127.0.0.1 --advertise-address=127.0.0.1 --secure-port="$port" \
    --tls-cert-file=server.crt --tls-private-key-file=server.key --client-ca-file=ca.crt --service-account-key-file=sa.pub --service-account-signing-key-file=sa.key \
    --service-account-issuer=https://kubernetes.default.svc --service-cluster-ip-range=10.0.0.0/16 --authorization-mode=RBAC --disable-admission-plugins=ServiceAccount \
    --cert-dir="$run/certs" > api.log 2>&1 < /dev/null &
  echo $! > api.pid
}
ready() {
  for _ in $(seq 90); do
    curl -sf --cacert ca.crt --cert admin.crt --key admin.key "https://127.0.0.1:$port/readyz" >/dev/null && { echo "$run/kubeconfig"; exit 0; }
    sleep 1
  done
  tail -n 20 api.log >&2; exit 1
}
case $cmd in
build)
  [ -x "$dir/kube-apiserver" ] && exit 0
  apt-get update -qq
  apt-get install -y -qq golang-1.19-go dpkg-dev openssl >/dev/null
  src=$dir/src; mkdir -p "$src"; cd "$src"
  state=$dir/.apt; mkdir -p "$state/lists/partial" "$state/cache/archives/partial"
  mirror=$(grep -rhoE '[a-z]+://[^ ]*/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | sed -n 1p | tr -d ' ' || true)
  echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror bookworm main" > "$state/sources.list"
  apt=(-o "Dir::State::Lists=$state/lists" -o "Dir::Cache=$state/cache" -o "Dir::Etc::SourceList=$state/sources.list" -o "Dir::Etc::SourceParts=-" -o "APT::Sandbox::User=root")
  apt-get "${apt[@]}" update -qq
  apt-get "${apt[@]}" source -qq --download-only kubernetes
  mkdir -p gopath/src/k8s.io/kubernetes
  tar xzf kubernetes_*.orig.tar.gz -C gopath/src/k8s.io/kubernetes --strip-components=1
  export GOROOT=/usr/lib/go-1.19 GOPATH=$src/gopath GO111MODULE=off CGO_ENABLED=0 GOFLAGS= GOCACHE=$src/cache
  export PATH=$GOROOT/bin:$GOPATH/bin:$PATH
  cd gopath/src/k8s.io/kubernetes
  go install ./vendor/k8s.io/kube-openapi/cmd/openapi-gen
  inputs=$(grep -rl '+k8s:openapi-gen' --include=*.go staging/src/k8s.io pkg cmd vendor/k8s.io | grep -v -e _test.go -e testdata -e sample-apiserver -e code-generator |
    xargs -n1 dirname | sort -u | sed -e 's#^staging/src/#k8s.io/kubernetes/vendor/#' -e 's#^\(pkg\|cmd\|vendor\)/#k8s.io/kubernetes/\1/#' | paste -sd,)
  : > "$src/boilerplate"
  openapi-gen -i "$inputs" -p k8s.io/kubernetes/pkg/generated/openapi -O zz_generated.openapi -h "$src/boilerplate" -r "$src/violations" --output-base "$GOPATH/src"
  go build -trimpath -ldflags '-s -w -X k8s.io/component-base/version.gitVersion=v1.20.2' -o "$dir/kube-apiserver" k8s.io/kubernetes/cmd/kube-apiserver
  cd "$dir"; chmod -R u+w src; rm -rf src .apt
  ;;
up)
  port=${3:-16443}
  "$here/install.sh" "$dir/etcd" etcd-server >/dev/null
  run=$dir/run; rm -rf "$run"; mkdir -p "$run"; cd "$run"
  openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -days 30 -subj /CN=test-ca 2>/dev/null
  leaf admin /O=system:masters/CN=admin extendedKeyUsage=clientAuth
  openssl genrsa -out sa.key 2048 2>/dev/null; openssl rsa -in sa.key -pubout -out sa.pub 2>/dev/null
  client=$((port + 1)); peer=$((port + 2))
  setsid "$dir/etcd/usr/bin/etcd" --data-dir "$run/etcd" --listen-client-urls "http://127.0.0.1:$client" --advertise-client-urls "http://127.0.0.1:$client" \
    --listen-peer-urls "http://127.0.0.1:$peer" --initial-advertise-peer-urls "http://127.0.0.1:$peer" --initial-cluster "default=http://127.0.0.1:$peer" > etcd.log 2>&1 < /dev/null &
  echo $! > etcd.pid
  serve
  config() { cat <<K
apiVersion: v1
kind: Config
clusters: [{name: test, cluster: {server: "https://127.0.0.1:$port", certificate-authority: $run/ca.crt}}]
users: [{name: $1, user: {client-certificate: $run/$1.crt, client-key: $run/$1.key}}]
contexts: [{name: test, context: {cluster: test, user: $1}}]
current-context: test
K
  }
  config admin > kubeconfig; echo "$port" > port
  ready
  ;;
kill)
  kill -9 "$(cat "$dir/run/api.pid")"
  ;;
restart)
  run=$dir/run; port=$(cat "$run/port"); cd "$run"
  serve; ready
  ;;
user)
  run=$dir/run; name=$3; port=$(cat "$run/port"); cd "$run"
  openssl req -newkey rsa:2048 -nodes -keyout "$name.key" -out "$name.csr" -subj "/CN=$name" 2>/dev/null
  openssl x509 -req -in "$name.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -out "$name.crt" -days 30 -extfile <(echo extendedKeyUsage=clientAuth) 2>/dev/null
  sed -e "s/admin/$name/g" kubeconfig
  ;;
down)
  for p in api etcd; do [ -f "$dir/run/$p.pid" ] && kill "$(cat "$dir/run/$p.pid")" 2>/dev/null || true; done
  ;;
*) sed -n 2,11p "$0"; exit 2 ;;
esac
