import Foundation
import HTTPTypes
import Shared
import SharedInfrastructure
import SharedPostgres
import SharedServices
import Support
import Testing
@testable import Federation

/// A browser in which somebody is signed in at federation.
struct SignedInBrowser {
    let person: Person
    let device: Device
    let headers: HTTPFields
}

extension FederationSite {
    func register(_ username: String) async throws -> Person {
        let people = try services.require(\.people)
        let (name, address) = (try #require(Username(username)), try #require(EmailAddress("\(username)@example.org")))
        return try await app.resources.database.run { (transaction: borrowing Transaction) in
            try await people.register(name, name: "<\(username)> & co", email: address, in: transaction)
        }
    }

    /// Signs `person` in as having proved who they are at `moment`.
    func signIn(_ person: Person, at moment: Date = Date()) async throws -> SignedInBrowser {
        let (devices, sessions) = (try services.require(\.devices), try services.require(\.sessions))
        let (device, started) = try await app.resources.database.run { (transaction: borrowing Transaction) in
            let signIn = SignIn(person: person.id, label: "Firefox on Linux", method: .mail)
            let device = try await devices.begin(signIn, at: moment, in: transaction)
            let session = try await sessions.start(
                on: device.id, at: .federation, moment: moment, lifetime: Device.lifetime, in: transaction)
            return (device, session)
        }
        return SignedInBrowser(person: person, device: device, headers: [.cookie: "__Host-session=\(started.token.text)"])
    }

    func signIn(_ username: String, at moment: Date = Date()) async throws -> SignedInBrowser {
        try await signIn(register(username), at: moment)
    }

    /// Has who is signed in prove it anew.
    func prove(_ device: Device, at moment: Date = Date()) async throws {
        let devices = try services.require(\.devices)
        try await app.resources.database.run { (transaction: borrowing Transaction) in
            _ = try await devices.prove(device.id, by: .mail, at: moment, in: transaction)
        }
    }

    /// Has `person` leave, as account does.
    func leave(_ person: Person) async throws {
        let (database, devices) = (app.resources.database, try services.require(\.devices))
        let profiles = PostgresProfiles(devices: devices, roles: PostgresRoles(database), recording: try services.require(\.activities))
        let records = AuthorizationRecords(try services.require(\.consents))
        try await database.run { (transaction: borrowing Transaction) in
            try await profiles.prepareLeaving(person.id, in: transaction)
            try await records.erase(RecordsOwner(person: person, baskets: []), in: transaction)
            _ = try await profiles.leave(person.id, at: Date(), in: transaction)
        }
    }

    /// Signs out of the device, as any service does.
    func end(_ device: Device) async throws {
        let devices = try services.require(\.devices)
        try await app.resources.database.run { (transaction: borrowing Transaction) in
            _ = try await devices.end(device.id, of: device.person, at: Date(), in: transaction)
        }
    }
}
