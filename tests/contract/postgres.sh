#!/usr/bin/env bash
# Installs Debian's PostgreSQL where there is none and this user may; else the contract tests say themselves that it is absent.
command -v pg_ctl >/dev/null && exit 0
ls /usr/lib/postgresql/*/bin/pg_ctl >/dev/null 2>&1 && exit 0
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql >/dev/null
fi
exit 0
