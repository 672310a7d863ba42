"""Processes on a core of their own, and what they use."""

import os
import pathlib
import signal
import subprocess
import time
import urllib.error
import urllib.request

RUN = pathlib.Path(os.environ["BENCH_RUN"])
SERVER_CORE, LOAD_CORE = "0", "1"
_processes = []


class Process:
    """A child that runs until `stop`, its output in a log."""

    def __init__(self, name, arguments, core=SERVER_CORE, environment=None, cwd=None):
        self.name, self.log = name, RUN / "logs" / f"{name}.log"
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with open(self.log, "ab") as log:
            self.child = subprocess.Popen(
                ["taskset", "-c", core, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=cwd,
                env={**os.environ, **(environment or {})}, start_new_session=True)
        _processes.append(self)

    def stop(self):
        if self in _processes:
            _processes.remove(self)
        if self.child.poll() is None:
            self.child.terminate()
            try:
                self.child.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.child.pid, signal.SIGKILL)
                self.child.wait()

    def last_words(self):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-5:])

    def megabytes(self):
        """What it and its children hold, shared pages divided among those that share them (PSS)."""
        return sum(_pss(pid) for pid in _family(self.child.pid))


def stop_all():
    for process in list(reversed(_processes)):
        process.stop()


def _family(pid):
    family = [pid]
    for task in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            family += _family(int(child))
    return family


def _pss(pid):
    for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"process {pid} has no Pss in smaps_rollup")


def fetch(address, headers=None, data=None):
    """(status, headers, body) of one request; no redirects are followed, no status is an error."""
    request = urllib.request.Request(address, data=data, headers=headers or {})
    try:
        with _opener.open(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)


def wait_for(address, process, seconds=30, accepts=200):
    """Waits until the address answers 200, or what else is accepted, and answers how many seconds that took."""
    since = time.monotonic()
    while True:
        try:
            if fetch(address)[0] == accepts:
                return time.monotonic() - since
        except OSError:
            pass
        if process.child.poll() is not None or time.monotonic() - since > seconds:
            raise SystemExit(f"\nFAILED: {process.name} did not answer on {address}; its last words:\n{process.last_words()}")
        time.sleep(0.002)
