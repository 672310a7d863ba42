extension HTMLTokenizer {
    /// Reads what begins with `&`: a character reference, whose characters are added to `text`, or else no more than what surely is none
    /// (section 13.2.5.72 to 80).
    mutating func readReference(into text: inout [UInt8], inAttribute: Bool) {
        if byte(at: position + 1) == UInt8(ascii: "#") { return readNumber(into: &text) }
        var end = position + 1
        while let byte = byte(at: end), byte.isLetter || byte.isDigit, end - position <= NamedCharacters.maximumLength { end += 1 }
        let name = source[(position + 1)..<end]
        if byte(at: end) == UInt8(ascii: ";"), let found = NamedCharacters.find(name) {
            text.append(contentsOf: found.utf8)
            position = end + 1
            return
        }
        // `&copy` and a hundred others of HTML's first years need no semicolon; the longest counts: `&notit` is `¬it`.
        for length in stride(from: min(name.count, NamedCharacters.maximumBareLength), to: 1, by: -1) {
            guard let found = NamedCharacters.find(name.prefix(length), isBare: true) else { continue }
            let after = position + 1 + length
            if inAttribute, let next = byte(at: after), next == UInt8(ascii: "=") || next.isLetter || next.isDigit { break }
            text.append(contentsOf: found.utf8)
            position = after
            return
        }
        text.append(contentsOf: source[position..<end])
        position = end
    }

    /// Reads what begins with `&#`.
    private mutating func readNumber(into text: inout [UInt8]) {
        let isHexadecimal = byte(at: position + 2).map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
        let start = position + (isHexadecimal ? 3 : 2)
        var end = start
        var value: UInt32 = 0
        while let digit = byte(at: end).flatMap({ self.value(of: $0, isHexadecimal: isHexadecimal) }) {
            value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x11_0000)
            end += 1
        }
        guard end > start else {
            text.append(contentsOf: source[position..<start])
            position = start
            return
        }
        text.append(contentsOf: String(Self.scalar(for: value)).utf8)
        position = byte(at: end) == UInt8(ascii: ";") ? end + 1 : end
    }

    private func value(of digit: UInt8, isHexadecimal: Bool) -> UInt32? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f") where isHexadecimal: UInt32(digit - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F") where isHexadecimal: UInt32(digit - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// What a number stands for: U+FFFD for none, and Windows-1252's characters for the numbers that C1 controls have.
    private static func scalar(for value: UInt32) -> Unicode.Scalar {
        if (0x80...0x9F).contains(value) { return windows1252[Int(value) - 0x80] }
        guard value != 0, let scalar = Unicode.Scalar(value) else { return "\u{FFFD}" }
        return scalar
    }

    private static let windows1252: [Unicode.Scalar] = [
        "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8D}", "Ž", "\u{8F}",
        "\u{90}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{9D}", "ž", "Ÿ",
    ]

}
