"""wrk, on the load's core."""

import os
import re
import subprocess

from machine import LOAD_CORE, RUN

SECONDS = int(os.environ.get("BENCH_SECONDS", "4"))


def wrk(address, cookies, seconds=SECONDS, connections=64):
    """(requests a second, 99th percentile in ms) with one of the `cookies`, a header's value each, a request in turn. Every answer has to be a 200."""
    listed = RUN / "cookies.txt"
    listed.write_text("\n".join(cookies) + "\n")
    ran = subprocess.run(
        ["taskset", "-c", LOAD_CORE, "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "10s",
         "-s", "Bench/peers/cookies.lua", address],
        env={**os.environ, "BENCH_COOKIES": str(listed)}, capture_output=True, text=True, check=False)
    said = ran.stdout + ran.stderr
    rate, p99 = re.search(r"Requests/sec:\s+([\d.]+)", said), re.search(r"99%\s+([\d.]+)(us|ms|s)", said)
    if ran.returncode or not rate or not p99 or "Non-2xx" in said or "Socket errors" in said:
        raise SystemExit(f"\nFAILED: wrk on {address} met something else than answers:\n{said}")
    return float(rate[1]), float(p99[1]) * {"us": 0.001, "ms": 1, "s": 1000}[p99[2]]
