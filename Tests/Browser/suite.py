"""What a browser test is: a function whose name is a sentence, run once for each way of looking at the site that it asks for."""

import itertools
import os
import re

WIDTHS = (390, 1440)
SCHEMES = ("light", "dark")
SCRIPTS = (True, False)


class Way:
    """A way of looking: how wide, light or dark, with or without scripts."""

    def __init__(self, width=1440, scheme="light", scripts=True):
        self.width, self.scheme, self.scripts = width, scheme, scripts

    @property
    def height(self):
        return 844 if self.width < 700 else 900

    def __str__(self):
        return f"{self.width}, {self.scheme}{'' if self.scripts else ', without scripts'}"


def ways(widths=WIDTHS, schemes=SCHEMES, scripts=SCRIPTS):
    return [Way(*way) for way in itertools.product(widths, schemes, scripts)]


# Each width with each scheme and with and without scripts, but not each with each; BROWSER_MATRIX=full has all eight.
EVERYWHERE = ways() if os.environ.get("BROWSER_MATRIX") == "full" else [
    Way(390, "light", True), Way(390, "dark", False), Way(1440, "dark", True), Way(1440, "light", False)]
WITH_SCRIPTS = [Way(390, "dark", True), Way(1440, "light", True)]
BOTH_WIDTHS = [Way(390, "light", True), Way(1440, "dark", True)]

TESTS = []


class Test:
    """One function, one way."""

    def __init__(self, name, function, way, own_site, alone=False):
        self.name, self.function, self.way, self.own_site, self.alone = name, function, way, own_site, alone

    @property
    def slug(self):
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")[:120]


def test(in_ways, own_site=False, alone=False):
    """Registers a function of a Visit. `own_site`: it needs rows that only the site which make browser starts for itself has. `alone`: while it runs, the
    site is not as others need it."""

    def register(function):
        sentence = function.__name__.replace("__", ", ").replace("_", " ")
        for way in in_ways:
            TESTS.append(Test(f"{sentence} ({way})", function, way, own_site, alone))
        return function

    return register


class Unlike(AssertionError):
    """What a test found to be otherwise than it should be."""


def expect(truth, otherwise):
    """Ends the test with the sentence unless it is so."""
    if not truth:
        raise Unlike(otherwise)


def expect_none(found, otherwise):
    """Ends the test with the sentence and what was found, unless that is nothing."""
    found = list(found)
    if found:
        more = f"\n… and {len(found) - 12} more" if len(found) > 12 else ""
        raise Unlike(otherwise + ":\n" + "\n".join(str(one) for one in found[:12]) + more)
