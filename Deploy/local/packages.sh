# shellcheck shell=bash
# What has to be installed on the machine, and how. To be sourced.

# For those who source this file; the first is all that `swift build` needs beside the Swift toolchain, and lint.sh and needs.sh hold us to it.
# shellcheck disable=SC2034
{
    BUILD_PACKAGES=(libpq-dev libssl-dev libhiredis-dev)
    SERVER_PACKAGES=(postgresql redis-server)
    SITE_PACKAGES=(caddy curl iproute2 libvips-tools librsvg2-bin)
    TEST_PACKAGES=(python3-venv libvips-tools librsvg2-bin openssl libnss-wrapper)
    BROWSER_PACKAGES=(chromium default-jre-headless)
    BENCH_PACKAGES=(wrk nginx-light varnish caddy chromium)
}

# need_swift: a toolchain that is new enough for Package.swift.
need_swift() {
    local version
    command -v swift >/dev/null || die "There is no swift on the PATH." \
        "Install Swift 6.2 or newer from https://www.swift.org/install/linux/debian/ and open a new shell."
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
    [[ -n $version && $(printf '%s\n6.2\n' "$version" | sort -V | head -n 1) == 6.2 ]] ||
        die "Swift ${version:-of an unknown version} is too old: Package.swift needs 6.2." "See https://www.swift.org/install/linux/debian/"
}

# missing_packages <package> …: those that are not installed, one a line.
missing_packages() {
    local package
    for package in "$@"; do
        dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || echo "$package"
    done
}

# need_packages <package> …: installs what is missing of these. Looks first, so that it is quick, and works without a network, when all is there.
need_packages() {
    command -v dpkg-query >/dev/null || die "This is not Debian, so nothing can be installed here." \
        "Install what these packages hold and put stand-ins of their names in place: $*" "Or use a Debian 12 container."
    local missing=() install=(apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends) as=()
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0
    step "Installing ${missing[*]}"
    if ((EUID)); then
        command -v sudo >/dev/null || die "These packages are missing, and only root can install them: ${missing[*]}" \
            "As root: apt-get install ${missing[*]}"
        as=(sudo)
        sudo -v || die "sudo said no, so these packages stay missing: ${missing[*]}" "As root: apt-get install ${missing[*]}"
    fi
    mkdir -p .run
    keep_services_asleep "${as[@]}"
    local status=0
    with_heartbeat "Asking for the package lists" .run/apt.log 600 "${as[@]}" apt-get update || status=$?
    ((status)) || with_heartbeat "Installing" .run/apt.log 1800 "${as[@]}" env DEBIAN_FRONTEND=noninteractive "${install[@]}" "${missing[@]}" ||
        status=$?
    let_services_wake "${as[@]}"
    ((status == 0)) || die "apt-get could not install them (status $status); its last words:" "$(tail -n 5 .run/apt.log)" \
        "The whole log is .run/apt.log. Mend that and run the same command again; it goes on where it stopped."
    leave_out_of_boot "${as[@]}" "${missing[@]}"
}

# Debian starts a server as soon as it is installed, on its standard port. Ours are private ones, so invoke-rc.d is told no for a moment.
POLICY=/usr/sbin/policy-rc.d
OUR_POLICY=''
keep_services_asleep() {
    [[ -e $POLICY ]] && return
    printf '#!/bin/sh\nexit 101\n' | "$@" tee "$POLICY" >/dev/null
    "$@" chmod 755 "$POLICY"
    OUR_POLICY=yes
}
let_services_wake() {
    [[ -z $OUR_POLICY ]] || "$@" rm -f "$POLICY"
    OUR_POLICY=''
}
# … nor at the next boot, those that we have just installed.
leave_out_of_boot() {
    command -v systemctl >/dev/null || return 0
    local as=() package
    [[ $1 != sudo ]] || as=(sudo)
    for package in "$@"; do
        case $package in
        postgresql | redis-server | caddy | nginx | varnish) "${as[@]}" systemctl disable --quiet "$package" 2>/dev/null || true ;;
        esac
    done
}

# need_python <folder> <requirements file>: a virtual environment in the folder with exactly what the file pins; made anew only when the file changed.
need_python() {
    local venv=$1 requirements=$2 stamp
    stamp=$(sha256sum <"$requirements")
    [[ -x $venv/bin/python && $(cat "$venv/stamp" 2>/dev/null) == "$stamp" ]] && return
    step "Installing the Python packages of $requirements"
    rm -rf "$venv"
    mkdir -p "$(dirname "$venv")"
    "$(system_python)" -m venv "$venv" || die "Python could not make the virtual environment $venv." "Debian: apt-get install python3-venv"
    with_heartbeat "Installing" "$venv.log" 900 "$venv/bin/python" -m pip install --disable-pip-version-check --only-binary :all: \
        -r "$requirements" || die "pip could not install $requirements; its last words:" "$(tail -n 5 "$venv.log")" \
        "The whole log is $venv.log. Look at the network, and run the same command again."
    echo "$stamp" >"$venv/stamp"
}

# need_exim <folder>: Debian's exim, a mail server for tests, as <folder>/exim4. It is unpacked, not installed: installed, it would take the place of what
# sends this machine's mail, and start with it.
need_exim() {
    local folder=$1 package=exim4-daemon-light libraries=()
    [[ -x $folder/exim4 ]] && return
    step "Fetching Debian's exim"
    rm -rf "$folder.new"
    mkdir -p "$folder.new"
    if ! (cd "$folder.new" && apt-get download "$package") >"$folder.log" 2>&1; then
        local as=()
        ((EUID == 0)) || as=(sudo)
        with_heartbeat "Asking for the package lists" .run/apt.log 600 "${as[@]}" apt-get update || die "apt-get could not read its package lists." \
            "The whole log is .run/apt.log."
        (cd "$folder.new" && apt-get download "$package") >"$folder.log" 2>&1 || die "$package could not be fetched; the last words:" \
            "$(tail -n 5 "$folder.log")"
    fi
    dpkg-deb --extract "$folder.new"/*.deb "$folder.new/root"
    mapfile -t libraries < <(dpkg-deb --field "$folder.new"/*.deb Depends | tr ',' '\n' | sed -E 's/[|(].*//; s/ //g' | grep '^lib')
    need_packages "${libraries[@]}"
    # Without its set-user-id bit, with which nobody could tell it anything.
    install -m 755 "$folder.new/root/usr/sbin/exim4" "$folder.new/exim4"
    rm -rf "$folder" "$folder.new"/{root,*.deb}
    mv "$folder.new" "$folder"
}
