"""The journeys, a file each; importing one registers its tests."""

import importlib
import pathlib


def load():
    for file in sorted(pathlib.Path(__file__).parent.glob("journey_*.py")):
        importlib.import_module(file.stem)
    importlib.import_module("hard_to_show")
