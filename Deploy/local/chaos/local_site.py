"""The local site as the trials see it: its settings, its parts, its operator's commands.

A part's process stands in .run/parts/<part>; its keeper starts it again at once, or, while .run/parts/<part>.held exists, not until that is gone.
"""

import contextlib
import os
import pathlib
import subprocess
import sys

SERVICES = ["blog", "market", "cart", "events", "federation", "account"]
PARTS = pathlib.Path(".run/parts")


def _settings():
    told = subprocess.run(
        ["bash", "-c", "set -a; source .run/site.env; source .run/secrets.env; env -0"], capture_output=True, text=True, check=True).stdout
    return dict(line.split("=", 1) for line in told.split("\0") if "=" in line)


SITE = _settings()


def pid(part):
    try:
        return int((PARTS / part).read_text().split()[0])
    except (OSError, IndexError):
        return None


def end(part, how):
    found = pid(part)
    if not found:
        sys.exit(f"\nFAILED: {part} does not run, so it cannot be killed.")
    os.kill(found, how)


@contextlib.contextmanager
def held(part):
    """Keeps the part from being started again."""
    (PARTS / f"{part}.held").touch()
    try:
        yield
    finally:
        (PARTS / f"{part}.held").unlink(missing_ok=True)


def redis(command):
    return subprocess.run(["redis-cli", "-p", SITE["REDIS_PORT"], command], capture_output=True, text=True).stdout.strip()


def operate(service, *command):
    ran = subprocess.run(
        [pathlib.Path(".build") / SITE["CONFIG"] / service.capitalize(), *command], capture_output=True, text=True,
        env={**os.environ, **SITE, "PUBLIC_LISTEN": "127.0.0.1:1", "INTERNAL_LISTEN": "127.0.0.1:2"})
    if ran.returncode:
        sys.exit(f"\nFAILED: {service.capitalize()} {' '.join(command)} ended with status {ran.returncode}:\n{ran.stdout}{ran.stderr}")
