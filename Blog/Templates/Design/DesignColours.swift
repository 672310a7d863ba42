import SharedHTML

/// The colours by what they are for; they turn with the reader's light or dark.
struct DesignColours {
    private struct Swatch {
        let name: String
        let use: String
        let cssClass: StaticString
    }

    private let swatches = [
        Swatch(name: "paper", use: "the ground", cssClass: "is-paper"),
        Swatch(name: "paper-raised", use: "fields, menus", cssClass: "is-paper-raised"),
        Swatch(name: "paper-sunk", use: "footer, behind pictures", cssClass: "is-paper-sunk"),
        Swatch(name: "ink", use: "text", cssClass: "is-ink"),
        Swatch(name: "ash", use: "quiet text", cssClass: "is-ash"),
        Swatch(name: "line", use: "hairlines", cssClass: "is-line"),
        Swatch(name: "rose", use: "what acts", cssClass: "is-rose"),
        Swatch(name: "rose-wash", use: "what is wrong", cssClass: "is-rose-wash"),
        Swatch(name: "leaf", use: "in season, open, paid", cssClass: "is-leaf"),
        Swatch(name: "leaf-wash", use: "what went well", cssClass: "is-leaf-wash"),
        Swatch(name: "honey", use: "what waits; a calendar", cssClass: "is-honey"),
        Swatch(name: "slate", use: "a calendar", cssClass: "is-slate"),
    ]

    var body: HTML {
        "<ul class=\"swatches\">\(swatches.map { "<li><span class=\"swatch \(HTML(stringLiteral: $0.cssClass))\"></span><code>\($0.name)</code> <small>\($0.use)</small></li>" })</ul>"
    }
}
