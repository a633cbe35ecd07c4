#!/usr/bin/env bash
# Installs Debian's LibreOffice and Poppler where there are none and this user may; else the tests that need them say themselves that they are absent.
command -v soffice >/dev/null && command -v pdftoppm >/dev/null && exit 0
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  apt-get update -qq && apt-get install -y -qq --no-install-recommends libreoffice-impress-nogui poppler-utils >/dev/null
fi
exit 0
