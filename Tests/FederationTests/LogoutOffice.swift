import Foundation
import Shared
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Federation

/// What a worker that tells of sign-outs works with, over a database of its own.
struct LogoutOffice {
    let database: Database
    let config: AppConfig
    private let services: Services

    static func run(_ body: (LogoutOffice) async throws -> Void) async throws {
        try await withTestDatabase(.keyed) { database in
            let config = try TestSite.config(.federation)
            try await body(LogoutOffice(database: database, config: config, services: .federation(database, config)))
        }
    }

    func register(_ name: String, logout: String) async throws {
        let client = Client(
            id: try #require(ClientID(name)), kind: .thirdParty, name: name, secretHash: nil,
            redirects: [try #require(CallbackAddress("https://\(name).example/cb"))], postLogoutRedirects: [], logoutAddress: logout)
        let clients = try services.require(\.clients)
        try await database.run { (transaction: borrowing Transaction) in
            try await clients.register(client, at: Date(), in: transaction)
        }
    }

    /// Somebody has signed out of a device.
    func queue(_ name: String) async throws {
        let (logouts, client) = (try services.require(\.logouts), try #require(ClientID(name)))
        try await database.run { (transaction: borrowing Transaction) in
            try await logouts.queue([client], of: ID(), on: ID(), at: Date(), in: transaction)
        }
    }

    func worker(limit: Duration = .seconds(10)) throws -> LogoutWorker {
        let (rings, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let issuer = Issuer(config)
        return LogoutWorker(
            logouts: try services.require(\.logouts), registry: ClientRegistry(config, try services.require(\.clients)),
            keys: KeyRing(try services.require(\.signingKeys), in: database, issuer: issuer), issuer: issuer,
            courier: LogoutCourier(config, limit: limit), logger: .silent, rings: rings, bell: bell, poll: .milliseconds(20))
    }

    /// Runs a worker while `body` looks, then stops it at once.
    func work(limit: Duration = .seconds(10), _ body: () async throws -> Void) async throws {
        let worker = try worker(limit: limit)
        let working = Task { try await worker.run() }
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
        working.cancel()
        try await working.value
        try outcome.get()
    }

    func count(_ client: String, _ status: String) async throws -> Int {
        try await database.query("select id from oauth.logout_deliveries where client_id = \(client) and status = \(status)").count
    }

    /// How often anything was tried to tell `client`.
    func attempts(_ client: String) async throws -> Int {
        let row = try await database.query(
            "select coalesce(sum(attempts), 0)::int as attempts from oauth.logout_deliveries where client_id = \(client)"
        ).first
        return try #require(row)["attempts"]
    }
}

/// A server that takes connections, and never says anything.
final class SilentServer: Sendable {
    let port: Int
    private let handle: Int32

    init() throws {
        handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let handle = handle
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                // The system takes connections in for whoever listens; nobody ever accepts one here.
                bind(handle, pointer, length) == 0 && listen(handle, 16) == 0 && getsockname(handle, pointer, &length) == 0
            }
        }
        guard isListening else { throw NeverHappened(what: "a port is free") }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit { close(handle) }
}
