# shellcheck shell=bash
# The site that make browser and make screenshots look at. To be sourced after words.sh and packages.sh.

OWN_SITE=.run/browser/site
OWN_UP=''
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
    remove_own_data
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

# The folder may be a link, to where PostgreSQL's user can reach it (site.sh).
remove_own_data() {
    [[ ! -L $OWN_SITE/data ]] || rm -rf "$(readlink -f "$OWN_SITE/data")"
    rm -rf "$OWN_SITE/data"
}

stop_own_site() {
    trap '' INT TERM
    [[ -z $HEARTBEAT ]] || stop_process "$HEARTBEAT"
    [[ -z $RUNNER ]] || stop_process "$RUNNER"
    [[ -z $OWN_UP ]] || { stop_process "$OWN_UP" TERM 60 && remove_own_data; }
}
