#!/usr/bin/env bash
# make test [FILTER=<regular expression>]: lint, build with warnings as errors, and run the tests against a PostgreSQL and a Redis of their own.
source "$(dirname "$0")/words.sh"
source Deploy/local/packages.sh
source Deploy/local/postgres.sh
only_one test
began=$SECONDS
FILTER=${FILTER:-}

# Everything that runs is in this folder, short enough for a Unix socket's address however deep the clone is; .run/test/services leads there.
SERVICES=''
POSTGRES=''
REDIS=''
stop_everything() {
    trap '' INT TERM
    [[ -z $HEARTBEAT ]] || stop_process "$HEARTBEAT"
    [[ -z $REDIS ]] || stop_process "$REDIS"
    [[ -z $POSTGRES ]] || stop_process "$POSTGRES" QUIT
    [[ -z $SERVICES ]] || rm -rf "$SERVICES" .run/test/services
}
trap stop_everything EXIT
trap 'printf "\n"; die "Stopped by hand."' INT TERM

# What a run that was killed outright left behind: its servers' pids stand in its folder.
sweep_leftovers() {
    local left pid
    left=$(readlink .run/test/services) || return 0
    for pid in "$(head -n 1 "$left/postgres/postmaster.pid" 2>/dev/null)" "$(cat "$left/redis.pid" 2>/dev/null)"; do
        # The pid may be somebody else's by now, so the process has to name the folder.
        [[ -z $pid ]] || ! tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF "$left" || stop_process "$pid" QUIT
    done
    rm -rf "$left" .run/test/services
}

start_services() {
    local port tries=0
    SERVICES=$(mktemp -d /tmp/rose-ash-test.XXXXXX)
    ln -sfn "$SERVICES" .run/test/services
    ((EUID)) || chown postgres: "$SERVICES"
    make_postgres "$SERVICES/postgres"
    # The data goes with the run, so nothing waits for the disk.
    postgres_command "$SERVICES/postgres" "$SERVICES" fsync=off synchronous_commit=off full_page_writes=off
    setsid "${POSTGRES_COMMAND[@]}" >"$SERVICES/postgres.log" 2>&1 9>&- </dev/null &
    POSTGRES=$!
    until postgres_ready "$SERVICES"; do
        ((tries++ < 100)) && [[ -d /proc/$POSTGRES ]] || die "PostgreSQL did not start; its last words:" "$(tail -n 5 "$SERVICES/postgres.log")"
        sleep 0.1
    done
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
    export TEST_DATABASE_URL="postgresql://rose_ash@/postgres?host=$SERVICES" TEST_REDIS_URL="redis://127.0.0.1:$port"
    TEST_PYTHON=$PWD/.run/test/venv/bin/python
    export TEST_PYTHON
}

progress() { echo "$(grep -ac '^✔ Test .* passed after' "$1") passed, $(failures "$1") failed"; }
failures() { grep -aE '^✘ Test .* failed after' "$1" | grep -avc '^✘ Test run with'; }

run_tests() {
    local log=.run/test/tests.log status=0 arguments=(--skip-build --disable-xctest)
    [[ -z $FILTER ]] || arguments+=(--filter "$FILTER")
    # Swift Testing starts every test at once; on few cores they would wait for each other's databases until their time-outs.
    if swift test --help-hidden 2>/dev/null | grep -q -- --experimental-maximum-parallelization-width; then
        arguments+=(--experimental-maximum-parallelization-width $(($(nproc) * 4)))
    fi
    with_heartbeat "Testing" "$log" 2400 stdbuf -oL swift test "${arguments[@]}" || status=$?
    # What failed, and where; then Swift Testing's own closing line.
    grep -aE '^(✘|↳)|error: |Fatal error: ' "$log" | grep -avE '^(✘ Test run with|↳ (Testing Library|Target))' | cut -c 1-400 | head -n 200 || true
    ((status != 124)) || die "The tests took more than 40 minutes and were stopped." "What they did last: tail .run/test/tests.log"
    grep -aE 'Test run with [0-9]+ tests?' "$log" | tail -n 1 || true
    local ran failed
    ran=$(sed -nE 's/.*Test run with ([0-9]+) tests?.*/\1/p' "$log" | tail -n 1)
    failed=$(failures "$log" || true)
    ((status == 0)) || die "Tests failed (${failed:-some} of ${ran:-an unknown number})." "The whole output: $log" \
        "One again, quickly: make test FILTER='<part of its name>'"
    ((${ran:-0} > 0)) || die "No test ran." "FILTER='$FILTER' names none, or the tests were not built: see $log"
    printf '\nTests: %d passed, 0 failed\n' "$ran"
}

need_swift
need_packages "${BUILD_PACKAGES[@]}" "${SERVER_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
mkdir -p .run/test
sweep_leftovers
need_python .run/test/venv Tests/requirements.txt
[[ -n $FILTER ]] || Deploy/local/lint.sh
BUILD_TESTS=yes Deploy/local/build.sh
Deploy/local/needs.sh
step "Starting a PostgreSQL and a Redis for the tests"
start_services
step "Running the tests${FILTER:+ that match $FILTER}"
run_tests
say "All in $(elapsed "$began"). The log is .run/test/tests.log."
