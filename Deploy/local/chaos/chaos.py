"""What visitors see while parts of the local site are killed, stopped and restarted. Run by Deploy/local/chaos.sh, from the repository's folder;
names of trials run those alone."""

import signal
import sys
import time

from report import failures
from trials import changes_show, kill_each_service, restart_postgres, stop_redis
from visitors import everything_is_up

TRIALS = {trial.__name__: trial for trial in (kill_each_service, stop_redis, restart_postgres, changes_show)}


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    everything_is_up()
    began = time.monotonic()
    for trial in [TRIALS[name] for name in sys.argv[1:]] or TRIALS.values():
        trial()
    print(f"\n==> {'Everything held' if not failures else f'{len(failures)} did not hold'}, {time.monotonic() - began:.0f} s", flush=True)
    sys.exit(1 if failures else 0)


main()
