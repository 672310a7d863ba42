import SharedHTML

/// Markup in the making that nobody has looked at yet: it becomes part of a page only by way of the sanitiser.
struct RawMarkup {
    private(set) var html = ""
    /// What could not be carried over, by name: cards that are not known, or that make sense only in Ghost.
    private(set) var lost: Set<String> = []
    /// Whether what Ghost itself made of the same text is surely better: something in it is not known here, or only roughly.
    private(set) var isRough = false

    init(_ html: String = "") { self.html = html }

    /// Text, which stays text.
    mutating func text(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            default: html.unicodeScalars.append(scalar)
            }
        }
    }

    /// Markup from the export.
    mutating func raw(_ markup: String) { html += markup }

    /// An element with what `content` writes into it. Attributes without a value are left out.
    mutating func element(
        _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ content: (inout RawMarkup) throws -> Void
    ) rethrows {
        tag(name, attributes)
        try content(&self)
        html += "</\(name)>"
    }

    /// A heading with the id by which the text itself leads to it.
    mutating func heading(_ name: String, _ anchors: GhostAnchors, _ content: (inout RawMarkup) -> Void) {
        let length = html.utf8.count
        content(&self)
        let begin = html.utf8.index(html.startIndex, offsetBy: length)
        let inside = String(html[begin...])
        html.removeSubrange(begin...)
        let text = HTMLSanitizer(policy: .prose).sanitize(inside).plainText
        element(name, ["id": anchors.id(of: text)]) { $0.raw(inside) }
    }

    /// A tag with nothing in it.
    mutating func tag(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:]) {
        html += "<\(name)"
        for (attribute, value) in attributes {
            guard let value else { continue }
            html += " \(attribute)=\""
            text(value)
            html += "\""
        }
        html += ">"
    }

    /// - Parameter isKnown: whether it was left out on purpose.
    mutating func lose(_ name: String, isKnown: Bool = true) {
        lost.insert(name)
        if !isKnown { isRough = true }
    }

    /// Markup that was made of Markdown.
    mutating func rough(_ markup: String) {
        html += markup
        isRough = true
    }
}
