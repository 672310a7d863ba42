package import Shared

/// Markup. It is made of literals, of other markup and of escaped values, so that text from outside never becomes a tag.
///
/// Literal parts take only `StaticString`: a string made while the program runs is a *value*, and values are escaped (`& < > " '`)
/// or, as an address, checked by ``Link``. Nothing is ever interpolated into a script or a style.
package struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// UTF-8.
    package private(set) var bytes: [UInt8]

    package init() { bytes = [] }
    package init(stringLiteral value: StaticString) { bytes = value.withUTF8Buffer { Array($0) } }
    package init(stringInterpolation: Interpolation) { bytes = stringInterpolation.bytes }

    /// Markup that the sanitiser has made safe.
    package init(_ sanitized: SanitizedHTML) { bytes = Array(sanitized.markup.utf8) }

    /// The bytes of markup that this platform rendered before: a cache entry, or a fragment of another service whose signature held.
    package init(rendered bytes: [UInt8]) { self.bytes = bytes }

    package static func += (left: inout HTML, right: HTML) { left.bytes.append(contentsOf: right.bytes) }

    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var bytes: [UInt8] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 32)
        }
        package mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }
        package mutating func appendInterpolation(_ html: HTML) { bytes.append(contentsOf: html.bytes) }
        package mutating func appendInterpolation(_ html: HTML?) {
            if let html { bytes.append(contentsOf: html.bytes) }
        }
        package mutating func appendInterpolation(_ list: [HTML]) {
            for html in list { bytes.append(contentsOf: html.bytes) }
        }
        package mutating func appendInterpolation(_ text: String) { escape(text, into: &bytes) }
        package mutating func appendInterpolation(_ number: some BinaryInteger) { bytes.append(contentsOf: String(number).utf8) }
        package mutating func appendInterpolation(_ money: Money) { escape(money.description, into: &bytes) }
        package mutating func appendInterpolation(_ slug: Slug) { bytes.append(contentsOf: slug.value.utf8) }
        package mutating func appendInterpolation<Entity>(_ id: ID<Entity>) { bytes.append(contentsOf: id.description.utf8) }
        /// An address: the value of `href`, `src`, `action` and their like.
        package mutating func appendInterpolation(url link: Link) { escape(link.value, into: &bytes) }
    }
}

extension HTML: CustomStringConvertible {
    package var description: String { String(decoding: bytes, as: UTF8.self) }
}

/// Writes `text` so that it is text in an element and in a quoted attribute.
func escape(_ text: String, into bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { source in
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
}
