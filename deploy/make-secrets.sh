#!/bin/sh
# Makes the files of secrets that compose.yaml names: those that can be made up, once; the two of LINE are asked for.
# A file that is there already is left alone. The folder is closed to others, so that the files can be open to the containers.
set -eu
folder="$(cd "$(dirname "$0")" && pwd)/secrets"
mkdir -p "$folder"
chmod 700 "$folder"
cd "$folder"

random() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }
keep() {
  if [ -s "$1" ]; then
    echo "kept $1"
  else
    printf '%s\n' "$2" >"$1"
    chmod 444 "$1"
    echo "made $1"
  fi
}
ask() {
  if [ -s "$1" ]; then
    echo "kept $1"
    return
  fi
  printf '%s: ' "$2"
  read -r answer
  if [ -n "$answer" ]; then keep "$1" "$answer"; else echo "$1 is still missing"; fi
}

keep mongo_root_password "$(random 24)"
keep mongo_password "$(random 24)"
keep mongo_key "$(random 48)"
keep mongodb_uri "mongodb://sujarit:$(cat mongo_password)@mongo:27017/nong-sujarit?replicaSet=rs0&authSource=admin"
keep setup_code "$(random 4 | tr a-f A-F)-$(random 4 | tr a-f A-F)"
ask line_channel_secret 'Channel secret (Basic settings)'
ask line_channel_access_token 'Channel access token (Messaging API)'
