# shellcheck shell=bash
# A private PostgreSQL: no TCP, one Unix socket in a folder that only its owner can enter, so it needs no password. To be sourced.

# PostgreSQL refuses to run as root; then it runs as Debian's user postgres. setpriv stays one process, so that its pid is the server's.
as_postgres() {
    if ((EUID)); then
        env -C / "$@"
    else
        env -C / HOME=/var/lib/postgresql setpriv --reuid=postgres --regid=postgres --init-groups "$@"
    fi
}

# postgres_bin [<data folder>]: where the programs are: in POSTGRES_PROGRAMS when that is set; Debian's of the version that made the data, or the newest.
postgres_bin() {
    local bin=${POSTGRES_PROGRAMS:-}
    if [[ -n $bin ]]; then
        [[ -x $bin/postgres ]] || die "There is no PostgreSQL in POSTGRES_PROGRAMS=$bin."
    elif [[ -n ${1:-} && -f ${1:-}/PG_VERSION ]]; then
        bin=/usr/lib/postgresql/$(cat "$1/PG_VERSION")/bin
        [[ -x $bin/postgres ]] || die "The data in $1 is PostgreSQL $(cat "$1/PG_VERSION")'s, which is not installed." \
            "Install it: apt-get install postgresql-$(cat "$1/PG_VERSION")" "Or start afresh, losing the data: make clean"
    else
        bin=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
        [[ -n $bin ]] || die "PostgreSQL's server is not installed." "Debian: apt-get install postgresql"
    fi
    echo "$bin"
}

# make_postgres <data folder>: an empty cluster, unless there is one. Made beside and then moved, so that an interrupted one is not taken for one.
make_postgres() {
    local data=$1
    [[ -f $data/PG_VERSION ]] && return
    rm -rf "$data.new"
    as_postgres "$(postgres_bin)/initdb" --pgdata "$data.new" --username rose_ash --auth trust --encoding UTF8 --locale C.UTF-8 --no-sync \
        >"$data.log" 2>&1 || die "PostgreSQL could not make its data folder; its last words:" "$(tail -n 5 "$data.log")"
    mv "$data.new" "$data"
}

# Words for `exec`: the server in the foreground. postgres_command <data folder> <socket folder> <setting=value> …
# An array rather than a function, because the pid that is stopped later has to be the server's own.
postgres_command() {
    local data=$1 sockets=$2 setting
    shift 2
    POSTGRES_COMMAND=("$(postgres_bin "$data")/postgres" -D "$data" -k "$sockets" -c listen_addresses= -c max_connections=200)
    for setting in "$@"; do POSTGRES_COMMAND+=(-c "$setting"); done
    ((EUID)) || POSTGRES_COMMAND=(setpriv --reuid=postgres --regid=postgres --init-groups "${POSTGRES_COMMAND[@]}")
}

# postgres_ready <socket folder>: whether it takes connections.
postgres_ready() { "$(postgres_bin)/pg_isready" --quiet --host "$1" --username rose_ash --dbname postgres; }
