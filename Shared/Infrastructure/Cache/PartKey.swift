/// Under what a part is kept in the process.
struct PartKey: Hashable, Sendable {
    /// What it is of a page.
    enum Kind: String {
        case fragment = ""
        /// A page's own part, with places for fragments.
        case own = "own:"
        /// The same with those fragments in their places that are the same for everyone.
        case common = "common:"
        /// All of a page.
        case whole = "whole:"
    }

    let kind: Kind
    let identity: PartIdentity
    let audience: AudienceValue

    init(_ identity: PartIdentity, _ audience: AudienceValue = .everyone, kind: Kind = .fragment) {
        self.kind = kind
        self.identity = identity
        self.audience = audience
    }

    init(_ request: FragmentRequest, for visitor: Visitor) {
        self.init(request.identity, AudienceValue(request.type.audience, of: visitor))
    }

    /// Its name in Redis, for parts that `build` rendered.
    func sharedName(build: String) -> String { "rose-ash:part:\(build):\(audience):\(kind.rawValue)\(identity)" }
}

/// A fragment's origin and address, or a page's service and path. Hashed when it is made, since a page looks for the same ones at each
/// request.
struct PartIdentity: Hashable, Sendable, CustomStringConvertible {
    let description: String
    private let hashed: Int

    init(_ text: String) {
        description = text
        hashed = text.hashValue
    }

    func hash(into hasher: inout Hasher) { hasher.combine(hashed) }
    static func == (left: Self, right: Self) -> Bool { left.hashed == right.hashed && left.description == right.description }
}

extension PartIdentity: ExpressibleByStringLiteral {
    init(stringLiteral text: String) { self.init(text) }
}
