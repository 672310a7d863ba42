# shellcheck shell=bash
# The local site: its parts, its folders, its settings. To be sourced after words.sh, packages.sh, postgres.sh and keep.sh.
# .run/data      PostgreSQL's data, kept                 .run/secrets.env   made once, kept
# .run/sockets   a link to a short folder in /tmp        .run/site.env      what the parts that run now were told

SERVICES=(blog market cart events federation account)
SITE_PORT=${SITE_PORT:-8000}
SITE_DOMAIN=rose-ash.localhost
CONFIG=${CONFIG:-debug}

# program <service>: blog → .build/debug/Blog
program() { echo "$PWD/.build/$CONFIG/${1^}"; }
address() { echo "http://$1.$SITE_DOMAIN:$SITE_PORT"; }

# make_folders: .run/data, where the user that PostgreSQL runs as can reach it (not below somebody's private home when that is root's doing),
# and .run/sockets, whose real place is short, because a Unix socket's address holds about 100 characters.
make_folders() {
    mkdir -p "$RUN_FOLDER"/logs "$RUN_FOLDER"/parts
    if [[ ! -e "$RUN_FOLDER"/data ]]; then
        mkdir "$RUN_FOLDER"/data
        if ! as_postgres test -x "$PWD/$RUN_FOLDER/data"; then
            rmdir "$RUN_FOLDER"/data
            ln -s "$(mktemp -d /var/lib/rose-ash.XXXXXX)" "$RUN_FOLDER"/data
            chmod 755 "$RUN_FOLDER"/data/
            say "PostgreSQL's data is in $(readlink "$RUN_FOLDER"/data), since its user may not look into this folder."
        fi
        ((EUID)) || chown postgres: "$RUN_FOLDER"/data/
    fi
    [[ ! -e "$RUN_FOLDER"/data/postgres || -O "$RUN_FOLDER"/data/postgres || $EUID == 0 ]] ||
        die "The local site's data belongs to another user ($(stat -c %U "$RUN_FOLDER"/data/postgres))." \
            "Run it as that user (or root) again, or start afresh, losing the data, as root: make clean"
    rm -rf "$(readlink "$RUN_FOLDER"/sockets || true)" "$RUN_FOLDER"/sockets
    ln -s "$(mktemp -d /tmp/rose-ash.XXXXXX)" "$RUN_FOLDER"/sockets
    ((EUID)) || chown postgres: "$RUN_FOLDER"/sockets/
}

# make_secrets: keys for this clone only, made once, never committed (.run is ignored).
make_secrets() {
    [[ -f "$RUN_FOLDER"/secrets.env ]] && return
    (umask 077 && printf '%s=%s\n' FRAGMENT_KEY "$(random_key)" VISITOR_KEY "$(random_key)" >"$RUN_FOLDER"/secrets.env.new)
    mv "$RUN_FOLDER"/secrets.env.new "$RUN_FOLDER"/secrets.env
}
random_key() { od -A n -t x1 -N 32 /dev/urandom | tr -d ' \n'; }

# make_settings: .run/site.env, read by this script, by make operate, make import and make chaos; and the environment of every part.
# The keys are those of Shared/Infrastructure/Configuration. The ports are free ones, the same each time unless somebody took them.
make_settings() {
    local ports service i=0
    mapfile -t ports < <(free_ports 15 "$PWD${RUN_FOLDER#.run}")
    ((${#ports[@]} == 15)) || die "No free ports were found on the loopback address." "See who holds them: ss -ltnp"
    {
        echo "ENVIRONMENT=development SITE_DOMAIN=$SITE_DOMAIN SITE_PORT=$SITE_PORT CONFIG=$CONFIG"
        echo "PUBLIC_ORIGIN='http://{service}.$SITE_DOMAIN:$SITE_PORT' STATIC_ROOT='$PWD/Shared/Static' PICTURES_ROOT='$PWD/$RUN_FOLDER/pictures'"
        echo "DATABASE_URL='postgresql://rose_ash@/rose_ash?host=$(readlink "$RUN_FOLDER"/sockets)'"
        # All of this machine is one network, and tests in a browser sign in as the same few people all the time.
        echo "SIGN_INS_PER_ADDRESS=1000 SIGN_INS_PER_NETWORK=1000"
        echo "REDIS_PORT=${ports[12]} REDIS_URL=redis://127.0.0.1:${ports[12]}"
        echo "MAIL_PORT=${ports[13]} MAIL_PAGE_PORT=${ports[14]} SMTP_URL=smtp+plain://127.0.0.1:${ports[13]}"
        for service in "${SERVICES[@]}"; do
            echo "${service^^}_PORT=${ports[i]} ${service^^}_INTERNAL_PORT=${ports[i + 6]} INTERNAL_ORIGIN_${service^^}=http://127.0.0.1:${ports[i + 6]}"
            ((i += 1))
        done
    } >"$RUN_FOLDER"/site.env
    read_settings
}
read_settings() {
    set -a
    # shellcheck disable=SC1091
    source "$RUN_FOLDER"/site.env
    # shellcheck disable=SC1091
    source "$RUN_FOLDER"/secrets.env
    set +a
}

# start_database: PostgreSQL with the site's database in it.
start_database() {
    local data sockets tries=0
    # Where the links lead, since PostgreSQL's user may not be able to follow one that lies in somebody's private home.
    data=$(readlink -f "$RUN_FOLDER"/data)/postgres
    sockets=$(readlink "$RUN_FOLDER"/sockets)
    make_postgres "$data"
    postgres_command "$data" "$sockets"
    keep postgres "${POSTGRES_COMMAND[@]}"
    until postgres_ready "$sockets"; do
        ((tries++ < 600)) || die "PostgreSQL did not start within a minute; its last words:" "$(tail -n 5 "$RUN_FOLDER"/logs/postgres.log)"
        sleep 0.1
    done
    "$(postgres_bin)/psql" -qAt -h "$sockets" -U rose_ash -d postgres -c "SELECT 1 FROM pg_database WHERE datname = 'rose_ash'" | grep -q 1 ||
        "$(postgres_bin)/createdb" -h "$sockets" -U rose_ash rose_ash
}

start_redis() {
    local tries=0
    # Nothing is lost with Redis, so nothing is written; and a cache of an older build is better not kept. What ends soonest is evicted
    # first: parts, never the tags that make them stale (Docs/decisions/0010).
    keep redis redis-server --bind 127.0.0.1 --port "$REDIS_PORT" --save '' --appendonly no --maxmemory 256mb --maxmemory-policy volatile-ttl
    until [[ $(redis-cli -p "$REDIS_PORT" ping 2>/dev/null) == PONG ]]; do
        ((tries++ < 100)) || die "Redis did not start within ten seconds; its last words:" "$(tail -n 5 "$RUN_FOLDER"/logs/redis.log)"
        sleep 0.1
    done
}

# start_mail: a server that takes all mail of the site and sends none of it on; its page shows it.
start_mail() {
    local tries=0
    keep mail "$PWD/.run/mail/venv/bin/python" -u Deploy/local/mail/catcher.py "$RUN_FOLDER/data/mail" "$MAIL_PORT" "$MAIL_PAGE_PORT" "mail.$SITE_DOMAIN"
    until curl --silent --output /dev/null --max-time 2 "http://127.0.0.1:$MAIL_PAGE_PORT/"; do
        ((tries++ < 100)) || die "The mail server did not start; its last words:" "$(tail -n 5 "$RUN_FOLDER"/logs/mail.log)"
        sleep 0.1
    done
}

start_service() {
    local public=${1^^}_PORT internal=${1^^}_INTERNAL_PORT
    keep "$1" env PUBLIC_LISTEN="127.0.0.1:${!public}" INTERNAL_LISTEN="127.0.0.1:${!internal}" "$(program "$1")"
}

# ready <service>: whether it says so on its internal listener.
ready() {
    local internal=${1^^}_INTERNAL_PORT
    curl --silent --fail --max-time 2 --output /dev/null "http://127.0.0.1:${!internal}/health/ready"
}

# site_runs: whether it is up in this clone, so that its settings hold.
site_runs() { [[ -f "$RUN_FOLDER"/site.env ]] && under_way up; }

# on_the_site <command of a service> …: runs an operator's command with the site's settings.
# It is told two listeners like any service; it opens neither.
on_the_site() { env PUBLIC_LISTEN=127.0.0.1:1 INTERNAL_LISTEN=127.0.0.1:2 "$@"; }
