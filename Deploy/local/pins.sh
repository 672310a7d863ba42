#!/usr/bin/env bash
# make pins: writes each requirements.txt anew from its requirements.in, with versions and checksums of today. To be run by hand, and looked at.
source "$(dirname "$0")/words.sh"
source Deploy/local/packages.sh
need_packages "${TEST_PACKAGES[@]}"
mkdir -p .run
root=$PWD
[[ -x .run/pins/bin/pip-compile ]] || { "$(system_python)" -m venv .run/pins && .run/pins/bin/pip install --quiet pip-tools; } ||
    die "pip-tools could not be installed." "Look at the network, and run make pins again."
for list in Tests Tests/Browser Bench Deploy/browser Deploy/local/mail; do
    [[ -f $list/requirements.in ]] || continue
    step "Pinning $list/requirements.in"
    (cd "$list" && "$root/.run/pins/bin/pip-compile" --quiet --upgrade --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
        --no-emit-trusted-host --strip-extras --annotation-style line --output-file requirements.txt requirements.in)
    git --no-pager diff --stat -- "$list/requirements.txt"
done
