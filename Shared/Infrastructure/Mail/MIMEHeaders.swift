import Shared

/// Header fields, folded (RFC 5322, section 2.2.3). A value can neither end its line nor begin another field: control characters are
/// blanks.
struct MIMEHeaders {
    private(set) var bytes: [UInt8] = []
    private static let longestLine = 78

    /// What people read: encoded (RFC 2047) unless it is plain ASCII that needs no more than folding.
    mutating func add(_ name: String, text: String) {
        let text = text.inOneLine
        let isPlain = text.isPrintableASCII && !text.contains("=?") && text.split(separator: " ").allSatisfy { $0.utf8.count <= 60 }
        fold(name, isPlain ? text.split(separator: " ").map(String.init) : EncodedWord.words(of: text))
    }

    /// A mailbox: a name, which people read, and an address.
    mutating func add(_ name: String, _ person: String?, _ address: EmailAddress) {
        guard let person = person?.inOneLine, !person.isEmpty else { return fold(name, [address.description]) }
        fold(name, Self.phrase(person) + ["<\(address)>"])
    }

    /// What programs read: printable ASCII, of words with blanks between them.
    mutating func add(_ name: String, words: String) {
        fold(name, words.inOneLine.split(separator: " ").map(String.init))
    }

    /// A name as words, as a quoted string, or encoded (RFC 5322, section 3.2.5).
    private static func phrase(_ text: String) -> [String] {
        guard text.isPrintableASCII, !text.contains("=?"), text.split(separator: " ").allSatisfy({ $0.utf8.count <= 60 }) else {
            return EncodedWord.words(of: text)
        }
        let isAtoms = text.utf8.allSatisfy { $0 == 32 || EncodedWord.isPlain($0) }
        let phrase = isAtoms ? text : "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
        return phrase.split(separator: " ").map(String.init)
    }

    private mutating func fold(_ name: String, _ words: [String]) {
        // Not before the first word: some readers take a field whose first line is empty for one that says a blank more, or nothing.
        var line = name + ":" + (words.first.map { " \($0)" } ?? "")
        for word in words.dropFirst() {
            if line.utf8.count + 1 + word.utf8.count > Self.longestLine {
                bytes += "\(line)\r\n".utf8
                line = ""
            }
            line += " \(word)"
        }
        bytes += "\(line)\r\n".utf8
    }
}

/// Text of any language in a header (RFC 2047): as words of at most 60 bytes, each of whole characters.
enum EncodedWord {
    private static let longest = 60 - "=?utf-8?q?".utf8.count - "?=".utf8.count

    /// In the coding that is shorter for the whole: Q for what is mostly ASCII, B for the rest.
    static func words(of text: String) -> [String] {
        let inQ = text.utf8.reduce(0) { $0 + (isPlain($1) || $1 == 32 ? 1 : 3) }
        let isQ = inQ <= text.utf8.count * 4 / 3
        var words: [String] = []
        var piece: [UInt8] = []
        for scalar in text.unicodeScalars {
            if length(piece + scalar.utf8, isQ: isQ) > longest {
                words.append(word(piece, isQ: isQ))
                piece = []
            }
            piece += scalar.utf8
        }
        return piece.isEmpty ? words : words + [word(piece, isQ: isQ)]
    }

    /// What stands for itself anywhere, even in a name (RFC 2047, section 5, rule 3).
    static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "!*+-/".utf8.contains(byte)
        }
    }

    private static func length(_ bytes: [UInt8], isQ: Bool) -> Int {
        isQ ? bytes.reduce(0) { $0 + (isPlain($1) || $1 == 32 ? 1 : 3) } : (bytes.count + 2) / 3 * 4
    }

    private static func word(_ bytes: [UInt8], isQ: Bool) -> String {
        guard isQ else { return "=?utf-8?b?\(Base64.text(bytes))?=" }
        let text = bytes.map { $0 == 32 ? "_" : isPlain($0) ? String(UnicodeScalar($0)) : QuotedPrintable.escaped($0) }.joined()
        return "=?utf-8?q?\(text)?="
    }
}

extension String {
    fileprivate var isPrintableASCII: Bool { utf8.allSatisfy { (32...126).contains($0) } }
}
