import SharedHTML

extension JSONReader {
    /// Reads a number from its first character.
    mutating func number() throws -> JSON {
        let start = position
        func isDigit() -> Bool { position < bytes.count && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) }
        func digits() throws {
            guard isDigit() else { throw error("a digit should stand here") }
            while isDigit() { position += 1 }
        }
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        if isDigit(), bytes[position] == UInt8(ascii: "0") { position += 1 } else { try digits() }
        var isWhole = true
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            isWhole = false
            position += 1
            try digits()
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            isWhole = false
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let integer = Int64(text) { return .integer(integer) }
        return .real(Double(text) ?? .nan)
    }

    /// Reads a string from its quote; nil when it is not kept.
    mutating func string(isKept: Bool) throws -> String? {
        let start = position
        position += 1
        var text: [UInt8] = []
        var copied = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                defer { position += 1 }
                guard isKept else { return nil }
                guard !text.isEmpty else { return String(decoding: bytes[copied..<position], as: UTF8.self) }
                return String(decoding: text + bytes[copied..<position], as: UTF8.self)
            case UInt8(ascii: "\\"):
                if isKept { text += bytes[copied..<position] }
                let scalar = try escape()
                if isKept { text += Array(String(scalar).utf8) }
                copied = position
            default: position += 1
            }
        }
        throw error("the text that began at byte \(start) never ends")
    }

    private mutating func escape() throws -> Unicode.Scalar {
        guard position + 1 < bytes.count else { throw error("the text ends inside an escape") }
        position += 2
        switch bytes[position - 1] {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let unit = try hexadecimal()
            guard (0xD800...0xDBFF).contains(unit) else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
            let behind = position
            guard bytes[position...].starts(with: "\\u".utf8) else { return "\u{FFFD}" }
            position += 2
            let low = try hexadecimal()
            if (0xDC00...0xDFFF).contains(low) { return Unicode.Scalar(0x1_0000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}" }
            position = behind
            return "\u{FFFD}"
        default:
            position -= 1
            throw error("no escape in JSON is so")
        }
    }

    private mutating func hexadecimal() throws -> UInt32 {
        guard position + 4 <= bytes.count, let unit = UInt32(String(decoding: bytes[position..<(position + 4)], as: UTF8.self), radix: 16)
        else {
            throw error("four hexadecimal digits should stand here")
        }
        position += 4
        return unit
    }
}
