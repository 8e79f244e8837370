#!/bin/sh
# Gets ready what the program needs from the system and from Python. Run by make; does nothing that is done already.
#   scripts/setup.sh          what `make report` needs
#   scripts/setup.sh dev      what the tests need too
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
extra=${1:+[$1]}
mark=.venv/ready${1:+-$1}

missing_packages() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
    # The library names are those WeasyPrint loads; the package names are Debian's and Ubuntu's.
    libraries=$(/sbin/ldconfig -p 2>/dev/null || ldconfig -p 2>/dev/null || true)
    for pair in libpango-1.0.so.0:libpango-1.0-0 libpangoft2-1.0.so.0:libpangoft2-1.0-0 \
        libharfbuzz-subset.so.0:libharfbuzz-subset0; do
        case "$libraries" in *"${pair%%:*}"*) ;; *) echo "${pair##*:}" ;; esac
    done
    ls /usr/share/fonts/truetype/liberation*/LiberationSans-Regular.ttf >/dev/null 2>&1 || echo fonts-liberation
}

if command -v apt-get >/dev/null 2>&1; then
    missing=$(missing_packages | tr '\n' ' ')
    if [ -n "$missing" ]; then
        if [ "$(id -u)" = 0 ]; then as_root=""; elif command -v sudo >/dev/null 2>&1; then as_root=sudo; else as_root=none; fi
        if [ "$as_root" = none ]; then
            echo "These packages are missing, and only root can install them: $missing" >&2
            echo "Ask for: apt-get install $missing" >&2
        else
            echo "Installing $missing" >&2
            $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update >&2
            # shellcheck disable=SC2086 - a list of packages
            $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing >&2
        fi
    fi
fi

if [ ! -e "$mark" ] || [ pyproject.toml -nt "$mark" ] || [ constraints.txt -nt "$mark" ]; then
    if [ ! -x .venv/bin/python ]; then "$python" -m venv .venv; fi
    echo "Installing Python packages into .venv" >&2
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".$extra" >&2
    touch "$mark"
fi
