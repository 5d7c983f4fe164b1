#!/usr/bin/env bash
# Writes the pinned locks anew from pyproject.toml. `make lock` keeps the versions that are in the locks where
# they still fit; `make lock UPGRADE=--upgrade` takes the newest. torch is left to torch.txt, see setup.sh.
set -euo pipefail

cd "$(dirname "$0")/.."
venv=.venv-lock
locks=installer/locks
[ -x "$venv/bin/pip-compile" ] || { "${PYTHON:-python3}" -m venv "$venv" && "$venv/bin/pip" install -q pip-tools==7.6.2; }

compile() {
    # pip-compile prints that torch is unpinned, at length and by design: only its failures are worth reading.
    local output=$1 log
    shift
    log=$(mktemp)
    "$venv/bin/pip-compile" --quiet ${UPGRADE:-} --generate-hashes --strip-extras --build-deps-for editable \
        --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --no-annotate \
        --unsafe-package torch "$@" --output-file "$output" pyproject.toml 2>"$log" || { cat "$log" >&2; exit 1; }
    rm -f "$log"
    sed -i -e '/^#/d' -e '/^$/d' "$output"
}

compile "$locks/desktop.txt" --extra cpu
compile "$locks/dev.txt" --extra trainer --extra dev --constraint "$locks/desktop.txt"
sed -nE 's/^ *"(torch==[^"]+)".*/\1/p' pyproject.toml >"$locks/torch.txt"
