package import FoundationEssentials

/// Somebody being signed in to one service on one device, until it ends, is revoked or runs out.
package struct Session: Sendable, Codable, Equatable {
    package let id: ID<Session>
    package let person: ID<Person>
    package let service: ServiceName
    /// Where they signed in; when that ends, so do its sessions.
    package let device: ID<Device>
    package let startedAt: Date
    package let expiresAt: Date

    package init(id: ID<Session>, person: ID<Person>, service: ServiceName, device: ID<Device>, startedAt: Date, expiresAt: Date) {
        self.id = id
        self.person = person
        self.service = service
        self.device = device
        self.startedAt = startedAt
        self.expiresAt = expiresAt
    }
}
