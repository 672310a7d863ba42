"""S3: SELECT by key over PostgreSQL's Unix socket, 64 tasks, against pgbench."""

import os
import re
import subprocess

from commands import figures
from load import SECONDS
from machine import LOAD_CORE, SERVER_CORE
from tables import at_least, ratio, rounds_table, title

SCALE = 10
ADDRESS = f"postgresql://rose_ash@/pgbench?host={os.environ['BENCH_SOCKETS']}"


def measure(rounds=5):
    title("S3", "PostgreSQL: SELECT by key, 64 tasks (server on one core, clients on the other)")
    _pgbench("--initialize", "--quiet", "--scale", SCALE)
    postmaster = int(os.environ["BENCH_POSTGRES_PID"])
    # Sessions begin on the core of the process that makes them.
    os.sched_setaffinity(postmaster, {int(SERVER_CORE)})
    measured, p99 = {"pgbench -S -M prepared -c 8": [], "our lane": [], "our pool": []}, {"our lane": [], "our pool": []}
    try:
        for number in range(rounds + 1):
            said = _pgbench("--select-only", "--protocol", "prepared", "--client", 8, "--jobs", 1, "--time", SECONDS)
            theirs = float(re.search(r"tps = ([\d.]+)", said)[1])
            ours = {way: figures("postgres", way, "--database", ADDRESS, "--tasks", 64, "--seconds", SECONDS, "--scale", SCALE)[way]
                    for way in ("lane", "pool")}
            if number == 0:
                continue  # The first round warms the server's cache.
            measured["pgbench -S -M prepared -c 8"].append(theirs)
            for way, figure in ours.items():
                measured[f"our {way}"].append(figure["value"])
                p99[f"our {way}"].append(figure["p99"])
    finally:
        os.sched_setaffinity(postmaster, {int(LOAD_CORE)})
    rounds_table("queries/s", measured, p99)
    at_least("S3", "the lane, against pgbench", ratio(measured, "our lane", "pgbench -S -M prepared -c 8"), 1.2, " ×")
    at_least("S3", "the pool, against pgbench", ratio(measured, "our pool", "pgbench -S -M prepared -c 8"), 0.55, " ×")


def _pgbench(*arguments):
    ran = subprocess.run(
        ["taskset", "-c", LOAD_CORE, os.environ["POSTGRES_BIN"] + "/pgbench", "-h", os.environ["BENCH_SOCKETS"], "-U", "rose_ash",
         *map(str, arguments), "pgbench"], capture_output=True, text=True)
    if ran.returncode:
        raise SystemExit(f"\nFAILED: pgbench ended with status {ran.returncode}:\n{ran.stderr}")
    return ran.stdout
