#!/usr/bin/env bash
# What browsers get that is not ours, into Shared/Static/vendor: htmx out of a wheel that carries it, and the fonts, cut to what our pages write.
# Wheels are pinned by checksum in requirements.txt. Development, tests and images run this same step; it does nothing when all is there.
source "$(dirname "$0")/../local/words.sh"
source Deploy/local/packages.sh
target=Shared/Static/vendor
# Two who come at once (make up beside make test) do it one after the other.
mkdir -p .run
exec 8>.run/browser-files.lock
flock 8
stamp=$(cat Deploy/browser/{requirements.txt,fonts.py,fetch.sh} | sha256sum)
[[ $(cat "$target/.stamp" 2>/dev/null) == "$stamp" ]] && exit
need_packages "${TEST_PACKAGES[@]}"
need_python .run/browser-files/venv Deploy/browser/requirements.txt
step "Making the files for browsers"
rm -rf "$target" "$target.new"
mkdir -p "$target.new"
venv=$PWD/.run/browser-files/venv
packages=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
cp "$packages/django_htmx/static/django_htmx/htmx-2.min.js" "$target.new/htmx.js"
"$venv/bin/python" Deploy/browser/fonts.py "$target.new/fonts" || die "The fonts could not be made." "What Python said stands above."
# Their licences ask to travel with them.
cp "$packages/fontpkg_vollkorn/LICENSE" "$target.new/fonts/LICENSE.txt"
chmod -R a+rX "$target.new"
echo "$stamp" >"$target.new/.stamp"
mv -T "$target.new" "$target"
say "$(du -sh --apparent-size "$target" | cut -f 1) in $target."
