import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import Shared
import SharedHTML
import SharedInfrastructure

/// Takes a logout token to a client (OpenID Connect Back-Channel Logout 1.0, section 2.5).
struct LogoutCourier: Sendable {
    private static let limit = TimeAmount.seconds(10)

    private let client: HTTPClient
    private let isProduction: Bool

    init(_ config: AppConfig) {
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: Self.configuration())
        isProduction = config.isProduction
    }

    /// Why it did not arrive.
    enum Failure: Error, CustomStringConvertible {
        case status(UInt)
        case unreachable(String)
        case notPublic(String)

        var description: String {
            switch self {
            case .status(let code): "answered \(code)"
            case .unreachable(let reason): "not reached: \(reason)"
            case .notPublic(let address): "\(address) is not an https address somewhere in the world"
            }
        }
    }

    /// Throws ``Failure``.
    func post(_ token: String, to address: String, of kind: Client.Kind) async throws {
        guard kind == .thirdParty, isProduction else { return try await post(token, to: address, by: client) }
        // Other people's addresses are looked up here, and the connection goes to what was looked at: a name may answer otherwise the next time.
        guard let origin = Origin(address.split(separator: "/", maxSplits: 3).prefix(2).joined(separator: "//")), origin.scheme == "https",
            origin.port == nil
        else { throw Failure.notPublic(address) }
        let found: SocketAddress
        do {
            found = try await NIOThreadPool.singleton.runIfActive { try SocketAddress.makeAddressResolvingHost(origin.host, port: 443) }
        } catch { throw Failure.unreachable("\(error)") }
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
            let response = try await client.execute(request, deadline: .now() + Self.limit)
            status = response.status.code
            // What it says is of no use; a little of it is read, so that the connection can be used again.
            _ = try? await response.body.collect(upTo: 64 * 1024)
        } catch { throw Failure.unreachable("\(error)") }
        guard (200..<300).contains(status) else { throw Failure.status(status) }
    }

    func close() async { try? await client.shutdown() }

    private static func configuration() -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout = .init(connect: .seconds(5), read: .seconds(10))
        return configuration
    }
}
