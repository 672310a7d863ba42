import SharedHTML

/// A document of Ghost's editor in versions 1 to 4: Mobiledoc 0.3, whose sections refer to lists of markups, atoms and cards by number.
struct Mobiledoc {
    private let sections: [[JSON]]
    /// A name, and pairs of attributes: `["a", ["href", "…"]]`.
    private let markups: [[JSON]]
    /// A name, a text, and what it holds.
    private let atoms: [[JSON]]
    /// A name, and what it holds.
    private let cards: [[JSON]]
    private let anchors: GhostAnchors

    /// Nil when `json` is no such document.
    init?(_ json: JSON) {
        guard case .array(let sections)? = json["sections"], json["version"] != nil else { return nil }
        self.sections = sections.map(\.elements)
        markups = json.list("markups").map(\.elements)
        atoms = json.list("atoms").map(\.elements)
        cards = json.list("cards").map(\.elements)
        anchors = json["ghostVersion"] == nil ? .mobiledoc : .sinceGhost4
    }

    /// Whether there is nothing, or only the one empty paragraph of a new post.
    var isEmpty: Bool {
        sections.allSatisfy { $0.first == .integer(1) && ($0.count < 3 || $0[2].elements.allSatisfy { Self.text(of: $0.elements) == "" }) }
    }

    func write(into markup: inout RawMarkup) {
        for section in sections {
            switch section.first {
            case .integer(1) where section.count >= 3: writeText(section[1], section[2].elements, into: &markup)
            case .integer(2) where section.count >= 2:
                if case .string(let source) = section[1] { markup.element("figure") { $0.tag("img", ["src": source]) } }
            case .integer(3) where section.count >= 3: writeList(section[1], section[2].elements, into: &markup)
            case .integer(10) where section.count >= 2: writeCard(section[1], into: &markup)
            default: markup.lose("section that Mobiledoc does not know", isKnown: false)
            }
        }
    }

    private func writeText(_ tag: JSON, _ markers: [JSON], into markup: inout RawMarkup) {
        let content = { (markup: inout RawMarkup) in writeMarkers(markers, into: &markup) }
        guard case .string(let name) = tag else { return markup.element("p", [:], content) }
        switch name.lowercased() {
        case "h1", "h2", "h3", "h4", "h5", "h6": markup.heading(name.lowercased(), anchors, content)
        case "blockquote", "pull-quote": markup.element("blockquote") { $0.element("p", [:], content) }
        case "aside": markup.element("blockquote", ["class": "kg-blockquote-alt"]) { $0.element("p", [:], content) }
        default: markup.element("p", [:], content)
        }
    }

    private func writeList(_ tag: JSON, _ items: [JSON], into markup: inout RawMarkup) {
        markup.element(tag == .string("ol") ? "ol" : "ul") { list in
            for item in items { list.element("li") { writeMarkers(item.elements, into: &$0) } }
        }
    }

    private func writeCard(_ index: JSON, into markup: inout RawMarkup) {
        guard case .integer(let number) = index, let card = cards[at: number], case .string(let name)? = card.first else {
            return markup.lose("card that is not in the document", isKnown: false)
        }
        guard !GhostCard(name, card.count > 1 ? card[1] : .null).write(into: &markup) else { return }
        markup.lose("unknown card “\(name.prefix(40))”", isKnown: false)
    }

    /// A marker is its kind, the markups that it opens, how many it closes behind it, and a text or the number of an atom.
    private func writeMarkers(_ markers: [JSON], into markup: inout RawMarkup) {
        var open: [String] = []
        for marker in markers.map(\.elements) where marker.count >= 4 {
            for case .integer(let number) in marker[1].elements {
                guard let found = markups[at: number], case .string(let name)? = found.first else { continue }
                let attributes = found.count > 1 ? found[1].elements : []
                let href = attributes.firstIndex(of: .string("href")).flatMap { attributes[at: Int64($0 + 1)] }
                if case .string(let address)? = href { markup.tag(name, ["href": address]) } else { markup.tag(name) }
                open.append(name)
            }
            if marker[0] == .integer(1) { writeAtom(marker[3], into: &markup) } else { markup.text(Self.text(of: marker)) }
            guard case .integer(let closed) = marker[2] else { continue }
            for _ in 0..<min(max(0, Int(closed)), open.count) { markup.tag("/" + open.removeLast()) }
        }
        for name in open.reversed() { markup.tag("/" + name) }
    }

    private func writeAtom(_ index: JSON, into markup: inout RawMarkup) {
        guard case .integer(let number) = index, let atom = atoms[at: number], case .string(let name)? = atom.first else {
            return markup.lose("atom that is not in the document", isKnown: false)
        }
        if name == "soft-return" { return markup.tag("br") }
        if case .string(let text)? = atom[at: 1] { markup.text(text) }
        markup.lose("unknown atom “\(name.prefix(40))”", isKnown: false)
    }

    private static func text(of marker: [JSON]) -> String {
        guard marker.count >= 4, marker[0] == .integer(0), case .string(let text) = marker[3] else { return "" }
        return text
    }
}

extension Array {
    /// The element at `index`; nil beyond the ends.
    fileprivate subscript(at index: Int64) -> Element? {
        index >= 0 && index < Int64(count) ? self[Int(index)] : nil
    }
}
