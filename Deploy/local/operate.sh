#!/usr/bin/env bash
# make operate SERVICE=<service> COMMAND='<command of its program>': runs an operator's command on the local site, which make up has started.
# The command's words are split as a shell splits them ('add saturday "Late pears" --price 2.50'); nothing in them is run.
source "$(dirname "$0")/words.sh"
source Deploy/local/packages.sh
source Deploy/local/postgres.sh
source Deploy/local/keep.sh
source Deploy/local/site.sh
example="make operate SERVICE=blog COMMAND='publish some-slug'"
SERVICE=${SERVICE:-}
[[ -n $SERVICE ]] || die "Which service?" "One of ${SERVICES[*]}: $example"
[[ " ${SERVICES[*]} " == *" $SERVICE "* ]] || die "There is no service $SERVICE." "One of ${SERVICES[*]}: $example"
[[ -n ${COMMAND:-} ]] || die "Which command?" "For example: $example" "All of them: make operate SERVICE=$SERVICE COMMAND=--help"
split=$(xargs printf '%s\n' <<<"$COMMAND" 2>/dev/null) ||
    die "COMMAND is $COMMAND, in which a quote is not closed." "For example: make operate SERVICE=market COMMAND='add saturday \"Late pears\" --price 2.50'"
mapfile -t words <<<"$split"
site_runs || die "The site is not up." "Start it in another terminal, and leave it there: make up"
read_settings
on_the_site "$(program "$SERVICE")" "${words[@]}" || die "$SERVICE did not do it." "Why stands above. Its commands: make operate SERVICE=$SERVICE COMMAND=--help"
