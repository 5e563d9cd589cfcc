#!/bin/bash
# Runs once, when the cluster is new: one database and one login per service and vault.
set -eu
for name in profile handover directory report profile_keys handover_keys directory_keys; do
  password=$(cat "/run/secrets/${name}_password")
  psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --set=name="$name" --set=password="$password" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
SQL
done
