"""Bench's subcommands (Bench/Measures), which print a figure a line."""

import json
import os
import subprocess

from machine import LOAD_CORE
from cooperative import PROGRAMS


def figures(*arguments, core=LOAD_CORE, environment=None):
    """What `Bench <arguments>` printed: a figure by name, each {"value", "unit", "p99"}."""
    ran = subprocess.run(
        ["taskset", "-c", core, PROGRAMS / "Bench", *map(str, arguments)], env={**os.environ, **(environment or {})}, capture_output=True, text=True)
    if ran.returncode:
        raise SystemExit(f"\nFAILED: Bench {' '.join(map(str, arguments))} ended with status {ran.returncode}:\n{ran.stdout}{ran.stderr}")
    found = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]
    return {figure["name"]: figure for figure in found}
