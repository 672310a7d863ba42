"""S4: GET from Redis, 64 tasks over one connection, against redis-benchmark with 64 connections and no pipelining."""

import os
import re
import subprocess

from commands import figures
from load import SECONDS
from machine import LOAD_CORE, SERVER_CORE
from tables import at_least, ratio, rounds_table, title


def measure(rounds=5):
    title("S4", "Redis: GET, 64 tasks, one connection (server on one core, clients on the other)")
    address = os.environ["REDIS_URL"]
    port, server = address.rsplit(":", 1)[1], int(os.environ["BENCH_REDIS_PID"])
    _pin(server, SERVER_CORE)
    theirs, ours = "redis-benchmark -P 1 -c 64", "ours, one connection"
    measured, p99 = {theirs: [], ours: []}, {ours: []}
    try:
        for number in range(rounds + 1):
            # Its count is what takes about as long as ours.
            ran = subprocess.run(
                ["taskset", "-c", LOAD_CORE, "redis-benchmark", "-p", port, "-P", "1", "-c", "64", "-t", "set,get", "-n", str(60_000 * SECONDS),
                 "--csv"], capture_output=True, text=True, check=True)
            figure = figures("redis", "--redis", address, "--tasks", 64, "--seconds", SECONDS)["get"]
            if number:
                measured[theirs].append(float(re.search(r'"GET","([\d.]+)"', ran.stdout)[1]))
                measured[ours].append(figure["value"])
                p99[ours].append(figure["p99"])
    finally:
        _pin(server, LOAD_CORE)
    rounds_table("GET/s", measured, p99)
    at_least("S4", "against redis-benchmark", ratio(measured, ours, theirs), 3, " ×")


def _pin(server, core):
    for thread in os.listdir(f"/proc/{server}/task"):
        os.sched_setaffinity(int(thread), {int(core)})
