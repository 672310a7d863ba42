package import Shared

/// Markup. It is made of literals, of other markup and of escaped values, so that text from outside never becomes a tag.
///
/// Literal parts take only `StaticString`: a string made while the program runs is a *value*, and values are escaped (`& < > " '`)
/// or, as an address, checked by ``Link``. Nothing is ever interpolated into a script's code or a style; data for a script goes into
/// a data block as `\(json:)`. Attributes stand in double quotes.
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

    package var isEmpty: Bool { bytes.isEmpty }

    package static func += (left: inout HTML, right: HTML) { left.bytes.append(contentsOf: right.bytes) }
}

extension HTML: CustomStringConvertible {
    package var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension Sequence<HTML> {
    /// All of them in a row, with `separator` between each two: `names.map { "<b>\($0)</b>" }.joined(separator: ", ")`.
    package func joined(separator: HTML = HTML()) -> HTML {
        var whole = HTML()
        var first = true
        for part in self {
            if !first { whole += separator }
            whole += part
            first = false
        }
        return whole
    }
}
