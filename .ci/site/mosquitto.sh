#!/usr/bin/env bash
# A small real broker, Debian's mosquitto, on free loopback ports: one in the clear, one by TLS with a user; without systemd.
#   .ci/site/mosquitto.sh start DIR   starts it; writes DIR/site: MQTT=127.0.0.1:PORT MQTTS=localhost:PORT CA=FILE USER=NAME
#                                     PASSWORD=FILE PUB=PATH (of mosquitto_pub)
#   .ci/site/mosquitto.sh kill DIR    kills it, as a failure would
#   .ci/site/mosquitto.sh again DIR   starts it again on its ports
#   .ci/site/mosquitto.sh stop DIR    ends it
# Packages: mosquitto mosquitto-clients openssl python3. Touches nothing outside DIR.
set -euo pipefail
PATH=$PATH:/usr/sbin

. "$(dirname "${BASH_SOURCE[0]}")/daemon.sh"

certificates() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=site authority" \
    -keyout "$dir/ca.key" -out "$dir/ca.pem" 2>/dev/null
  openssl req -newkey rsa:2048 -nodes -subj "/CN=localhost" -keyout "$dir/server.key" -out "$dir/server.csr" 2>/dev/null
  openssl x509 -req -in "$dir/server.csr" -CA "$dir/ca.pem" -CAkey "$dir/ca.key" -CAcreateserial -days 30 \
    -extfile <(echo "subjectAltName=DNS:localhost,IP:127.0.0.1") -out "$dir/server.pem" 2>/dev/null
}

configure() {
  local clear secure
  read -r clear secure <<<"$(free_ports 2)"
  certificates
  python3 -c 'import secrets; print(secrets.token_hex(16))' >"$dir/password"
  printf 'millwright:%s\n' "$(cat "$dir/password")" >"$dir/users"
  mosquitto_passwd -U "$dir/users"
  cat >"$dir/mosquitto.conf" <<CONF
per_listener_settings true
persistence true
persistence_location $dir/
message_size_limit 268435455
listener $clear 127.0.0.1
allow_anonymous true
listener $secure 127.0.0.1
cafile $dir/ca.pem
certfile $dir/server.pem
keyfile $dir/server.key
allow_anonymous false
password_file $dir/users
CONF
  chmod 0700 "$dir"
  chmod 0600 "$dir"/{password,users,ca.key,server.key}
  # started by root it becomes this user, who must be able to read and keep things here
  [ "$(id -u)" != 0 ] || chown mosquitto "$dir" "$dir"/{users,server.key,server.pem,ca.pem}
  echo "$clear" >"$dir/port"
  {
    echo "MQTT=127.0.0.1:$clear"
    echo "MQTTS=localhost:$secure"
    echo "CA=$dir/ca.pem"
    echo "USER=millwright"
    echo "PASSWORD=$dir/password"
    echo "PUB=$(command -v mosquitto_pub)"
  } >"$dir/site"
}

run() {
  setsid mosquitto -c "$dir/mosquitto.conf" >>"$dir/log" 2>&1 </dev/null &
  echo $! >"$dir/mosquitto.pid"
  wait_for 10 mosquitto mosquitto_pub -h 127.0.0.1 -p "$(cat "$dir/port")" -t site/up -n
}

obey mosquitto
