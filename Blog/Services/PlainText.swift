import Shared

/// The text of markup that was sanitised: what excerpts and search are made of.
struct PlainText {
    let text: String

    /// The sanitiser's output is well formed, and `<` stands in it for nothing but tags.
    init(of html: SanitizedHTML) {
        var text = ""
        var rest = html.markup[...]
        while let tag = rest.firstIndex(of: "<") {
            text += rest[..<tag]
            guard let end = rest[tag...].firstIndex(of: ">") else { break }
            if !text.hasSuffix(" ") { text += " " }
            rest = rest[rest.index(after: end)...]
        }
        text += rest
        for (reference, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
            text = text.replacing(reference, with: character)
        }
        self.text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
