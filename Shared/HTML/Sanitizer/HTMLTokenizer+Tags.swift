extension HTMLTokenizer {
    /// Reads a tag from the first letter of its name (sections 13.2.5.8 and 13.2.5.32 to 13.2.5.40). Nil when the end comes first: then
    /// nothing of it is told. Afterwards ``content`` is data again.
    mutating func readTag(isEnd: Bool) -> HTMLToken? {
        let name = readName { $0.isSpace || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ">") }
        var attributes: [HTMLToken.Attribute] = []
        while true {
            skipSpace()
            switch byte(at: position) {
            case nil: return nil
            case UInt8(ascii: ">"):
                position += 1
                return tag(name, attributes, isEnd: isEnd, isSelfClosing: false)
            case UInt8(ascii: "/"):
                position += 1
                if byte(at: position) == UInt8(ascii: ">") {
                    position += 1
                    return tag(name, attributes, isEnd: isEnd, isSelfClosing: true)
                }
            case .some:
                let attribute = readAttribute()
                if attributes.count < Self.maximumAttributes, !attributes.contains(where: { $0.name == attribute.name }) {
                    attributes.append(attribute)
                }
            }
        }
    }

    private mutating func tag(_ name: String, _ attributes: [HTMLToken.Attribute], isEnd: Bool, isSelfClosing: Bool) -> HTMLToken {
        content = .data
        return isEnd ? .end(name) : .start(.init(name: name, attributes: attributes, isSelfClosing: isSelfClosing))
    }

    /// Reads a name and the value behind it, if there is one. A name may begin with `=`.
    private mutating func readAttribute() -> HTMLToken.Attribute {
        var isFirst = true
        let name = readName { byte in
            defer { isFirst = false }
            return byte.isSpace || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
                || (byte == UInt8(ascii: "=") && !isFirst)
        }
        skipSpace()
        guard byte(at: position) == UInt8(ascii: "=") else { return .init(name: name, value: "") }
        position += 1
        skipSpace()
        return .init(name: name, value: readValue())
    }

    private mutating func readValue() -> String {
        let quote = byte(at: position).flatMap { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") ? $0 : nil }
        if quote != nil { position += 1 }
        var value: [UInt8] = []
        while let byte = byte(at: position) {
            if let quote {
                if byte == quote {
                    position += 1
                    break
                }
            } else if byte.isSpace || byte == UInt8(ascii: ">") {
                break
            }
            switch byte {
            case UInt8(ascii: "&"):
                readReference(into: &value, inAttribute: true)
                continue
            case 0: value.append(contentsOf: "\u{FFFD}".utf8)
            default: value.append(byte)
            }
            position += 1
        }
        return String(decoding: value, as: UTF8.self)
    }

    /// Reads up to the first byte that `ends` the name, or the end; in lower case.
    private mutating func readName(until ends: (UInt8) -> Bool) -> String {
        let start = position
        while let byte = byte(at: position), !ends(byte) { position += 1 }
        let bytes = replacingNulls(source[start..<position])
        return String(decoding: bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    private mutating func skipSpace() {
        while let byte = byte(at: position), byte.isSpace { position += 1 }
    }
}
