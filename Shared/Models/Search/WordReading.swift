/// Reads words and phrases from a text, one character after the other.
struct WordReading {
    /// A word, or those that stood between quotes.
    struct Phrase {
        var words: [String]
        let isQuoted: Bool
    }

    private(set) var phrases: [Phrase] = []
    private(set) var all: [String] = []
    /// Whether there were more words than are looked for.
    private(set) var hasMore = false
    private var word = ""
    private var isInQuotes = false

    /// - Parameter isClosedLater: whether another quotation mark follows: one alone is nothing.
    mutating func read(_ scalar: Unicode.Scalar, isClosedLater: @autoclosure () -> Bool) {
        if Self.isPartOfWord(scalar) {
            word.unicodeScalars.append(scalar)
        } else if !Self.isNothing(scalar) {
            endWord()
            guard Self.isQuote(scalar) else { return }
            if isInQuotes {
                isInQuotes = false
            } else if isClosedLater() {
                isInQuotes = true
                phrases.append(Phrase(words: [], isQuoted: true))
            }
        }
    }

    mutating func endWord() {
        guard !word.isEmpty else { return }
        defer { word = "" }
        guard all.count < SearchWords.mostWords else { return hasMore = true }
        all.append(word.lowercased())
        if isInQuotes, let last = phrases.indices.last {
            phrases[last].words.append(word)
        } else {
            phrases.append(Phrase(words: [word], isQuoted: false))
        }
    }

    /// As PostgreSQL's `websearch_to_tsquery` reads it, to which an `or` outside of quotes says another thing.
    static func text(_ phrases: ArraySlice<Phrase>) -> String {
        phrases.compactMap { phrase in
            guard phrase.isQuoted else { return phrase.words.first.flatMap { $0.lowercased() == "or" ? nil : $0 } }
            return phrase.words.isEmpty ? nil : "\"" + phrase.words.joined(separator: " ") + "\""
        }.joined(separator: " ")
    }

    static func isQuote(_ scalar: Unicode.Scalar) -> Bool { ["\"", "“", "”", "„", "«", "»"].contains(scalar) }

    private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isAlphabetic || scalar.properties.numericType != nil { return true }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return false
        }
    }

    /// Stands inside of a word and is not part of it: soft hyphens and joiners.
    private static func isNothing(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x200B...0x200D, 0x2060: true
        default: false
        }
    }
}
