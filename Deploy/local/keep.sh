# shellcheck shell=bash
# Running and minding the parts of the local site. Each part has a keeper, a subshell that starts it again when it ends by itself. To be sourced.
# In .run/parts: <part> holds the part's pid and <part>.keeper its keeper's, each with its start time, so that a pid that the system has given to
# somebody else is never signalled; <part>.failing, once it has ended three times within a minute of its start. A part whose .run/parts/<part>.held exists is not started again until that file is gone (chaos.sh uses it).

declare -A KEEPERS=()

# started <pid>: when the process began, in clock ticks since boot (proc(5), stat, field 22); nothing when there is no such process.
started() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20; }

# running <file>: the pid that the file of a part names, if that very process runs.
running() {
    local pid since
    read -r pid since <"$1" 2>/dev/null || return 1
    [[ -n $since && $(started "$pid") == "$since" ]] && alive "$pid" && echo "$pid"
}

# keep <part> <command> …: starts the part and its keeper. Its output is added to .run/logs/<part>.log.
keep() {
    mkdir -p "$RUN_FOLDER"/parts "$RUN_FOLDER"/logs
    rm -f "$RUN_FOLDER/parts/$1.held" "$RUN_FOLDER/parts/$1.failing"
    mind "$@" 9>&- &
    KEEPERS[$1]=$!
    echo "$! $(started $!)" >"$RUN_FOLDER/parts/$1.keeper"
}

mind() {
    local part=$1 log="$RUN_FOLDER"/logs/$1.log pid='' pause=0 ends=0 began status stopping=''
    shift
    trap - EXIT
    trap '' INT # Ctrl-C reaches the script, which stops the parts in order.
    # PostgreSQL's fast shutdown is INT: on TERM it would wait for its clients to leave.
    trap 'stopping=yes; [[ -z $pid ]] || kill -"$([[ $part == postgres ]] && echo INT || echo TERM)" "$pid" 2>/dev/null' TERM
    while [[ -z $stopping ]]; do
        # A session of its own, so that Ctrl-C at the terminal does not reach it; setsid becomes the program, so this is its pid.
        (trap - INT TERM && exec setsid "$@") >>"$log" 2>&1 </dev/null &
        pid=$!
        echo "$pid $(started "$pid")" >"$RUN_FOLDER/parts/$part"
        began=$SECONDS
        status=0
        while [[ -d /proc/$pid ]]; do
            status=0
            wait "$pid" 2>/dev/null || status=$?
        done
        rm -f "$RUN_FOLDER/parts/$part"
        [[ -z $stopping ]] || break
        # At once the first time, then ever slower up to ten seconds, until it has run for a minute.
        if ((SECONDS - began > 60)); then pause=0 ends=0; fi
        ((ends += 1))
        if ((ends == 3)); then touch "$RUN_FOLDER/parts/$part.failing"; fi
        say "$part ended by itself ($(ended "$status")); starting it again$( ((pause == 0)) || echo " in $pause s"). Its log: $log"
        for ((tenths = 0; tenths < pause * 10; tenths++)); do
            [[ -z $stopping ]] || break 2
            sleep 0.1
        done
        while [[ -e "$RUN_FOLDER"/parts/$part.held && -z $stopping ]]; do sleep 0.05; done
        pause=$((pause == 0 ? 1 : pause * 2 > 10 ? 10 : pause * 2))
    done
}

# ended <status>: in words.
ended() { if (($1 > 128)); then echo "signal $(kill -l $(($1 - 128)))"; else echo "status $1"; fi; }

# stop_parts <part> …: asks these keepers to stop their parts, all at once, and waits; ten seconds later it insists.
stop_parts() {
    local part pid deadline=$((SECONDS + 10))
    for part in "$@"; do [[ -z ${KEEPERS[$part]:-} ]] || kill -TERM "${KEEPERS[$part]}" 2>/dev/null || true; done
    for part in "$@"; do
        [[ -n ${KEEPERS[$part]:-} ]] || continue
        while alive "${KEEPERS[$part]}"; do
            if ((SECONDS > deadline)); then
                say "$part did not stop within ten seconds; ending it."
                kill -KILL "${KEEPERS[$part]}" 2>/dev/null || true
                if pid=$(running "$RUN_FOLDER/parts/$part"); then kill -KILL "$pid" || true; fi
            fi
            sleep 0.05
        done
        rm -f "$RUN_FOLDER/parts/$part" "$RUN_FOLDER/parts/$part".{keeper,held,failing}
        unset "KEEPERS[$part]"
    done
}

# sweep_parts: stops what a make up that was itself killed left running in this clone: keepers first, so that nothing starts again.
sweep_parts() {
    local file pid
    for file in "$RUN_FOLDER"/parts/*.keeper "$RUN_FOLDER"/parts/*; do
        [[ -f $file ]] || continue
        if [[ $file != *.held ]] && pid=$(running "$file"); then
            [[ $file == *.keeper ]] || say "Stopping $(basename "$file") (process $pid), which an earlier make up left running."
            if [[ $file == *.keeper ]]; then kill -KILL "$pid" || true
            elif [[ $file == */postgres ]]; then stop_process "$pid" INT
            else stop_process "$pid"; fi
        fi
        rm -f "$file"
    done
}
