import SharedHTML

/// Reads JSON (RFC 8259) and says where it is none. It forgives what does no harm: a byte order mark, control characters in strings, and
/// broken UTF-8 and halves of surrogate pairs, which become U+FFFD. It keeps only what a shape asks for.
struct JSONReader {
    /// Deeper texts are refused, so that none exhausts the stack.
    static let maximumDepth = 256

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var depth = 0

    /// The value that `bytes` write. Throws ``JSONError``. Where the text has another kind of value than `shape` says, the answer has
    /// null.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, keeping shape: JSONShape = .whole) throws -> JSON {
        var reader = JSONReader(bytes: bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
        let value = try reader.value(shape)
        reader.skipSpace()
        guard reader.position == bytes.count else { throw reader.error("the value is over, and something follows it") }
        return value
    }

    static func read(_ text: String, keeping shape: JSONShape = .whole) throws -> JSON {
        var text = text
        return try text.withUTF8 { try read($0, keeping: shape) }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Reads a value; nil for `shape` reads over it.
    private mutating func value(_ shape: JSONShape?) throws -> JSON {
        skipSpace()
        guard position < bytes.count else { throw error("the text ends where a value should begin") }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try nested { try $0.object(shape) }
        case UInt8(ascii: "["): return try nested { try $0.list(shape) }
        case UInt8(ascii: "\""):
            let text = try string(isKept: shape?.isWhole ?? false)
            return text.map(JSON.string) ?? .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return shape?.isWhole ?? false
                ? try number()
                : try {
                    _ = try number(); return .null
                }()
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: throw error("no value begins so")
        }
    }

    private mutating func nested(_ read: (inout JSONReader) throws -> JSON) throws -> JSON {
        guard depth < Self.maximumDepth else { throw error("it is nested more than \(Self.maximumDepth) deep") }
        depth += 1
        defer { depth -= 1 }
        return try read(&self)
    }

    private mutating func object(_ shape: JSONShape?) throws -> JSON {
        let start = position
        position += 1
        var members: [JSON.Member] = []
        guard !take("}") else { return shape == nil ? .null : .object([]) }
        repeat {
            skipSpace()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                throw error(
                    position < bytes.count ? "a name in quotes should stand here" : "the object that began at byte \(start) never ends")
            }
            let name = try string(isKept: shape != nil) ?? ""
            guard take(":") else { throw error("a colon should stand behind the name “\(name)”") }
            let wanted: JSONShape? =
                switch shape {
                case .whole: .whole
                case .members(let members): members[name]
                case .elements, nil: nil
                }
            let value = try value(wanted)
            if wanted != nil { members.append(JSON.Member(name, value)) }
        } while take(",")
        guard take("}") else { throw error(ended("object", since: start)) }
        guard case .elements = shape else { return shape == nil ? .null : .object(members) }
        return .null
    }

    private mutating func list(_ shape: JSONShape?) throws -> JSON {
        let start = position
        position += 1
        let wanted: JSONShape? =
            switch shape {
            case .whole: .whole
            case .elements(let element): element
            case .members, nil: nil
            }
        var elements: [JSON] = []
        guard !take("]") else { return wanted == nil ? .null : .array([]) }
        repeat {
            let element = try value(wanted)
            if wanted != nil { elements.append(element) }
        } while take(",")
        guard take("]") else { throw error(ended("list", since: start)) }
        return wanted == nil ? .null : .array(elements)
    }

    private func ended(_ what: String, since start: Int) -> String {
        position < bytes.count
            ? "a comma or the end of the \(what) should stand here" : "the \(what) that began at byte \(start) never ends"
    }

    /// Goes over blanks and then `mark`, if it stands there.
    private mutating func take(_ mark: Unicode.Scalar) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: mark) else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) { position += 1 }
    }

    private mutating func word(_ word: String, _ value: JSON) throws -> JSON {
        guard bytes[position...].starts(with: word.utf8) else { throw error("no value begins so") }
        position += word.utf8.count
        return value
    }

    private mutating func number() throws -> JSON {
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
    private mutating func string(isKept: Bool) throws -> String? {
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

    private func error(_ reason: String) -> JSONError {
        let before = bytes[..<min(position, bytes.count)]
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let column = before.count - (before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0) + 1
        return JSONError(offset: position, line: line, column: column, reason: reason)
    }
}

extension JSONShape {
    fileprivate var isWhole: Bool {
        guard case .whole = self else { return false }
        return true
    }
}
