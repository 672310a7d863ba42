package import Shared

extension HTML {
    /// What may be written between `\(` and `)` in markup, and how each is made safe there.
    package struct Interpolation: StringInterpolationProtocol {
        private(set) var bytes: [UInt8] = []

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

        /// Text, escaped for an element's content and for an attribute in quotes.
        package mutating func appendInterpolation(_ text: String) { escape(text, into: &bytes) }
        package mutating func appendInterpolation(_ number: some BinaryInteger) { bytes.append(contentsOf: String(number).utf8) }
        package mutating func appendInterpolation(_ money: Money) { escape(money.description, into: &bytes) }
        package mutating func appendInterpolation(_ slug: Slug) { bytes.append(contentsOf: slug.value.utf8) }
        package mutating func appendInterpolation<Entity>(_ id: ID<Entity>) { bytes.append(contentsOf: id.description.utf8) }

        /// An address: the whole value of `href`, `src`, `action` and their like.
        package mutating func appendInterpolation(url link: Link) { escape(link.value, into: &bytes) }

        /// The content of a data block: `<script type="application/ld+json">\(json: value)</script>`. Not for attributes: there write
        /// `\(value.description)`, which is escaped as text.
        package mutating func appendInterpolation(json value: JSON) { value.write(into: &bytes) }

        /// A whole attribute with the blank before it, or nothing when there is no value: `<a\(attribute: "aria-current", page)>`.
        package mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            open(name)
            escape(value, into: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }

        /// A whole attribute that is an address, or nothing when there is none: `<video\(attribute: "poster", url: still)>`.
        package mutating func appendInterpolation(attribute name: StaticString, url link: Link?) {
            guard let link else { return }
            open(name)
            escape(link.value, into: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }

        /// A boolean attribute with the blank before it, when it holds: `<input type="checkbox"\(attribute: "checked", if: agreed)>`.
        package mutating func appendInterpolation(attribute name: StaticString, if holds: Bool) {
            guard holds else { return }
            bytes.append(UInt8(ascii: " "))
            appendLiteral(name)
        }

        private mutating func open(_ name: StaticString) {
            bytes.append(UInt8(ascii: " "))
            appendLiteral(name)
            bytes.append(contentsOf: "=\"".utf8)
        }
    }
}
