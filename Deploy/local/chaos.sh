#!/usr/bin/env bash
# make chaos: with the local site up (it is started and stopped here when it is not), kills each service, stops and empties Redis, restarts PostgreSQL and
# changes things, while visitors look at the site; prints what they saw. About three minutes. It fails when a visitor saw what must not be.
source "$(dirname "$0")/words.sh"
source Deploy/local/packages.sh
need_packages "${TEST_PACKAGES[@]}"
UP=''
stop_our_own() {
    trap '' INT TERM
    [[ -z $UP ]] || stop_process "$UP" TERM 30
}
trap stop_our_own EXIT
trap 'rm -f .run/parts/*.held; die "Stopped by hand."' INT TERM

mkdir -p .run
if [[ ! -f .run/site.env ]] || ! under_way up; then
    step "Starting the site; its own words are in .run/chaos-up.log"
    Deploy/local/up.sh >.run/chaos-up.log 2>&1 </dev/null &
    UP=$!
    since=$SECONDS said=$SECONDS
    until grep -q 'Ctrl-C stops it all' .run/chaos-up.log; do
        [[ -d /proc/$UP ]] || die "The site did not start; its last words:" "$(tail -n 6 .run/chaos-up.log)"
        if ((SECONDS - said >= 10)); then
            said=$SECONDS
            say "Starting, $(elapsed "$since"): $(progress .run/chaos-up.log)"
        fi
        sleep 0.2
    done
fi
status=0
PYTHONUNBUFFERED=1 "$(system_python)" Deploy/local/chaos/chaos.py "$@" || status=$?
rm -f .run/parts/*.held
((status == 0)) || die "The site did not hold; the rows above that say FAILED tell where." "The services' own words are in .run/logs."
