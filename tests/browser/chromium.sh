#!/usr/bin/env bash
# Installs Debian's Chromium where there is none and this user may; else the browser tests say themselves that it is absent.
command -v chromium >/dev/null || command -v google-chrome >/dev/null && exit 0
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null
fi
exit 0
