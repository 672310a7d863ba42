#!/usr/bin/env bash
# make lint: the format of Swift files, the scripts, the workflow, what may not be committed, and what `swift build` may need.
source "$(dirname "$0")/words.sh"
source Deploy/local/packages.sh
need_swift
need_packages "${TEST_PACKAGES[@]}"
mkdir -p .run
need_python .run/test/venv Tests/requirements.txt
failed=''
# fails <rule> <what to do>: with what breaks the rule on standard input, a line each.
fails() {
    local found
    found=$(cat)
    [[ -n $found ]] || return 0
    printf '%s\n' "$found" | head -n 40
    printf '    %s\n    %s\n' "Lint: $1" "$2"
    failed=yes
}
tracked() { git ls-files --cached --others --exclude-standard "$@" | while read -r file; do [[ ! -f $file ]] || echo "$file"; done; }

step "Checking format, scripts and house rules"
mapfile -t swift_files < <(tracked '*.swift')
fails "the format of Swift files" "make format mends most of it." < <(swift format lint --strict --parallel "${swift_files[@]}" 2>&1)
mapfile -t scripts < <(tracked '*.sh' .ci/run)
fails "shell scripts" "https://www.shellcheck.net/wiki/ explains each." < <(.run/test/venv/bin/shellcheck --external-sources "${scripts[@]}" 2>&1)
mapfile -t python_files < <(tracked '*.py')
fails "Python files" "pyflakes says what is undefined or unused." < <(.run/test/venv/bin/python -m pyflakes "${python_files[@]}" 2>&1)
mapfile -t workflows < <(tracked '.gitea/workflows/*.yml')
fails "the workflow" "See .gitea/workflows." < <(.run/test/venv/bin/actionlint -shellcheck .run/test/venv/bin/shellcheck "${workflows[@]}" 2>&1)

# A path of the machine that something was written on works on that machine only. (The pattern is in two parts, so that it does not find itself.)
machine='/(work|opt/swift|home|Users|root|Volumes)''/[A-Za-z0-9]'
fails "a path of one machine in a committed file" "Make it relative to the repository, or configuration." \
    < <(tracked | grep -vE '\.(png|jpe?g|webp|woff2|ico)$' | xargs -d '\n' grep -nIE "(^|[\"'= (\`:])$machine")
fails "Package.resolved is committed, or not ignored" "Docs/decisions/0004 says why it is not." \
    < <(git ls-files Package.resolved; git check-ignore -q Package.resolved || echo "Package.resolved is not in .gitignore")
fails "Foundation (with ICU) outside tests" "Import FoundationEssentials: Docs/decisions/0003." \
    < <(tracked '*.swift' | grep -vE '^Tests/' | xargs -d '\n' grep -nE '^ *((package|public|internal|private|@preconcurrency) )*import Foundation *$')
# Each C library comes by a .systemLibrary, which names its Debian package; CMalloc is a part of the C library that is always there.
fails "swift build would need something beside ${BUILD_PACKAGES[*]}" "Three Debian packages and no other: Docs/decisions/0005." < <(
    grep -nE '\.systemLibrary\(' Package.swift | grep -vE "name: \"CMalloc\"|apt\(\[\"($(IFS='|' && echo "${BUILD_PACKAGES[*]}"))\"\]\)"
    tracked '*.swift' | xargs -d '\n' grep -nE '\.(linkedLibrary|unsafeFlags|brew|yum)\('
)
[[ -z $failed ]] || die "Lint found the above." "After mending: make lint"
say "Clean: ${#swift_files[@]} Swift files, ${#scripts[@]} scripts, ${#python_files[@]} Python files."
