import SharedHTML

/// A document of Ghost's editor since version 5: a tree of nodes with a `type` each.
struct Lexical {
    /// Deeper nodes are left out; what Ghost writes is a few deep.
    private static let maximumDepth = 64

    /// The children of the root. Nil when `json` is no such document.
    private let nodes: [JSON]

    init?(_ json: JSON) {
        guard let root = json["root"], case .array(let nodes)? = root["children"] else { return nil }
        self.nodes = nodes
    }

    var isEmpty: Bool { nodes.isEmpty }

    func write(into markup: inout RawMarkup) {
        for node in nodes { write(node, into: &markup, depth: 0) }
    }

    private func write(_ node: JSON, into markup: inout RawMarkup, depth: Int) {
        guard depth < Self.maximumDepth else { return markup.lose("node nested more than \(Self.maximumDepth) deep", isKnown: false) }
        let children = { (markup: inout RawMarkup) in
            for child in node.list("children") { write(child, into: &markup, depth: depth + 1) }
        }
        let type = node.text("type") ?? ""
        switch type {
        case "text", "extended-text", "code-highlight", "hashtag", "emoji", "zwnj", "at-link-search", "tk":
            writeText(node, into: &markup)
        case "linebreak", "extended-linebreak": markup.tag("br")
        case "tab": markup.text("\t")
        case "link", "autolink": markup.element("a", ["href": node.text("url"), "title": node.text("title")], children)
        case "at-link": children(&markup)
        case "paragraph": markup.element("p", [:], children)
        case "heading", "extended-heading": markup.heading(heading(node), .sinceGhost4, children)
        case "quote", "extended-quote": markup.element("blockquote", [:]) { $0.element("p", [:], children) }
        case "aside": markup.element("blockquote", ["class": "kg-blockquote-alt"]) { $0.element("p", [:], children) }
        case "code": markup.element("pre", [:]) { $0.element("code", [:], children) }
        case "list": writeList(node, children, into: &markup)
        case "listitem": markup.element("li", [:], children)
        case "table": markup.element("table", [:], children)
        case "tablerow": markup.element("tr", [:], children)
        case "tablecell": markup.element((node.number("headerState") ?? 0) > 0 ? "th" : "td", [:], children)
        case "root": children(&markup)
        default:
            guard !GhostCard(type, node).write(into: &markup) else { return }
            markup.lose("unknown card “\(type.isEmpty ? "without a type" : String(type.prefix(40)))”", isKnown: false)
            if node.list("children").isEmpty { writeText(node, into: &markup) } else { children(&markup) }
        }
    }

    private func heading(_ node: JSON) -> String {
        let tag = node.text("tag") ?? "h2"
        return ["h1", "h2", "h3", "h4", "h5", "h6"].contains(tag) ? tag : "h2"
    }

    private func writeList(_ node: JSON, _ children: (inout RawMarkup) -> Void, into markup: inout RawMarkup) {
        guard node.text("listType") == "number" || node.text("tag") == "ol" else { return markup.element("ul", [:], children) }
        let start = node.number("start").flatMap { $0 == 1 ? nil : String($0) }
        markup.element("ol", ["start": start], children)
    }

    /// Formats are bits (Lexical's `TextFormatType`).
    private func writeText(_ node: JSON, into markup: inout RawMarkup) {
        guard case .string(let text)? = node["text"], !text.isEmpty else { return }
        let format = node.number("format") ?? 0
        let names = Self.formats.filter { format & $0.bit != 0 }.map(\.name)
        for name in names { markup.tag(name) }
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { markup.tag("br") }
            markup.text(String(line))
        }
        for name in names.reversed() { markup.tag("/" + name) }
    }

    private static let formats: [(bit: Int, name: String)] = [
        (1, "strong"), (2, "em"), (8, "u"), (4, "s"), (128, "mark"), (32, "sub"), (64, "sup"), (16, "code"),
    ]
}
