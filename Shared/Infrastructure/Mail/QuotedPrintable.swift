import FoundationEssentials

/// Quoted-printable (RFC 2045, section 6.7).
enum QuotedPrintable {
    private static let longestLine = 76

    /// `text` in lines that end in CRLF, whatever its own end in. A line never begins with a dot or with `From `, which some servers take
    /// for something else, nor ends in a blank, which some take away.
    static func encode(_ text: String) -> [UInt8] {
        var encoded: [UInt8] = []
        for line in lines(of: text) {
            encode(line, into: &encoded)
            encoded += "\r\n".utf8
        }
        return encoded
    }

    static func escaped(_ byte: UInt8) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        return String(decoding: [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]], as: UTF8.self)
    }

    private static func encode(_ line: String, into encoded: inout [UInt8]) {
        var start = encoded.count
        let scalars = Array(line.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let isLast = index == scalars.count - 1
            var piece = piece(scalar, isLast: isLast)
            // Room for the "=" that says that the line goes on, unless it does not.
            if encoded.count - start + piece.count > longestLine - (isLast ? 0 : 1) {
                encoded += "=\r\n".utf8
                start = encoded.count
            }
            let isFirst = encoded.count == start
            if isFirst, scalar == "." || scalar == "F" && scalars[index...].starts(with: "From ".unicodeScalars) {
                piece = Array(escaped(UInt8(ascii: scalar)).utf8)
            }
            encoded += piece
        }
    }

    /// One character, never to be torn apart.
    private static func piece(_ scalar: Unicode.Scalar, isLast: Bool) -> [UInt8] {
        scalar.utf8.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"): isLast ? Array(escaped(byte).utf8) : [byte]
            case UInt8(ascii: "="): Array(escaped(byte).utf8)
            case 33...126: [byte]
            default: Array(escaped(byte).utf8)
            }
        }
    }

    /// Without their ends; the last is left out when it is empty.
    private static func lines(of text: String) -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where previous == "\r": break
            case "\r", "\n":
                lines.append(String(line))
                line = String.UnicodeScalarView()
            default: line.append(scalar)
            }
            previous = scalar
        }
        return line.isEmpty ? lines : lines + [String(line)]
    }
}

enum Base64 {
    static func text(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
