#!/usr/bin/env bash
# make browser [FILTER=<regular expression>] [SITE=up|own] [BROWSER_MATRIX=full]: the tests of Tests/Browser in Debian's Chromium. They look at the site
# that make up runs in this clone when it runs, and otherwise at one of their own: on a free port, with a fresh database and with rows that are hard to
# show, which some tests need; SITE=own starts that in any case. What failed is kept in .run/browser/failures, as pictures and pages.
source "$(dirname "$0")/words.sh"
source Deploy/local/packages.sh
source Deploy/local/keep.sh
source Deploy/local/own-site.sh
only_one browser
trap stop_own_site EXIT
trap 'printf "\n"; die "Stopped by hand."' INT TERM
need_browser
find_site "${SITE:-}"

step "Looking at $SITE_DOMAIN:$SITE_PORT with Chromium${FILTER:+: tests that match $FILTER}"
status=0
PYTHONUNBUFFERED=1 .run/browser/venv/bin/python Tests/Browser/run.py 9>&- </dev/null &
RUNNER=$!
wait "$RUNNER" || status=$?
RUNNER=''
if ((status)); then
    (die "Browser tests failed (status $status)." "Pictures and pages of those that did: .run/browser/failures. The services' words: $(site_folder)/logs" \
        "One again, quickly: make up, and beside it make browser FILTER='<part of its name>'") || true
    exit 1
fi
