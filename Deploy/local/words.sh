# shellcheck shell=bash
# What the scripts here say, and how. To be sourced; it also goes to the repository's root.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# Where the local site keeps what it runs on; make browser has a second one, below the first.
RUN_FOLDER=${RUN_FOLDER:-.run}
if [[ -t 1 ]]; then BOLD=$'\e[1m' PLAIN=$'\e[0m'; else BOLD='' PLAIN=''; fi

# A step of the work begins.
step() { printf '%s==> %s%s\n' "$BOLD" "$*" "$PLAIN"; }
say() { printf '    %s\n' "$*"; }

# die <what went wrong> [<what to do> …]: a line each, and the end.
die() {
    printf '\n%sFAILED: %s%s\n' "$BOLD" "$1" "$PLAIN" >&2
    shift
    (($# == 0)) || printf '    %s\n' "$@" >&2
    exit 1
}

# elapsed <since, in $SECONDS>: 2 min 05 s
elapsed() {
    local seconds=$((SECONDS - $1))
    if ((seconds < 60)); then printf '%d s' "$seconds"; else printf '%d min %02d s' $((seconds / 60)) $((seconds % 60)); fi
}

# How far a command has come, by its log: its last line. A script may say it otherwise.
progress() { tail -c 4000 "$1" | tr '\r' '\n' | grep -a . | tail -n 1 | cut -c 1-100; }

# with_heartbeat <doing> <log> <most silence> <command> …: runs the command with its output in the log, and says every ten seconds how far
# it has come (`progress <log>`). Answers the command's status; 124 when it wrote nothing for so many seconds and was stopped, before which
# `on_silence` is called, if there is one. The command's pid is HEARTBEAT meanwhile, for the script's clean-up.
HEARTBEAT=''
with_heartbeat() {
    local doing=$1 log=$2 most=$3 since=$SECONDS status=0 shown=$SECONDS
    : >"$log"
    shift 3
    "$@" >"$log" 2>&1 </dev/null &
    HEARTBEAT=$!
    while [[ -d /proc/$HEARTBEAT ]]; do
        if (($(date +%s) - $(stat -c %Y "$log") > most)); then
            ! declare -F on_silence >/dev/null || on_silence
            stop_process "$HEARTBEAT"
            HEARTBEAT=''
            return 124
        fi
        if ((SECONDS - shown >= 10)); then
            shown=$SECONDS
            say "$doing, $(elapsed "$since"): $(progress "$log")"
        fi
        sleep 0.2
    done
    wait "$HEARTBEAT" || status=$?
    HEARTBEAT=''
    return "$status"
}

# alive <pid>: whether it runs. A process that ended but that nobody has waited for (in a container without an init) does not.
alive() {
    local state
    read -r state < <(sed 's/.*) //' "/proc/$1/stat" 2>/dev/null) && [[ $state != Z* ]]
}

# stop_process <pid> [<signal> [<seconds>]]: asks, waits, and in the end insists.
stop_process() {
    local pid=$1 signal=${2:-TERM} tries=$((${3:-10} * 20))
    kill -"$signal" "$pid" 2>/dev/null || return 0
    while alive "$pid"; do
        if ((tries-- == 0)); then
            kill -KILL "$pid" 2>/dev/null || true
            break
        fi
        sleep 0.05
    done
    wait "$pid" 2>/dev/null || true
}

# free_ports <count> <seed>: that many TCP ports of the loopback address that nobody listens on, one a line; the same ones for the same seed unless
# taken. They are below the range from which the system takes ports for outgoing connections, so a part that is started again finds its own free.
free_ports() {
    "$(system_python)" - "$1" "$2" <<'PYTHON'
import socket, sys, zlib
port, held = 20000 + zlib.crc32(sys.argv[2].encode()) % 9000, []
while len(held) < int(sys.argv[1]) and port < 32000:
    try:
        held.append(socket.create_server(("127.0.0.1", port)))
    except OSError:
        pass
    port += 1
print("\n".join(str(s.getsockname()[1]) for s in held))
PYTHON
}

# Debian's Python where there is one, since the packages below are for it.
system_python() { if [[ -x /usr/bin/python3 ]]; then echo /usr/bin/python3; else command -v python3; fi; }

# only_one <name>: one run of a task at a time in this clone. The lock goes with the process, however it ends.
only_one() {
    mkdir -p "$RUN_FOLDER"
    exec 9>>"$RUN_FOLDER/$1.lock"
    flock -n 9 || die "make $1 is already running in this clone (process $(cat "$RUN_FOLDER/$1.lock"))." \
        "Wait for it to end, or stop it with Ctrl-C where it runs, or: kill $(cat "$RUN_FOLDER/$1.lock")"
    echo $$ >"$RUN_FOLDER/$1.lock"
}

# under_way <name>: whether a run of the task is going on in this clone.
under_way() { [[ -f $RUN_FOLDER/$1.lock ]] && ! flock -n "$RUN_FOLDER/$1.lock" true; }
