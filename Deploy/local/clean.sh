#!/usr/bin/env bash
# make clean: removes .run, which holds the local site's database, its secrets, the logs and the Python packages. The build stays (it is .build).
source "$(dirname "$0")/words.sh"
[[ -d .run ]] || { say "There is nothing to clean."; exit 0; }
for task in up test browser bench; do
    ! under_way "$task" ||
        die "make $task is running in this clone (process $(cat ".run/$task.lock"))." "Stop it first, with Ctrl-C where it runs."
done
if [[ ${YES:-} != 1 ]]; then
    [[ -t 0 ]] || die "This would remove the local site's database." "If that is meant: make clean YES=1"
    read -r -p "Remove .run with the local site's database? [y/N] " answer
    [[ $answer == [yY]* ]] || { say "Nothing was removed."; exit 0; }
fi
for link in .run/test/services .run{,/browser/site}/{data,sockets}; do
    [[ ! -L $link ]] || rm -rf "$(readlink -f "$link")"
done
rm -rf .run
say "Removed."
