import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import Shared
import SharedHTML
import SharedInfrastructure

/// Takes a logout token to a client (OpenID Connect Back-Channel Logout 1.0, section 2.5).
struct LogoutCourier: Sendable {
    private let client: HTTPClient
    private let names: NameLookup
    private let limit: Duration
    private let isProduction: Bool

    /// `limit`: how long one delivery may take, all in all.
    init(_ config: AppConfig, limit: Duration = .seconds(10), names: NameLookup = NameLookup()) {
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: Self.configuration())
        self.names = names
        self.limit = limit
        isProduction = config.isProduction
    }

    /// Why it did not arrive.
    enum Failure: Error, CustomStringConvertible {
        case status(UInt)
        case unreachable(String)
        case late(Duration)
        case notPublic(String)

        var description: String {
            switch self {
            case .status(let code): "answered \(code)"
            case .unreachable(let reason): "not reached: \(reason)"
            case .late(let limit): "not reached, or did not answer, within \(limit)"
            case .notPublic(let address): "\(address) is not an https address somewhere in the world"
            }
        }
    }

    /// It has arrived when the answer is any success: frameworks make a 204 of section 2.8's 200. A redirect is none. Throws ``Failure``.
    func post(_ token: String, to address: String, of kind: Client.Kind) async throws {
        do { try await withTimeLimit(limit) { try await deliver(token, to: address, of: kind) } } catch is TimeLimitExceeded {
            throw Failure.late(limit)
        }
    }

    private func deliver(_ token: String, to address: String, of kind: Client.Kind) async throws {
        guard kind == .thirdParty, isProduction else { return try await post(token, to: address, by: client) }
        // Other people's addresses are looked up here, and the connection goes to what was looked at: a name may answer otherwise the next time.
        guard let origin = Origin(address.split(separator: "/", maxSplits: 3).prefix(2).joined(separator: "//")), origin.scheme == "https",
            origin.port == nil
        else { throw Failure.notPublic(address) }
        let found: SocketAddress
        do { found = try await names.address(of: origin.host) } catch { throw Failure.unreachable("\(error)") }
        guard PublicAddress.isPublic(found), let number = found.ipAddress else { throw Failure.notPublic(address) }
        var configuration = Self.configuration()
        configuration.dnsOverride = [origin.host: number]
        let bound = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do { try await post(token, to: address, by: bound) } catch {
            try? await bound.shutdown()
            throw error
        }
        try? await bound.shutdown()
    }

    private func post(_ token: String, to address: String, by client: HTTPClient) async throws {
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        request.body = .bytes(ByteBuffer(string: "logout_token=\(token.percentEncoded)"))
        let status: UInt
        do {
            // The limit around it is the one that counts.
            let response = try await client.execute(request, deadline: .distantFuture)
            status = response.status.code
            // What it says is of no use; a little of it is read, so that the connection can be used again.
            _ = try? await response.body.collect(upTo: 64 * 1024)
        } catch { throw Failure.unreachable("\(error)") }
        guard (200..<300).contains(status) else { throw Failure.status(status) }
    }

    func close() async {
        try? await client.shutdown()
        names.close()
    }

    private static func configuration() -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout = .init(connect: .seconds(5), read: .seconds(10))
        return configuration
    }
}
