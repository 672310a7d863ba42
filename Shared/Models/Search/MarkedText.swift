/// Plain text in which the words that were looked for are marked.
package struct MarkedText: Sendable, Codable, Hashable {
    package let parts: [Part]

    package struct Part: Sendable, Codable, Hashable {
        package let text: String
        package let isMarked: Bool

        package init(_ text: String, isMarked: Bool = false) {
            self.text = text
            self.isMarked = isMarked
        }
    }

    package init(parts: [Part]) { self.parts = parts }

    /// Reads a text that has ``begin`` before each word that is to be marked, and ``end`` after it. Marks that do not pair are no marks.
    package init(_ text: String) {
        var parts: [Part] = []
        var current = String.UnicodeScalarView()
        var isMarked = false
        for scalar in text.unicodeScalars {
            guard scalar == Self.begin || scalar == Self.end else {
                current.append(scalar)
                continue
            }
            if !current.isEmpty { parts.append(Part(String(current), isMarked: isMarked && scalar == Self.end)) }
            current = String.UnicodeScalarView()
            isMarked = scalar == Self.begin
        }
        if !current.isEmpty { parts.append(Part(String(current))) }
        self.parts = parts
    }

    /// Private characters (Unicode, 23.5): no text of people has them.
    package static let begin: Unicode.Scalar = "\u{E000}"
    package static let end: Unicode.Scalar = "\u{E001}"

    package var isEmpty: Bool { parts.isEmpty }
    package var hasMarks: Bool { parts.contains(where: \.isMarked) }
    /// Without its marks.
    package var plain: String { parts.map(\.text).joined() }
}
