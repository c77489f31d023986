#!/usr/bin/env bash
# Sets up a clone so that its programs run: Debian packages, .venv, compiled translations.
#
#   packaging/setup.sh run    what the kiosk needs
#   packaging/setup.sh dev    that, and what tests and checks need
#   packaging/setup.sh packages   that, and what the Debian packages are built and tried with
#
# It says what it installs, does nothing that is done already (a second run takes under a second), and asks nothing.
# Ends with 2 and one line when something is missing that it may not install itself.
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1:-}" in
  run) extra="" ;;
  dev) extra="[dev]" ;;
  packages) extra="[dev]" ;;
  *) echo "usage: packaging/setup.sh run|dev|packages" >&2; exit 2 ;;
esac

exec 9<packaging/setup.sh
flock 9  # two makes at once: the second waits, then finds everything done

say() { echo "setup: $*"; }
refuse() { echo "setup: $*" >&2; exit 2; }

# ── Python: any 3.11 or newer that can make a virtual environment ──────────────────────────────────────────────────
find_python() {
  local candidate
  for candidate in python3.11 python3 python3.12 python3.13; do  # 3.11 first: it is what Debian 12 has and what is tested
    if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
}

# ── Debian packages: what the PySide6 wheel and the tests load from the system ─────────────────────────────────────
packages=(
  libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0                    # every Qt program, with or without a display
  libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0           # a window under X
  libwayland-client0 libwayland-cursor0 libwayland-egl1                                   # a window under Wayland (cage on the kiosk)
  alsa-utils                                                                              # aplay: voice and chime, where no pw-play or paplay is
)
if [ -n "$extra" ]; then
  packages+=(libzbar0 xvfb xdotool chromium)  # tests: read the QR back; a display of their own; clicks from outside; web pages
  packages+=(systemd desktop-file-utils)      # tests: are the units and the desktop entry right
  packages+=(nsis)                            # tests: does the Windows setup program compile
fi
if [ "$1" = packages ]; then
  packages+=(dpkg-dev binutils)                   # what a program needs, by the symbols it uses
  packages+=(debootstrap systemd-container)       # clean computers to try them on, one of them running
fi
if [ -z "$(find_python)" ]; then
  packages+=(python3 python3-venv)
fi

missing_packages() {
  # An installed package is named with its state; whatever is not named so is missing.
  local installed
  installed=$(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' "${packages[@]}" 2>/dev/null || true)
  local package
  for package in "${packages[@]}"; do
    grep -qx "installed $package" <<<"$installed" || echo "$package"
  done
}

install_packages() {
  local missing as_root=()
  mapfile -t missing < <(missing_packages)
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ]; then
    # Without a terminal nobody can type a password: sudo must then work without one.
    if command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
      as_root=(sudo)
    else
      refuse "Debian packages are missing; as root run: apt-get install --no-install-recommends ${missing[*]}"
    fi
  fi
  say "installing Debian packages: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq || say "the package lists could not be renewed; trying with the old ones"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "${missing[@]}" >/dev/null ||
    refuse "Debian packages could not be installed; mend apt-get, then run again: ${missing[*]}"
}

if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
  install_packages
else
  say "not a Debian system: Qt's libraries are taken as they are (README names them)"
fi

# ── .venv: made anew when its Python is gone, filled anew when pyproject.toml or this script changed ───────────────
python=$(find_python)
[ -n "$python" ] || refuse "Python 3.11 or newer with venv is missing; on Debian install: python3 python3-venv"

whole() { [ -x .venv/bin/pip ] && .venv/bin/python -c '' 2>/dev/null && [ "$(cat .venv/place 2>/dev/null)" = "$PWD" ]; }
if ! whole; then  # absent, half made, its Python gone, or the folder was moved: its scripts hold the old path
  say "making .venv with $($python --version)"
  rm -rf .venv
  "$python" -m venv .venv
  pwd >.venv/place
fi

wanted=$(cat pyproject.toml packaging/setup.sh | sha256sum)
is_filled() { [ "$(cat "$1" 2>/dev/null)" = "$wanted" ]; }

stamp=".venv/filled-${1}"
if ! is_filled "$stamp" && ! { [ "$1" = run ] && is_filled .venv/filled-dev; } && ! is_filled .venv/filled-packages; then  # each holds the ones before
  say "installing Python packages into .venv (about 100 MB the first time)"
  .venv/bin/python -m pip install -qq --disable-pip-version-check --editable ".${extra}" ||
    refuse "Python packages could not be installed; see the lines above, then run again"
  echo "$wanted" >"$stamp"
fi

# ── Translations: .po to .mo, only what is newer ───────────────────────────────────────────────────────────────────
for po in translations/*/LC_MESSAGES/kiosk.po; do
  [ -e "$po" ] || continue  # no translations yet
  mo="${po%.po}.mo"
  if [ ! -e "$mo" ] || [ "$po" -nt "$mo" ]; then
    .venv/bin/pybabel --quiet compile --input-file "$po" --output-file "$mo"
  fi
done
