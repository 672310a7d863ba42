#!/usr/bin/env bash
# Whether the programs that were built need, beside the system and Swift, only what comes with the three packages of packages.sh, and no
# Foundation: its ICU data costs each service tens of megabytes of memory.
source "$(dirname "$0")/words.sh"
CONFIG=${CONFIG:-debug}
ours='lib(pq|hiredis|ssl|crypto)\.so'
# zlib comes with the Swift toolchain, which requires it.
system='(lib(c|m|z|stdc\+\+|gcc_s|dl|pthread|rt|util)|ld-linux[-a-z0-9_]*|linux-vdso)\.so'
swift='lib(swift[A-Za-z_]*|dispatch|BlocksRuntime|FoundationEssentials|_FoundationCShims|_FoundationCollections)\.so'
for program in Blog Market Cart Events Federation Account; do
    [[ -x .build/$CONFIG/$program ]] || die "$program has not been built." "make build"
    unexpected=$(readelf --dynamic ".build/$CONFIG/$program" | sed -nE 's/.*\(NEEDED\).*\[(.*)\]/\1/p' | grep -vE "^($ours|$system|$swift)" || true)
    [[ -z $unexpected ]] || die "$program needs ${unexpected//$'\n'/, }." "Only libpq, hiredis, OpenSSL, the system and Swift's own libraries are allowed." \
        "Foundation: import FoundationEssentials instead (Docs/decisions/0003)."
done
