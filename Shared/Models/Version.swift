/// How often an object has changed: 1 when it is made, one more with each change. It names one state of the object, so it goes into
/// cache validators, and an editor sends back the one that was edited.
package struct Version: Sendable, Hashable, Codable, Comparable {
    package let number: Int

    package static let first = Version(1)
    package init(_ number: Int) { self.number = number }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

extension Version: CustomStringConvertible {
    package var description: String { String(number) }

    package init(from decoder: any Decoder) throws { try self.init(decoder.singleValueContainer().decode(Int.self)) }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }
}
