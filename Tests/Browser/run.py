"""make browser [FILTER=…]: runs the tests in as many browsers as there are cores, a line each. Run by Deploy/local/browser.sh."""

import itertools
import multiprocessing
import os
import re
import shutil
import sys
import time
import traceback

import site_under_test as site
import suite
import visit as visits

import hard_to_show
import journeys
import pages

FILTER = os.environ.get("FILTER", "")
_browser = _playwright = None


def tests():
    """Every test, in an order that is the same in each process."""
    journeys.load()
    return suite.TESTS + pages.tests() + hard_to_show.tests()


def begin():
    global _browser, _playwright
    from playwright.sync_api import sync_playwright
    _playwright = sync_playwright().start()
    _browser = visits.launch(_playwright)


def run(test):
    """(name, passed, seconds, what went wrong)."""
    global _browser
    since = time.monotonic()
    if not _browser.is_connected():
        _browser = visits.launch(_playwright)
    visit = None
    try:
        visit = visits.Visit(_browser, test.way)
        visit.playwright = _playwright
        test.function(visit)
        visit.no_problems()
        return test.name, True, time.monotonic() - since, ""
    except Exception as error:
        said = str(error).split("Call log:")[0].strip() or repr(error)
        where = next((f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in reversed(traceback.extract_tb(error.__traceback__))
                      if "/Tests/Browser/" in frame.filename and not frame.filename.endswith(("suite.py", "run.py", "visit.py"))), "")
        kept = visit.keep_evidence(test.slug) if visit else "the browser did not open"
        return test.name, False, time.monotonic() - since, f"{said}\n{where}\n{kept}"
    finally:
        if visit:
            try:
                visit.close()
            except Exception:  # noqa: a browser that has gone is started again by the next test
                pass


_tests = None


def run_numbered(number):
    global _tests
    if _tests is None:
        _tests = tests()
        begin()
    return run(_tests[number])


def main():
    shutil.rmtree(visits.EVIDENCE, ignore_errors=True)
    began = time.monotonic()
    pages.prepare()
    if site.OWN:
        hard_to_show.load()
    every = tests()
    chosen = [number for number, test in enumerate(every) if re.search(FILTER, test.name, re.IGNORECASE)]
    skipped = [number for number in chosen if every[number].own_site and not site.OWN]
    chosen = [number for number in chosen if number not in skipped]
    if not chosen:
        sys.exit(f"\nFAILED: No test's name matches FILTER='{FILTER}'.")
    failed = []
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        together = [number for number in chosen if not every[number].alone]
        alone = [number for number in chosen if every[number].alone]
        for name, passed, seconds, wrong in itertools.chain(
                pool.imap_unordered(run_numbered, together), (pool.apply(run_numbered, (number,)) for number in alone)):
            print(f"{'ok  ' if passed else 'FAIL'}  {name}  {seconds:.1f} s", flush=True)
            if not passed:
                failed.append(name)
                print("\n".join("          " + line for line in wrong.splitlines() if line.strip()), flush=True)
    if failed:
        print("\nFailed:\n" + "\n".join(f"    {name}" for name in failed))
    if skipped:
        print(f"    {len(skipped)} need a site of their own: SITE=own make browser")
    print(f"    In {time.monotonic() - began:.0f} s.")
    print(f"\nBrowser: {len(chosen) - len(failed)} passed, {len(failed)} failed{f', {len(skipped)} skipped' if skipped else ''}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
