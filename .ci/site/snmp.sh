#!/usr/bin/env bash
# A rack PDU that is not there: Debian's snmpsim on a free loopback port answers for it, over version 2c and 3.
#   .ci/site/snmp.sh start DIR   starts it; writes DIR/site: SNMP=127.0.0.1:PORT COMMUNITY=FILE CONTEXT=NAME USER=NAME
#                                AUTH=FILE PRIVACY=FILE
#   .ci/site/snmp.sh kill DIR    kills it, as a failure would
#   .ci/site/snmp.sh again DIR   starts it again on its port
#   .ci/site/snmp.sh stop DIR    ends it
# Packages: snmpsim python3. Touches nothing outside DIR. What it answers stands in installers/src/site-test/snmp.
set -euo pipefail

. "$(dirname "${BASH_SOURCE[0]}")/daemon.sh"
logs+=("$dir/output")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

secret() {
  python3 -c 'import secrets; print(secrets.token_hex(12))' >"$1"
}

configure() {
  mkdir -p "$dir"/{data,cache}
  cp "$here/installers/src/site-test/snmp/rack-pdu.snmprec" "$dir/data/"
  # whatever is asked for in this community or context is answered from the file of its name
  echo rack-pdu >"$dir/community"
  secret "$dir/auth"
  secret "$dir/privacy"
  free_ports 1 DGRAM >"$dir/port"
  {
    echo "--data-dir=$dir/data"
    echo "--cache-dir=$dir/cache"
    echo "--logging-method=file:$dir/log"
    echo "--agent-udpv4-endpoint=127.0.0.1:$(cat "$dir/port")"
    echo "--v3-user=reader"
    echo "--v3-auth-key=$(cat "$dir/auth")"
    echo "--v3-auth-proto=SHA256"
    echo "--v3-priv-key=$(cat "$dir/privacy")"
    echo "--v3-priv-proto=AES"
  } >"$dir/arguments"
  chmod 0755 "$dir"
  if [ "$(id -u)" = 0 ]; then
    # it does not run as root
    printf -- '--process-user=nobody\n--process-group=nogroup\n' >>"$dir/arguments"
    chown -R nobody "$dir/data" "$dir/cache"
    touch "$dir/log"
    chown nobody "$dir/log"
  fi
  {
    echo "SNMP=127.0.0.1:$(cat "$dir/port")"
    echo "COMMUNITY=$dir/community"
    echo "CONTEXT=rack-pdu"
    echo "USER=reader"
    echo "AUTH=$dir/auth"
    echo "PRIVACY=$dir/privacy"
  } >"$dir/site"
}

# An SNMPv2c question for sysUpTime, by hand: nothing more is installed for it.
answers() {
  python3 - "$(cat "$dir/port")" <<'PY'
import socket, sys
oid = bytes.fromhex("06082b06010201010300" "0500")
binding = b"\x30" + bytes([len(oid)]) + oid
bindings = b"\x30" + bytes([len(binding)]) + binding
body = bytes.fromhex("020101" "020100" "020100") + bindings
pdu = b"\xa0" + bytes([len(body)]) + body
message = bytes.fromhex("020101" "0408") + b"rack-pdu" + pdu
with socket.socket(type=socket.SOCK_DGRAM) as s:
    s.settimeout(1)
    s.sendto(b"\x30" + bytes([len(message)]) + message, ("127.0.0.1", int(sys.argv[1])))
    s.recv(2000)
PY
}

run() {
  mapfile -t arguments <"$dir/arguments"
  setsid snmpsimd "${arguments[@]}" >>"$dir/output" 2>&1 </dev/null &
  echo $! >"$dir/snmpsimd.pid"
  wait_for 6 snmpsimd answers
}

obey snmpsimd
