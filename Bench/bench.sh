#!/usr/bin/env bash
# make bench [ROW=S1]: measures the rows of Bench/README.md beside their peers, in one run. It prints tables and fails only when
# something could not be measured. PostgreSQL, Redis and all that is measured is started here, on the loopback address, and stopped at the end.
source "$(dirname "$0")/../Deploy/local/words.sh"
source Deploy/local/packages.sh
source Deploy/local/postgres.sh
only_one bench
ROW=${ROW:-}
[[ -z $ROW || $ROW =~ ^S(1|3|4|7|8|9|11)$ ]] || die "There is no row $ROW." "One of S1, S3, S4, S7, S8, S9, S11: make bench ROW=S3"
(($(nproc) >= 2)) || die "The bench needs two cores, one for the server and one for the load."

BENCH_RUN=''
POSTGRES=''
REDIS=''
DRIVER=''
stop_everything() {
    trap '' INT TERM
    [[ -z $HEARTBEAT ]] || stop_process "$HEARTBEAT"
    [[ -z $DRIVER ]] || stop_process "$DRIVER" TERM 30
    [[ -z $REDIS ]] || stop_process "$REDIS"
    [[ -z $POSTGRES ]] || stop_process "$POSTGRES" QUIT
    [[ -z $BENCH_RUN ]] || rm -rf "$BENCH_RUN" .run/bench/now
}
trap stop_everything EXIT
trap 'printf "\n"; die "Stopped by hand."' INT TERM

need_swift
need_packages "${BUILD_PACKAGES[@]}" "${SERVER_PACKAGES[@]}" "${TEST_PACKAGES[@]}" "${BENCH_PACKAGES[@]}"
mkdir -p .run/bench
need_python .run/bench/venv Bench/requirements.txt
CONFIG=release Deploy/local/build.sh

step "Starting a PostgreSQL and a Redis, on the load's core"
BENCH_RUN=$(mktemp -d /tmp/rose-ash-bench.XXXXXX)
chmod 755 "$BENCH_RUN"
ln -sfn "$BENCH_RUN" .run/bench/now
mkdir "$BENCH_RUN/postgres"
((EUID)) || chown postgres: "$BENCH_RUN/postgres"
make_postgres "$BENCH_RUN/postgres/data"
postgres_command "$BENCH_RUN/postgres/data" "$BENCH_RUN/postgres"
setsid taskset -c 1 "${POSTGRES_COMMAND[@]}" >"$BENCH_RUN/postgres.log" 2>&1 9>&- </dev/null &
POSTGRES=$!
mapfile -t ports < <(free_ports 40 "bench $PWD")
setsid taskset -c 1 redis-server --bind 127.0.0.1 --port "${ports[0]}" --save '' --appendonly no --dir "$BENCH_RUN" >"$BENCH_RUN/redis.log" 2>&1 9>&- </dev/null &
REDIS=$!
tries=0
until postgres_ready "$BENCH_RUN/postgres" && [[ $(redis-cli -p "${ports[0]}" ping 2>/dev/null) == PONG ]]; do
    ((tries++ < 200)) || die "PostgreSQL or Redis did not start; their last words:" "$(tail -n 5 "$BENCH_RUN/postgres.log" "$BENCH_RUN/redis.log")"
    sleep 0.1
done
for database in rose_ash pgbench; do "$(postgres_bin)/createdb" -h "$BENCH_RUN/postgres" -U rose_ash "$database"; done
export BENCH_RUN BENCH_PORTS="${ports[*]:1}" BENCH_POSTGRES_PID=$POSTGRES BENCH_REDIS_PID=$REDIS POSTGRES_BIN
POSTGRES_BIN=$(postgres_bin)
export BENCH_SOCKETS=$BENCH_RUN/postgres DATABASE_URL="postgresql://rose_ash@/rose_ash?host=$BENCH_RUN/postgres" REDIS_URL="redis://127.0.0.1:${ports[0]}"
began=$SECONDS
.run/bench/venv/bin/python Bench/driver/bench.py ${ROW:+"$ROW"} 9>&- </dev/null &
DRIVER=$!
status=0
wait "$DRIVER" || status=$?
DRIVER=''
((status == 0)) || die "The bench ended before its end (status $status)." "What went wrong stands above."
say "Measured in $(elapsed "$began")."
