#!/usr/bin/env bash
# make doctor: says what this machine has and lacks for each task; changes nothing.
source "$(dirname "$0")/words.sh"
source Deploy/local/packages.sh
lacks=0
# has <what> <whether> <what to do when it lacks>
has() {
    if [[ $2 == yes ]]; then say "has    $1"; else
        say "LACKS  $1: $3"
        lacks=$((lacks + 1))
    fi
}
# may_have <what> <whether> <what it is for>: not counted as missing
may_have() { if [[ $2 == yes ]]; then say "has    $1"; else say "none   $1, which is optional: $3"; fi; }
step "This machine"
say "$(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release 2>/dev/null || uname -s), $(nproc) cores," \
    "$(awk '/MemAvailable/ { printf "%.1f GB of memory free", $2 / 1048576 }' /proc/meminfo)," \
    "$(df -h --output=avail . | tail -n 1 | tr -d ' ') of disk free"
version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' | head -n 1 || true)
has "Swift ${version}" "$([[ -z $version ]] || echo yes)" "https://www.swift.org/install/linux/debian/"
has "root or sudo" "$(if ((EUID == 0)) || command -v sudo >/dev/null; then echo yes; fi)" "only needed to install what is missing"
if command -v dpkg-query >/dev/null; then
    for package in "${BUILD_PACKAGES[@]}" "${SERVER_PACKAGES[@]}" "${TEST_PACKAGES[@]}" "${SITE_PACKAGES[@]}"; do
        has "$package" "$([[ -n $(missing_packages "$package") ]] || echo yes)" "make test or make up installs it"
    done
    for package in "${BROWSER_PACKAGES[@]}"; do
        may_have "$package" "$([[ -n $(missing_packages "$package") ]] || echo yes)" "only make browser and make screenshots need it, and install it"
    done
    for package in "${BENCH_PACKAGES[@]}"; do
        may_have "$package" "$([[ -n $(missing_packages "$package") ]] || echo yes)" "only make bench needs it, and installs it"
    done
else
    has "Debian's dpkg" no "the scripts install packages on Debian only"
fi
port=${SITE_PORT:-8000}
holder=$(ss -Hltnp "sport = :$port" 2>/dev/null | sed -nE 's/.*users:\(\("([^"]+)",pid=([0-9]+).*/\1, process \2/p' | head -n 1 || true)
has "port $port free, or held by our own site" "$([[ -n $holder && $holder != caddy* ]] || echo yes)" "held by $holder; SITE_PORT=8080 make up"
say ''
if ((lacks)); then say "$lacks missing; see above."; else say "Everything is here."; fi
