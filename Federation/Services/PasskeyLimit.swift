import HTTPTypes
import Hummingbird
import Shared
import SharedInfrastructure

/// How often the scripts of a network ask within a minute to sign somebody in with a passkey: each counts, whatever comes of it, for each costs us work
/// and an answer a row. A page of ours asks once when it is opened, every four minutes after, and twice for somebody who signs in.
struct PasskeyLimit: Sendable {
    private let proxies: [AddressRange]
    private let networks: RateLimit<ClientNetwork>
    private let widerNetworks: RateLimit<ClientNetwork>

    /// Three times as often within a minute as sign-ins by mail within an hour: thirty people at once, or 240 pages that stand open.
    init(_ config: AppConfig) {
        let limit = (config.issuer?.signIns ?? SignInLimits()).perNetwork * 3
        proxies = config.trustedProxies
        networks = RateLimit(limit)
        widerNetworks = RateLimit(limit * 5)
    }

    /// Counts a request. Throws a 429 for one too many, which scripts show as it is.
    func admit(_ request: Request, _ context: AppContext) throws {
        let network = ClientNetwork(of: request, context, trusting: proxies)
        let waits = [networks.wait(of: network), widerNetworks.wait(of: network.wider)].compactMap { $0 }
        if let wait = waits.max() {
            throw Problem(
                .tooManyRequests, title: "Many have just signed in from your network.",
                advice: "Try again in a minute, or sign in with a link by mail; nothing is lost.",
                headers: [.retryAfter: String(wait.components.seconds + 1)])
        }
        networks.count(network)
        widerNetworks.count(network.wider)
    }
}
