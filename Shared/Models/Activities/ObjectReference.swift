package import FoundationEssentials

/// An object of any domain, by kind and id.
package struct ObjectReference: Sendable, Codable, Hashable {
    package let kind: Kind
    package let id: UUID

    /// The kinds of objects that have versions and activities. A kind is never renamed.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case post, tag, author, menu, market, producer, product, calendar, entry, person, device, basket
    }

    package init(kind: Kind, id: UUID) {
        self.kind = kind
        self.id = id
    }

    package static func post(_ id: ID<Post>) -> Self { Self(kind: .post, id: id.uuid) }
    package static func tag(_ id: ID<Tag>) -> Self { Self(kind: .tag, id: id.uuid) }
    package static func author(_ id: ID<Author>) -> Self { Self(kind: .author, id: id.uuid) }
    package static func menu(_ id: ID<Menu>) -> Self { Self(kind: .menu, id: id.uuid) }
    package static func market(_ id: ID<Market>) -> Self { Self(kind: .market, id: id.uuid) }
    package static func producer(_ id: ID<Producer>) -> Self { Self(kind: .producer, id: id.uuid) }
    package static func product(_ id: ID<Product>) -> Self { Self(kind: .product, id: id.uuid) }
    package static func calendar(_ id: ID<EventCalendar>) -> Self { Self(kind: .calendar, id: id.uuid) }
    package static func entry(_ id: ID<Entry>) -> Self { Self(kind: .entry, id: id.uuid) }
    package static func person(_ id: ID<Person>) -> Self { Self(kind: .person, id: id.uuid) }
    package static func device(_ id: ID<Device>) -> Self { Self(kind: .device, id: id.uuid) }
    package static func basket(_ id: ID<Basket>) -> Self { Self(kind: .basket, id: id.uuid) }
}

extension ObjectReference: CustomStringConvertible {
    /// `post:0199…`.
    package var description: String { "\(kind.rawValue):\(id.uuidString.lowercased())" }
}
