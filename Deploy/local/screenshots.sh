#!/usr/bin/env bash
# make screenshots [SCREENSHOTS=<folder>] [SITE=up|own]: every kind of page at 390 and 1440 pixels, light and dark, into .run/screenshots or that folder,
# with an index.html to look through them. Of the site that make up runs in this clone, or of a fresh one of its own, as make browser does.
source "$(dirname "$0")/words.sh"
source Deploy/local/packages.sh
source Deploy/local/own-site.sh
only_one browser
folder=${SCREENSHOTS:-.run/screenshots}
trap stop_own_site EXIT
trap 'printf "\n"; die "Stopped by hand."' INT TERM
need_browser
find_site "${SITE:-}"

step "Taking pictures of $SITE_DOMAIN:$SITE_PORT"
status=0
PYTHONUNBUFFERED=1 .run/browser/venv/bin/python Tests/Browser/screenshots.py "$folder" 9>&- </dev/null &
RUNNER=$!
wait "$RUNNER" || status=$?
RUNNER=''
((status == 0)) || die "Not every picture was taken." "What went wrong stands above."
say "Look through them: $folder/index.html"
