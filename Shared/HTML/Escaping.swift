/// Writes `text` so that it is text in an element and in a quoted attribute.
func escape(_ text: String, into bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { escape($0, into: &bytes) }
}

/// Writes UTF-8 so that it is text in an element and in a quoted attribute.
func escape(_ source: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
    var start = 0
    for index in 0..<source.count {
        let reference: StaticString
        switch source[index] {
        case UInt8(ascii: "&"): reference = "&amp;"
        case UInt8(ascii: "<"): reference = "&lt;"
        case UInt8(ascii: ">"): reference = "&gt;"
        case UInt8(ascii: "\""): reference = "&quot;"
        case UInt8(ascii: "'"): reference = "&#39;"
        default: continue
        }
        if index > start { bytes.append(contentsOf: source[start..<index]) }
        reference.withUTF8Buffer { bytes.append(contentsOf: $0) }
        start = index + 1
    }
    if start < source.count { bytes.append(contentsOf: source[start...]) }
}

/// Writes UTF-8 so that it is text in an element. Not for attributes: quotes stay.
func escapeText(_ source: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
    for byte in source {
        switch byte {
        case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
        case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
        case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
        default: bytes.append(byte)
        }
    }
}
