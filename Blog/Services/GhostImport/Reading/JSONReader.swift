import SharedHTML

/// Reads JSON (RFC 8259) and says where it is none. It forgives what does no harm: a byte order mark, control characters in strings, and
/// broken UTF-8 and halves of surrogate pairs, which become U+FFFD. It keeps only what a shape asks for.
struct JSONReader {
    /// Deeper texts are refused, so that none exhausts the stack.
    static let maximumDepth = 256

    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0
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

    func error(_ reason: String) -> JSONError {
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
