#!/usr/bin/env bash
# make screenshots [SCREENSHOTS=<folder>] [README=yes] [SITE=up|own]: every kind of page at 390 and 1440 pixels, light and dark, into .run/screenshots
# or that folder, with an index.html to look through them; README=yes takes the few that the README shows, into Docs/screenshots. They are of the site
# that make up runs in this clone, or of a fresh one of its own, as make browser does.
source "$(dirname "$0")/words.sh"
source Deploy/local/packages.sh
source Deploy/local/keep.sh
source Deploy/local/own-site.sh
only_one browser
arguments=("${SCREENSHOTS:-.run/screenshots}")
[[ ${README:-} != yes ]] || arguments=(Docs/screenshots readme)
trap stop_own_site EXIT
trap 'printf "\n"; die "Stopped by hand."' INT TERM
need_browser
find_site "${SITE:-}"

step "Taking pictures of $SITE_DOMAIN:$SITE_PORT"
status=0
PYTHONUNBUFFERED=1 .run/browser/venv/bin/python Tests/Browser/screenshots.py "${arguments[@]}" 9>&- </dev/null &
RUNNER=$!
wait "$RUNNER" || status=$?
RUNNER=''
((status == 0)) || die "Not every picture was taken." "What went wrong stands above."
if [[ ${README:-} == yes ]]; then say "They are in Docs/screenshots."; else say "Look through them: ${arguments[0]}/index.html"; fi
