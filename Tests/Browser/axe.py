"""axe-core over a page: WCAG 2.0, 2.1 and 2.2, levels A and AA."""

import pathlib

import axe_playwright_python

SOURCE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RUN = """async (colours) => {
    const found = await axe.run(document, {
        // Of a page that was looked at already, what its colours may break.
        ...(colours ? { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } } : {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
            // Off unless asked for, since it is 2.2's.
            rules: { "target-size": { enabled: true } },
        }),
        resultTypes: ["violations"],
    });
    return found.violations.flatMap((v) => v.nodes.map((n) => {
        const facts = [...n.any, ...n.all].map((check) => check.message).slice(0, 1).join("; ");
        return `${v.id}: ${n.target.join(" ")}: ${facts || v.help}`;
    }));
}"""


def violations(page, colours=False):
    """A line for each element that breaks a rule; with `colours`, only of the rules that light and dark may answer differently."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SOURCE)
    return page.evaluate(RUN, colours)
