"""Cuts the site's fonts to what its pages write: fonts.py <folder for the .woff2 files>.

Each cut is one weight of Vollkorn in two files: what English text needs, which every page loads, and the rest of the Latin letters, which a page
loads when a name has one (styles/fonts.css has the same ranges). The same input gives the same bytes.
"""

import sys
from pathlib import Path

import fontpkg_vollkorn
from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ENGLISH = "20-7E,A0,A3,A9,AB,B0,B7,BB-BE,D7,E8,E9,2013,2014,2018,2019,201C,201D,2026,20AC,2190,2192,2212"
OTHER_LATIN = "A1,A2,A4-A8,AA,AC-AF,B1-B6,B8-BA,BF-D6,D8-E7,EA-17F,1E80-1E85,1EF2,1EF3,201A,201E,2020-2022,2030,2039,203A"
CUTS = {
    "vollkorn-400": ("Vollkorn[wght].ttf", 400),
    "vollkorn-600": ("Vollkorn[wght].ttf", 600),
    "vollkorn-italic-400": ("Vollkorn-Italic[wght].ttf", 400),
}
# Its own figures are old-style; tables use the sans, whose figures are all of one width.
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "lnum"]


def cut(source: Path, weight: int, unicodes: str, target: Path) -> None:
    # Without a timestamp of its own, so that the bytes depend on the source alone.
    font = instantiateVariableFont(TTFont(source, recalcTimestamp=False), {"wght": weight})
    options = Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = FEATURES
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(unicodes))
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)


def main(folder: Path) -> None:
    sources = Path(fontpkg_vollkorn.__file__).parent / "files"
    folder.mkdir(parents=True, exist_ok=True)
    for name, (file, weight) in CUTS.items():
        cut(sources / file, weight, ENGLISH, folder / f"{name}.woff2")
        cut(sources / file, weight, OTHER_LATIN, folder / f"{name}-latin.woff2")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
