/// What somebody types who reads their mail elsewhere: eight characters of which none is taken for another, and which make no words.
package struct SignInCode: Sendable, Hashable {
    package static let length = 8
    /// No 0 and O, 1 and I and L, 2 and Z, 5 and S, 8 and B; no other vowels; no U beside V. 23 letters and digits: 36 bits in a code.
    package static let alphabet = Array("CDFGHJKMNPQRTVWXY234679".utf8)
    /// In capitals, in one piece.
    package let letters: String

    /// The code of that number, modulo how many there are.
    package init(number: UInt64) {
        var rest = number
        let letters = (0..<Self.length).map { _ in
            let letter = Self.alphabet[Int(rest % UInt64(Self.alphabet.count))]
            rest /= UInt64(Self.alphabet.count)
            return letter
        }
        self.letters = String(decoding: letters, as: UTF8.self)
    }

    /// As a person types it: capitals or not, with blanks, hyphens and dots anywhere. Nil for what cannot be one.
    package init?(_ text: some StringProtocol) {
        let typed = text.uppercased().unicodeScalars.filter { !$0.properties.isWhitespace && !"-–—.".unicodeScalars.contains($0) }
        let letters = String(String.UnicodeScalarView(typed))
        guard letters.utf8.count == Self.length, letters.utf8.allSatisfy(Self.alphabet.contains) else { return nil }
        self.letters = letters
    }

    /// As it is shown: `CDFG-234H`.
    package var text: String { "\(letters.prefix(Self.length / 2))-\(letters.suffix(Self.length / 2))" }
}

extension SignInCode: CustomStringConvertible, CustomReflectable {
    /// Shows nothing, so that no log does by accident.
    package var description: String { "SignInCode(secret)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
