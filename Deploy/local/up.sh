#!/usr/bin/env bash
# make up [SITE_PORT=8000] [CONFIG=debug|release]: the whole site on this machine, reachable from this machine only. Ctrl-C stops it; its data stays.
# A debug build, so that an edit is on the site seconds later (a release build of the six takes 17 s after an edit, a debug one 3 to 8).
source "$(dirname "$0")/words.sh"
source Deploy/local/packages.sh
source Deploy/local/postgres.sh
source Deploy/local/keep.sh
source Deploy/local/site.sh
only_one up
began=$SECONDS
site_is_up=''

stop_site() {
    trap '' INT TERM
    printf '\n'
    step "Stopping the site"
    stop_parts caddy
    stop_parts "${SERVICES[@]}"
    stop_parts mail redis postgres
    rm -rf "$(readlink "$RUN_FOLDER"/sockets || true)" "$RUN_FOLDER"/sockets "$RUN_FOLDER"/site.env
    say "Stopped. The data is kept in $RUN_FOLDER; make up starts it again."
}
interrupted() {
    [[ -z $site_is_up ]] || exit 0
    die "Stopped by hand before the site was up."
}

check_port() {
    local holder
    [[ $SITE_PORT =~ ^[0-9]+$ ]] || die "SITE_PORT is '$SITE_PORT', which is no port." "For example: make up SITE_PORT=8080"
    holder=$(ss -Hltnp "sport = :$SITE_PORT" 2>/dev/null | grep -E '127\.0\.0\.1:|0\.0\.0\.0:|\*:|\[::\]:' | head -n 1 || true)
    [[ -z $holder ]] || die "Port $SITE_PORT is in use$(sed -nE 's/.*\(\("([^"]+)",pid=([0-9]+).*/ by \1 (process \2)/p' <<<"$holder")." \
        "Stop that, or take another port: make up SITE_PORT=8080"
}

wait_until_ready() {
    local service since=$SECONDS said=$SECONDS waiting=("${SERVICES[@]}") still
    while ((${#waiting[@]})); do
        still=()
        for service in "${waiting[@]}"; do
            if ready "$service"; then say "$service is ready"; else still+=("$service"); fi
        done
        waiting=("${still[@]}")
        for service in "${waiting[@]}"; do
            [[ ! -e "$RUN_FOLDER"/parts/$service.failing ]] || die "$service ends as soon as it is started; its last words:" \
                "$(tail -n 5 "$RUN_FOLDER/logs/$service.log")" "Its log: $RUN_FOLDER/logs/$service.log"
        done
        ((SECONDS - since < 60)) || die "Not ready after a minute: ${waiting[*]}. The last words of ${waiting[0]}:" \
            "$(tail -n 5 "$RUN_FOLDER/logs/${waiting[0]}.log")" "The logs are in $RUN_FOLDER/logs."
        if ((SECONDS - said >= 10)); then
            said=$SECONDS
            say "Waiting for ${waiting[*]}, $(elapsed "$since")"
        fi
        ((${#waiting[@]} == 0)) || sleep 0.1
    done
}

need_swift
need_packages "${BUILD_PACKAGES[@]}" "${SERVER_PACKAGES[@]}" "${SITE_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
need_python .run/mail/venv Deploy/local/mail/requirements.txt
sweep_parts
check_port
Deploy/browser/fetch.sh
# BUILT=yes takes the programs as they were built last, for who is in the middle of an edit.
[[ ${BUILT:-} == yes ]] || CONFIG=$CONFIG Deploy/local/build.sh
trap stop_site EXIT
trap interrupted INT TERM
for log in "$RUN_FOLDER"/logs/*.log; do [[ ! -f $log || $log == *.old.log ]] || mv "$log" "${log%.log}.old.log"; done
make_folders
make_secrets
make_settings

step "Starting PostgreSQL, Redis and a mail server"
start_database
start_redis
start_mail
step "Migrating the database"
on_the_site "$(program blog)" migrate || die "The migration failed, so the site was not started." "What it said stands above."
if [[ ! -f "$RUN_FOLDER"/data/demo ]]; then
    step "Loading the demo co-op"
    for service in blog market events; do
        on_the_site "$(program "$service")" demo || die "The demo's part for $service failed." "What it said stands above. It can be repeated: make up"
    done
    touch "$RUN_FOLDER"/data/demo
fi
step "Starting the six services and Caddy"
for service in "${SERVICES[@]}"; do start_service "$service"; done
keep caddy env XDG_DATA_HOME="$PWD/$RUN_FOLDER/caddy" XDG_CONFIG_HOME="$PWD/$RUN_FOLDER/caddy" caddy run --config Deploy/local/Caddyfile --adapter caddyfile
wait_until_ready
tries=0
until curl --silent --output /dev/null --max-time 5 "http://127.0.0.1:$SITE_PORT/"; do
    ((tries++ < 100)) || die "Caddy did not start; its last words:" "$(tail -n 5 "$RUN_FOLDER"/logs/caddy.log)"
    sleep 0.1
done
site_is_up=yes
step "The site is up, $(elapsed "$began") after make up:"
for service in "${SERVICES[@]}"; do say "$(address "$service")"; done
say "Its mail, of which none leaves this machine: $(address mail)"
say "Logs: $RUN_FOLDER/logs. Ctrl-C stops it all."
# The keepers mind the parts; this waits for Ctrl-C.
while :; do wait || true; sleep 1; done
