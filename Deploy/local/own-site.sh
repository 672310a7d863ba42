# shellcheck shell=bash
# The site that make browser and make screenshots look at. To be sourced after words.sh, packages.sh and keep.sh.

OWN_SITE=.run/browser/site
OWN_UP=''
# The seconds that it has for stopping by itself.
OWN_UP_STOPS_WITHIN=60
RUNNER=''

need_browser() {
    need_packages "${BROWSER_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
    need_python .run/browser/venv Tests/Browser/requirements.txt
}

# find_site [up|own]: sets SITE_DOMAIN and SITE_PORT to those of the site that runs in this clone, or starts one. BROWSER_OWN_SITE says which it was.
find_site() {
    local wanted=${1:-}
    [[ $wanted == @(|up|own) ]] || die "SITE is '$wanted'; it can be up or own, or left out."
    if [[ $wanted != own && -f .run/site.env ]] && under_way up; then
        SITE_DOMAIN=$(sed -nE 's/.*SITE_DOMAIN=([^ ]+).*/\1/p' .run/site.env) SITE_PORT=$(sed -nE 's/.*SITE_PORT=([^ ]+).*/\1/p' .run/site.env)
        BROWSER_OWN_SITE=no
    else
        [[ $wanted != up ]] || die "The site is not up." "Start it in another terminal, and leave it there: make up"
        start_own_site
        BROWSER_OWN_SITE=yes
    fi
    export SITE_DOMAIN SITE_PORT BROWSER_OWN_SITE
}

site_folder() { if [[ $BROWSER_OWN_SITE == yes ]]; then echo "$OWN_SITE"; else echo .run; fi; }

# start_own_site: make up once more, in a folder of its own with a new database and on a port that is free.
start_own_site() {
    local log=.run/browser/up.log since=$SECONDS said=$SECONDS
    mkdir -p .run/browser
    remove_own_data || die "The tests need a site with a fresh database." "Stop what is named above, and run this again."
    SITE_DOMAIN=rose-ash.localhost
    SITE_PORT=$(free_ports 1 "browser $PWD")
    step "Starting a site for the tests; its own words are in $log"
    : >"$log" # What it said last time is not to be believed.
    RUN_FOLDER=$OWN_SITE SITE_PORT=$SITE_PORT Deploy/local/up.sh >"$log" 2>&1 9>&- </dev/null &
    OWN_UP=$!
    until grep -q 'Ctrl-C stops it all' "$log"; do
        [[ -d /proc/$OWN_UP ]] || die "The site did not start; its last words:" "$(tail -n 6 "$log")"
        ((SECONDS - since < 3600)) || die "The site did not start within an hour; its last words:" "$(tail -n 6 "$log")"
        if ((SECONDS - said >= 10)); then
            said=$SECONDS
            say "Starting, $(elapsed "$since"): $(progress "$log")"
        fi
        sleep 0.2
    done
    DATABASE_URL=$(sed -nE "s/.*DATABASE_URL='([^']+)'.*/\\1/p" "$OWN_SITE/site.env")
    export DATABASE_URL
}

# own_processes: of that site, all that runs and all that it started: the pid of each and when it began, a line.
own_processes() {
    local file pid
    [[ -z $OWN_UP ]] || processes_below "$OWN_UP"
    for file in "$OWN_SITE"/parts/*; do
        [[ -f $file ]] || continue
        if pid=$(running "$file"); then processes_below "$pid"; fi
    done
}
processes_below() {
    local child children=()
    [[ ! -d /proc/$1 ]] || echo "$1 $(started "$1")"
    read -r -d '' -a children < <(cat /proc/"$1"/task/*/children 2>/dev/null) || true
    for child in "${children[@]}"; do processes_below "$child"; done
}

# remove_own_data [<pid and beginning> …]: removes what that site kept once nothing of it runs: neither its parts, which a make up that was killed
# leaves behind, nor these processes. What still does is stopped first. Answers 1, having said why, when something cannot be stopped.
remove_own_data() {
    local process pid since tries left=("$@")
    mapfile -t -O "${#left[@]}" left < <(own_processes)
    RUN_FOLDER=$OWN_SITE sweep_parts
    for process in "${left[@]}"; do
        read -r pid since <<<"$process"
        if [[ $(started "$pid") != "$since" ]] || ! alive "$pid"; then continue; fi
        say "Stopping process $pid ($(tr '\0\n' ' ' <"/proc/$pid/cmdline" 2>/dev/null | cut -c 1-60)), which the tests' site left running."
        stop_process "$pid"
        # One that was killed is gone a moment later.
        for ((tries = 0; tries < 20; tries++)); do
            alive "$pid" || continue 2
            sleep 0.05
        done
        say "Process $pid cannot be stopped, so the data of the tests' site is kept: $OWN_SITE/data"
        return 1
    done
    # The folder may be a link, to where PostgreSQL's user can reach it (site.sh).
    [[ ! -L $OWN_SITE/data ]] || rm -rf "$(readlink -f "$OWN_SITE/data")"
    rm -rf "$OWN_SITE/data"
}

stop_own_site() {
    local began
    trap '' INT TERM
    [[ -z $HEARTBEAT ]] || stop_process "$HEARTBEAT"
    [[ -z $RUNNER ]] || stop_process "$RUNNER"
    [[ -n $OWN_UP ]] || return 0
    step "Stopping the tests' site, and removing its data"
    mapfile -t began < <(own_processes)
    stop_process "$OWN_UP" TERM "$OWN_UP_STOPS_WITHIN"
    OWN_UP=''
    remove_own_data "${began[@]}" || true
}
