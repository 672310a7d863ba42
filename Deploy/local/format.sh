#!/usr/bin/env bash
# make format: writes every Swift file in the house format (.swift-format).
source "$(dirname "$0")/words.sh"
source Deploy/local/packages.sh
need_swift
git ls-files --cached --others --exclude-standard '*.swift' | while read -r file; do [[ ! -f $file ]] || echo "$file"; done |
    xargs -d '\n' swift format --in-place --parallel || die "swift format could not read a file, named above." "Mend its syntax, and run make format again."
git --no-pager diff --stat -- '*.swift'
