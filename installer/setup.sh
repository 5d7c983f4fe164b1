#!/usr/bin/env bash
# Sets up everything that `make run` (desktop) or `make test` (dev) needs: system libraries, the virtual
# environment .venv, the pinned packages, this project itself. Called by the Makefile when a lock has changed.
set -euo pipefail

flavour=${1:?say desktop or dev}
cd "$(dirname "$0")/.."
venv=${VENV:-.venv}
python=${PYTHON:-python3}
locks=installer/locks

say() { printf '%s\n' "$@" >&2; }
fail() { say "$@"; exit 1; }

# Prints the Debian packages that bring the shared libraries this machine lacks.
missing_packages() {
    local known
    known=$(/sbin/ldconfig -p)
    while read -r library package; do
        case $library in '' | '#'*) continue ;; esac
        grep -qF "$library " <<<"$known" || printf '%s\n' "$package"
    done <installer/system-libraries.txt
    "$python" -c 'import ensurepip' 2>/dev/null || printf '%s\n' python3-venv
}

install_system_packages() {
    [ "$(uname -s)" = Linux ] || return 0
    local packages
    packages=$(missing_packages | tr '\n' ' ')
    [ -n "${packages// /}" ] || return 0
    if ! command -v apt-get >/dev/null; then
        fail "System libraries are missing. Install what your distribution calls these Debian packages," \
            "then run make again:" "    $packages"
    elif [ "$(id -u)" -ne 0 ]; then
        fail "System packages are missing. Type this once, then run make again:" "" \
            "    sudo apt-get update && sudo apt-get install -y $packages" ""
    fi
    say "Installing system packages: $packages"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q
    # shellcheck disable=SC2086  # one word per package is meant
    apt-get install -q -y --no-install-recommends $packages
}

install_python_packages() {
    [ -x "$venv/bin/pip" ] || "$python" -m venv --clear "$venv"
    local pip=("$venv/bin/python" -m pip install --quiet --disable-pip-version-check)
    case $flavour in
        desktop) "${pip[@]}" --require-hashes -r "$locks/desktop.txt" ;;
        dev)
            "${pip[@]}" --require-hashes -r "$locks/dev.txt"
            # Without hashes: the CPU and the CUDA builds of one release carry different ones.
            "${pip[@]}" -r "$locks/torch.txt"
            ;;
        *) fail "Unknown flavour $flavour: say desktop or dev." ;;
    esac
    "${pip[@]}" --no-deps --no-build-isolation -e .
}

command -v "$python" >/dev/null || fail "No $python found. SPCXR needs Python 3.11 or newer."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$("$python" --version) found, Python 3.11 or newer expected. Name another one: make PYTHON=python3.12"
started=$SECONDS
install_system_packages
install_python_packages
say "Set up $venv for $flavour in $((SECONDS - started)) s."
