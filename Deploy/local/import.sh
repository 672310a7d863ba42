#!/usr/bin/env bash
# make import GHOST_EXPORT=<file> [GHOST_SITE=https://old.example.org]: reads a Ghost export into the local site, running or not. It is safe to repeat.
# Its pictures are shown from GHOST_SITE, where the blog stood; an export holds none.
source "$(dirname "$0")/words.sh"
source Deploy/local/packages.sh
source Deploy/local/postgres.sh
source Deploy/local/keep.sh
source Deploy/local/site.sh
[[ -n ${GHOST_EXPORT:-} ]] || die "Which export?" "make import GHOST_EXPORT=<file>, the .json that Ghost writes under Settings, Import/Export."
import=("$GHOST_EXPORT" ${GHOST_SITE:+--site "$GHOST_SITE"})
[[ -r $GHOST_EXPORT && -f $GHOST_EXPORT ]] || die "There is no file $GHOST_EXPORT that could be read." "The path is taken from the repository's folder, $PWD."
if site_runs; then
    read_settings
    step "Importing $GHOST_EXPORT into the running site"
    on_the_site "$(program blog)" import "${import[@]}" || die "The import ended with an error." "What it said stands above; it is safe to repeat."
    say "See it: $(address blog)"
    exit 0
fi
only_one up
need_swift
need_packages "${BUILD_PACKAGES[@]}" "${SERVER_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
sweep_parts
Deploy/local/build.sh
stop_database() {
    trap '' INT TERM
    stop_parts postgres
    rm -rf "$(readlink .run/sockets || true)" .run/sockets .run/site.env
}
trap stop_database EXIT
trap 'die "Stopped by hand. What was imported before stays; it is safe to repeat."' INT TERM
make_folders
make_secrets
make_settings
step "Starting PostgreSQL, since the site is not up"
start_database
unset REDIS_URL
on_the_site "$(program blog)" migrate || die "The migration failed, so nothing was imported." "What it said stands above."
step "Importing $GHOST_EXPORT"
on_the_site "$(program blog)" import "${import[@]}" || die "The import ended with an error." "What it said stands above; it is safe to repeat."
say "See it: make up, then $(address blog)"
