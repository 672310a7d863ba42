import Hummingbird
import ServiceLifecycle
package import Shared
package import SharedRedis

/// Hears which sessions were ended, by any service, and has this process forget them.
struct SessionRevocations: Service {
    static let channel = "sessions:ended"
    let subscriber: RedisSubscriber
    let cache: SessionCache

    func run() async {
        for await event in subscriber.subscribe(to: [Self.channel]).cancelOnGracefulShutdown() {
            switch event {
            case .message(_, let payload):
                cache.forget(Set(String(buffer: payload).split(separator: " ").compactMap { ID<Session>($0) }))
            case .connected, .reconnected: cache.forgetAll()
            }
        }
    }
}

extension RedisClient {
    /// Tells every process that `sessions` have ended. Called after the transaction that ended them.
    package func announce(ended sessions: [ID<Session>]) async throws {
        guard !sessions.isEmpty else { return }
        try await publish(SessionRevocations.channel, ByteBuffer(string: sessions.map(\.description).joined(separator: " ")))
    }
}
