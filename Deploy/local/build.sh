#!/usr/bin/env bash
# make build [CONFIG=debug|release]: builds everything, our warnings being errors, SwiftPM's own too.
source "$(dirname "$0")/words.sh"
source Deploy/local/packages.sh
CONFIG=${CONFIG:-debug}
[[ $CONFIG == debug || $CONFIG == release ]] || die "CONFIG is '$CONFIG'; it can be debug or release." "make build CONFIG=release"
need_swift
need_packages "${BUILD_PACKAGES[@]}"
mkdir -p .run
log=.run/build.log
arguments=(--configuration "$CONFIG")
[[ -z ${BUILD_TESTS:-} ]] || arguments+=(--build-tests)
began=$SECONDS
trap '[[ -z $HEARTBEAT ]] || stop_process "$HEARTBEAT"' EXIT
trap 'die "Stopped by hand; the next build goes on where this one was."' INT TERM

step "Building (${CONFIG}${BUILD_TESTS:+, with the tests}); the first time takes five to ten minutes"
status=0
ROSE_ASH_STRICT=1 with_heartbeat "Building" "$log" 1800 swift build "${arguments[@]}" || status=$?
((status != 124)) || die "The build said nothing for half an hour and was stopped." "What it did last: tail $log" "Run it again; it goes on where it was."
if ((status)); then
    grep -aE 'error:' "$log" | sort -u | cut -c 1-300 | head -n 40 || tail -n 20 "$log"
    die "The build failed." "The whole output: $log" "A package that cannot be fetched is a matter of the network; the rest is the code's."
fi
# SwiftPM says its own warnings (an unhandled file, a folder that is not there) and goes on. Those of the packages that we use, which it says under
# their names, are theirs.
theirs=$(find .build/checkouts -mindepth 1 -maxdepth 1 -printf '%f\n' | paste -sd '|')
if grep -aE '(^|: |\.\.\.)warning: ' "$log" | grep -avE "warning: '($theirs)': "; then
    die "The build has warnings, and warnings are errors here." "The whole output: $log"
fi
say "Built in $(elapsed "$began")."
