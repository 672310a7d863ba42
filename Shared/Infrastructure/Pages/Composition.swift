package import Shared
package import SharedHTML

/// Markup with places for fragments: what a page is made of before it is composed for one visitor.
///
/// A view writes one as it writes ``HTML``, with the same rule (literals are markup, values are escaped), and puts a fragment where it
/// stands: `"<aside>\(fragment: .init(.featuredProducts))</aside>"`. The page around it may then be kept for everyone, and the
/// fragment's bytes go in when the page is sent, never twice through an escape or a copy.
package struct Composition: Sendable, ExpressibleByStringInterpolation {
    /// A place, and what belongs there.
    struct Place: Sendable {
        /// How many bytes of the markup stand before it.
        let offset: Int
        let request: FragmentRequest
    }

    private(set) var markup: [UInt8]
    /// In the order in which they stand.
    private(set) var places: [Place]

    package init() { (markup, places) = ([], []) }
    package init(stringLiteral value: StaticString) {
        markup = value.withUTF8Buffer { Array($0) }
        places = []
    }
    package init(stringInterpolation: Interpolation) {
        markup = stringInterpolation.markup
        places = stringInterpolation.places
    }
    /// Markup without fragments.
    package init(_ html: HTML) { (markup, places) = (html.bytes, []) }
    init(markup: [UInt8], places: [Place]) { (self.markup, self.places) = (markup, places) }

    /// The fragments, in the order in which they stand.
    package var fragments: [FragmentRequest] { places.map(\.request) }

    /// The markup with every fragment's fallback in its place: what a page shows when all else is down.
    package var withFallbacks: HTML {
        var bytes: [UInt8] = []
        var start = 0
        for place in places {
            bytes += markup[start..<place.offset]
            bytes += place.request.type.fallback.bytes
            start = place.offset
        }
        return HTML(rendered: bytes + markup[start...])
    }

    package static func += (left: inout Composition, right: Composition) {
        let shift = left.markup.count
        left.markup += right.markup
        left.places += right.places.map { Place(offset: shift + $0.offset, request: $0.request) }
    }

    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var markup: [UInt8] = []
        fileprivate var places: [Place] = []

        package init(literalCapacity: Int, interpolationCount: Int) { markup.reserveCapacity(literalCapacity + interpolationCount * 64) }
        package mutating func appendLiteral(_ literal: StaticString) { literal.withUTF8Buffer { markup.append(contentsOf: $0) } }

        /// A fragment: its place.
        package mutating func appendInterpolation(fragment request: FragmentRequest) {
            places.append(Place(offset: markup.count, request: request))
        }
        /// Other compositions: a list, or `[one]` where there may be none.
        package mutating func appendInterpolation(_ list: [Composition]) {
            for composition in list { appendInterpolation(composition) }
        }
        package mutating func appendInterpolation(_ composition: Composition) {
            let shift = markup.count
            markup.append(contentsOf: composition.markup)
            for place in composition.places { places.append(Place(offset: shift + place.offset, request: place.request)) }
        }
        package mutating func appendInterpolation(_ html: HTML) { markup.append(contentsOf: html.bytes) }
        package mutating func appendInterpolation(_ html: HTML?) {
            if let html { markup.append(contentsOf: html.bytes) }
        }
        package mutating func appendInterpolation(_ list: [HTML]) {
            for html in list { markup.append(contentsOf: html.bytes) }
        }
        // What follows is escaped or checked by `HTML`'s own rule, in one place.
        package mutating func appendInterpolation(_ text: String) { appendInterpolation("\(text)" as HTML) }
        package mutating func appendInterpolation(_ number: some BinaryInteger) { appendInterpolation("\(number)" as HTML) }
        package mutating func appendInterpolation(_ money: Money) { appendInterpolation("\(money)" as HTML) }
        package mutating func appendInterpolation(_ slug: Slug) { appendInterpolation("\(slug)" as HTML) }
        package mutating func appendInterpolation<Entity>(_ id: ID<Entity>) { appendInterpolation("\(id)" as HTML) }
        package mutating func appendInterpolation(url link: Link) { appendInterpolation("\(url: link)" as HTML) }
    }
}
