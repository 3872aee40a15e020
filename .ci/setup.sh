#!/bin/sh
# Makes everything that the program (run) or its tests (test) need: system libraries, .venv, Python packages.
# Safe to repeat; when nothing has changed it only looks, and says nothing.
#
#   .ci/setup.sh run|test        PYTHON=… chooses the Python to build .venv with
set -eu
cd "$(dirname "$0")/.."
purpose=${1:?run or test}

say() { printf '%s\n' "$*"; }
stop() { printf 'annotator: %s\n' "$*" >&2; exit 1; }

# --- Python ------------------------------------------------------------------------------------

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
        if command -v "$name" >/dev/null 2>&1 && is_new_enough "$name"; then
            command -v "$name"
            return
        fi
    done
    case $(uname -s) in
        Darwin) stop "Python 3.11 or newer is needed: brew install python@3.13, or the installer of python.org" ;;
        *) stop "Python 3.11 or newer is needed, as python3 (Debian 12, Ubuntu 24.04 and later have it)" ;;
    esac
}

# --- System packages (Debian and its relatives) --------------------------------------------------

is_installed() { # name or name/other-name
    for one in $(printf '%s' "$1" | tr '/' ' '); do
        case " $installed " in *" $one "*) return 0 ;; esac
    done
    return 1
}

find_installed() {
    names=$(sed -n 's/^[a-z]* *| *\([^ ]*\).*/\1/p' .ci/packages.txt | tr '/' '\n')
    # shellcheck disable=SC2016,SC2086
    dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' $names 2>/dev/null |
        sed -n 's/^.i. *//p' | tr '\n' ' '
}

is_wanted() { [ "$1" = run ] || [ "$1" = "$purpose" ]; }

find_missing() { # prints: package | what for
    installed=$(find_installed) || true
    grep -v '^#' .ci/packages.txt | while IFS='|' read -r when name why; do
        when=$(echo $when) name=$(echo $name)
        if is_wanted "$when" && ! is_installed "$name"; then say "$name |$why"; fi
    done
    if [ ! -x .venv/bin/pip ] && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        say "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])') | makes the program's own Python environment"
    fi
}

has_candidate() { LC_ALL=C apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: [0-9]'; }

offered_name() { # of name/other-name, the one that this release has
    for one in $(printf '%s' "$1" | tr '/' ' '); do
        if has_candidate "$one"; then say "$one"; return; fi
    done
    return 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    elif [ -t 0 ]; then
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo -n env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

can_be_root() { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null 2>&1; }

install_packages() { # names; a release may lack one of them: the others are installed all the same
    log=$(mktemp)
    names=$(for one in "$@"; do offered_name "$one" || true; done)
    if [ "$(say $names | wc -w)" -lt $# ] || ! try_install $names; then
        as_root apt-get update -qq >"$log" 2>&1 || true
        names=$(for one in "$@"; do offered_name "$one" || true; done)
        [ "$(say $names | wc -w)" -eq $# ] || say "  not offered by this release: some of $*"
        try_install $names || { tail -n 5 "$log"; rm -f "$log"; return 1; }
    fi
    rm -f "$log"
}

try_install() {
    [ $# -eq 0 ] || as_root apt-get install -y -qq --no-install-recommends \
        -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 "$@" >"$log" 2>&1
}

prepare_system() {
    if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
        return 0
    fi
    missing=$(find_missing)
    [ -n "$missing" ] || return 0
    # shellcheck disable=SC2046
    set -- $(say "$missing" | cut -d'|' -f1)
    say "System packages that are missing:"
    say "$missing" | while IFS='|' read -r name why; do printf '  %-24s%s\n' "${name##*/}" "$why"; done
    if can_be_root; then
        say "Installing them (about a minute) …"
        install_packages "$@" && return 0
    fi
    say "They could not be installed from here. Whoever looks after this computer can do it:"
    say "  apt-get install --no-install-recommends $(say "$*" | sed 's#\([^ /]*\)/\([^ ]*\)#\2#g')"
    say "Going on without them."
}

# --- .venv -----------------------------------------------------------------------------------------

venv_key() { # changes when the dependencies, the Python or the place do
    cksum <pyproject.toml
    .venv/bin/python -V 2>/dev/null || say "no Python"
    pwd
}

is_ready() {
    [ -f ".venv/.stamp-$1" ] && [ "$(cat ".venv/.stamp-$1")" = "$(venv_key)" ]
}

make_venv() {
    if .venv/bin/python -m pip --version >/dev/null 2>&1 &&
        [ "$(cat .venv/.place 2>/dev/null || pwd)" = "$(pwd)" ]; then
        return
    fi
    say "Making .venv with $("$python" -V) …"
    "$python" -m venv --clear .venv >/dev/null || stop "this Python cannot make environments: install python3-venv"
    pwd >.venv/.place
}

install_program() {
    case $purpose in
        run) what=. ;;
        test) what=".[dev]" ;;
    esac
    say "Installing Annotator and its Python packages into .venv (some 100 MB, once) …"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input -e "$what" ||
        stop "pip could not install the Python packages; is there a connection? Run the same command again"
    venv_key >.venv/.stamp-run
    if [ "$purpose" = test ]; then venv_key >.venv/.stamp-test; fi
}

find_absent_libraries() { # on a Linux without apt: what Qt asks for and the system lacks
    [ "$(uname -s)" = Linux ] && command -v ldd >/dev/null 2>&1 || return 0
    qt=$(.venv/bin/python -c 'import importlib.util as u; print(u.find_spec("PySide6").submodule_search_locations[0])')
    absent=$(ldd "$qt/QtWidgets.abi3.so" "$qt/Qt/plugins/platforms/libqxcb.so" 2>/dev/null |
        sed -n 's/^[[:space:]]*\([^ ]*\) => not found/\1/p' | sort -u | tr '\n' ' ')
    [ -z "$absent" ] || say "Libraries that this system lacks, and Qt needs: $absent"
}

case $purpose in run | test) ;; *) stop "run or test, not “$purpose”" ;; esac
python=$(find_python)
prepare_system
if ! is_ready "$purpose"; then
    rm -f ".venv/.stamp-run" ".venv/.stamp-test"
    make_venv
    install_program
    find_absent_libraries
fi
