"""What the bench prints: a table a row of Bench/README.md, and the bars that were met."""

import statistics

_bars = []


def say(text):
    print(f"    {text}", flush=True)


def title(row, text):
    print(f"\n==> {row}: {text}", flush=True)


def number(value):
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.3f}"


def table(heads, lines):
    cells = [heads] + [[cell if isinstance(cell, str) else number(cell) for cell in line] for line in lines]
    widths = [max(len(line[i]) for line in cells) for i in range(len(heads))]
    for index, line in enumerate(cells):
        print("    " + "  ".join(cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(line, widths))))
        if index == 0:
            print("    " + "  ".join("-" * width for width in widths))
    print(flush=True)


def rounds_table(unit, measured, p99=None):
    """`measured`: a list of figures, one a round, for each contender. Answers the median of each."""
    count = max(len(figures) for figures in measured.values())
    heads = [unit] + [f"round {i + 1}" for i in range(count)] + ["median", "spread"] + (["p99 ms"] if p99 else [])
    lines = []
    for name, figures in measured.items():
        median = statistics.median(figures)
        spread = f"{(max(figures) - min(figures)) / median * 100:.0f}%"
        lines.append([name, *figures, median, spread] + ([statistics.median(p99[name]) if p99.get(name) else "-"] if p99 else []))
    table(heads, lines)
    return {name: statistics.median(figures) for name, figures in measured.items()}


def ratio(measured, ours, theirs):
    """The median of the ratios of each round: what both met at nearly the same moment."""
    return statistics.median(a / b for a, b in zip(measured[ours], measured[theirs]))


def at_least(row, what, figure, bar, unit=""):
    _bar(row, what, figure, f"≥ {number(bar) if bar >= 100 else bar}{unit}", figure >= bar, unit)


def at_most(row, what, figure, bar, unit=""):
    _bar(row, what, figure, f"≤ {number(bar) if bar >= 100 else bar}{unit}", figure <= bar, unit)


def _bar(row, what, figure, bar, met, unit):
    shown = f"{figure:,.0f}" if figure >= 100 else f"{figure:.2f}"
    _bars.append([row, what, shown + unit, bar, "met" if met else "MISSED"])


def summary():
    title("Summary", f"{sum(bar[-1] == 'met' for bar in _bars)} of {len(_bars)} bars met")
    table(["row", "what", "figure", "bar", ""], _bars)
