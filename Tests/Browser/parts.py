"""The parts of the site that make browser starts for itself: takes one away for a while."""

import contextlib
import os
import pathlib
import signal
import time

import site_under_test as site

FOLDER = pathlib.Path(".run/browser/site")


def _pid(part):
    return int((FOLDER / "parts" / part).read_text().split()[0])


def _answers(service):
    try:
        return site.fetch(site.address(service))[0] < 500
    except OSError:
        return False


@contextlib.contextmanager
def without(service):
    """Kills the service's program, and has it come back afterwards."""
    held = FOLDER / "parts" / f"{service}.held"
    held.touch()
    try:
        os.kill(_pid(service), signal.SIGKILL)
        yield
    finally:
        held.unlink()
        _wait_for(service)


@contextlib.contextmanager
def hanging(service):
    """Has the service's program take connections and do nothing, and go on afterwards."""
    pid = _pid(service)
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)
        _wait_for(service)


def _wait_for(service):
    for _ in range(600):
        if _answers(service):
            return
        time.sleep(0.1)
    raise AssertionError(f"{service} has not come back within a minute")
