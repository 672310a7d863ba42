import Shared
import SharedHTML

/// One fragment that a page asks for.
package struct FragmentRequest: Sendable {
    package let type: FragmentType
    /// The path and query at which its origin answers: `/internal/fragments/link-card?post=…`.
    package let address: String
    /// Its origin and its address: with the audience's value, the name under which it is cached.
    let identity: PartIdentity

    /// - Parameter parameters: in the order in which they stand in the address; always write one kind of request in one order.
    package init(_ type: FragmentType, _ parameters: KeyValuePairs<String, String> = [:]) {
        var address = Self.path(of: type.name)
        for (index, item) in parameters.enumerated() {
            address += index == 0 ? "?" : "&"
            address += item.key.percentEncoded + "=" + item.value.percentEncoded
        }
        self.init(type, address: address)
    }

    /// A request that was written down before: in a page's cached composition.
    init(_ type: FragmentType, address: String) {
        self.type = type
        self.address = address
        identity = PartIdentity(type.origin.rawValue + address)
    }

    static func path(of name: String) -> String { "/internal/fragments/" + name }
}

extension FragmentRequest: Hashable {
    package static func == (left: Self, right: Self) -> Bool { left.identity == right.identity }
    package func hash(into hasher: inout Hasher) { hasher.combine(identity) }
}
