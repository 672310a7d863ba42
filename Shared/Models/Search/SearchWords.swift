/// What somebody looks for, read from whatever they typed: words are made of letters and digits, and all else stands between them, so that
/// no text is wrong.
package struct SearchWords: Sendable, Codable, Hashable {
    /// As it was typed, on one line, without what turns a line around: what a form shows again.
    package let typed: String
    /// The words that must be there whole; those that stood in quotes, in quotes and side by side: `scar "oat rolls"`.
    package let whole: String
    /// What the last word begins with, since whoever types may not have ended it; nil when it is in quotes or too short.
    package let beginning: String?
    /// All of them in small letters, in their order.
    package let all: [String]
    /// Whether something was left out: there were more than 8 words, or more than 100 characters.
    package let isShortened: Bool

    /// Nothing is looked for.
    package var isEmpty: Bool { all.isEmpty }
    /// The longest word, which is the rarest more often than not; empty when there is none.
    package var longest: String { all.max { $0.unicodeScalars.count < $1.unicodeScalars.count } ?? "" }

    /// Characters, as Unicode counts scalars.
    package static let longestText = 100
    package static let mostWords = 8

    package init(_ text: String) {
        let line = Self.line(text)
        // What is cut may end with a blank, and would be another text when it is read again.
        var kept = line.prefix(Self.longestText)
        if kept.last == " " { kept.removeLast() }
        var reading = WordReading()
        for (place, scalar) in kept.enumerated() { reading.read(scalar, isClosedLater: Self.closes(kept.dropFirst(place + 1))) }
        reading.endWord()
        typed = String(String.UnicodeScalarView(kept))
        all = reading.all
        isShortened = kept.count < line.count || reading.hasMore
        let last = reading.phrases.last
        if let last, !last.isQuoted, let word = last.words.last, Self.isBeginning(word) {
            beginning = word
            whole = WordReading.text(reading.phrases.dropLast())
        } else {
            beginning = nil
            whole = WordReading.text(reading.phrases[...])
        }
    }

    /// `text` with one blank for each run of blanks and of what is not seen, and none at its ends.
    private static func line(_ text: String) -> [Unicode.Scalar] {
        var line: [Unicode.Scalar] = []
        // Of a text of a megabyte, the beginning is enough to know that it is too long.
        for scalar in text.unicodeScalars.prefix(10 * longestText) {
            if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
                if line.last != " ", !line.isEmpty { line.append(" ") }
            } else if !isUnseen(scalar) {
                line.append(scalar)
            }
        }
        if line.last == " " { line.removeLast() }
        return line
    }

    /// What changes the direction of text (U+202A to U+202E, U+2066 to U+2069), and what no character is.
    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFD: true
        default: scalar.properties.generalCategory == .unassigned || scalar.properties.generalCategory == .privateUse
        }
    }

    /// Two letters begin something in nearly everything that was ever written; in scripts other than ours two may be much of a word.
    private static func isBeginning(_ word: String) -> Bool {
        word.unicodeScalars.count > (word.unicodeScalars.allSatisfy(\.isASCII) ? 2 : 1)
    }

    private static func closes(_ rest: ArraySlice<Unicode.Scalar>) -> Bool { rest.contains(where: WordReading.isQuote) }
}
