import FoundationEssentials
import Logging
import ServiceLifecycle
import Shared
import Synchronization

/// Tells clients that somebody has signed out, again and again until they have heard it: one that was down for days catches up. Whatever a client
/// answers that is no success is tried again, 400 as well: that is also what it answers when signing out failed (OpenID Connect Back-Channel Logout
/// 1.0, section 2.8), and to sign out twice is to sign out once. Any number of workers may run at once.
struct LogoutWorker: Service {
    let logouts: any Logouts
    let registry: ClientRegistry
    let keys: KeyRing
    let issuer: Issuer
    let courier: LogoutCourier
    let logger: Logger
    let rings: AsyncStream<Void>
    let bell: AsyncStream<Void>.Continuation
    var poll = Duration.seconds(5)

    /// How many deliveries are under way at once; of one client it is one, so that no client holds up another.
    private static let most = 16
    /// How long a delivery may take, with all around it.
    private static let lease = Duration.seconds(60)
    /// The gaps between attempts; the last one goes on until ``patience`` is over.
    private static let gaps = [1, 5, 15, 60, 300, 900, 3600].map { Duration.seconds($0) }
    private static let patience = TimeInterval(7 * 86_400)

    func run() async throws {
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { clock in
                clock.addTask {
                    repeat { bell.yield() } while (try? await Task.sleep(for: poll)) != nil
                }
                await deliverDue()
                clock.cancelAll()
            }
            await courier.close()
        } onGracefulShutdown: {
            bell.finish()
        }
    }

    /// At each ring, which each delivery's end is too. What is under way when it is to stop is waited for.
    private func deliverDue() async {
        let busy = Busy()
        await withDiscardingTaskGroup { deliveries in
            for await _ in rings {
                for delivery in await claim(besides: busy.clients) {
                    busy.insert(delivery.client)
                    deliveries.addTask {
                        await deliver(delivery)
                        busy.remove(delivery.client)
                        bell.yield()
                    }
                }
            }
        }
    }

    private func claim(besides busy: Set<ClientID>) async -> [LogoutDelivery] {
        guard busy.count < Self.most else { return [] }
        do { return try await logouts.claim(limit: Self.most - busy.count, besides: busy, lease: Self.lease, at: Date()) } catch {
            logger.warning("who has signed out could not be looked up, and will be", metadata: ["error": "\(error)"])
            return []
        }
    }

    private func deliver(_ delivery: LogoutDelivery) async {
        do {
            guard let client = try await registry.client(delivery.client), let address = client.logoutAddress else {
                return try await logouts.abandon(delivery.id, because: "the client is no more, or does not listen any more", at: Date())
            }
            do {
                try await courier.post(token(for: delivery), to: address, of: client.kind)
                try await logouts.finish(delivery.id, at: Date())
            } catch let error as LogoutCourier.Failure {
                let reason = "\(error)"
                guard Date().timeIntervalSince(delivery.queuedAt) < Self.patience else {
                    logger.warning(
                        "a client was not told of a sign-out", metadata: ["client": "\(delivery.client)", "error": "\(reason)"])
                    return try await logouts.abandon(delivery.id, because: reason, at: Date())
                }
                try await logouts.postpone(delivery.id, by: Self.gap(after: delivery.attempt, client.kind), because: reason, at: Date())
            }
        } catch {
            // Its lease runs out, and it is due again.
            logger.warning("a client could not be told of a sign-out, and will be", metadata: ["error": "\(error)"])
        }
    }

    /// Made now, since it lives for two minutes at most.
    private func token(for delivery: LogoutDelivery) async throws -> String {
        let now = Int(Date().timeIntervalSince1970)
        return try await keys.sign(
            LogoutClaims(
                issuer: issuer.description, audience: delivery.client.description, subject: delivery.person.description,
                session: delivery.device.description, issuedAt: now, expiresAt: now + LogoutClaims.lifetime, id: SecretToken().text,
                events: LogoutClaims.event))
    }

    /// Our own services are asked every minute, which costs nothing; jitter of up to a tenth keeps many from coming back at once.
    static func gap(after attempt: Int, _ kind: Client.Kind) -> Duration {
        let gap = gaps[min(max(attempt, 1), gaps.count) - 1]
        let limited = kind == .ours ? min(gap, .seconds(60)) : gap
        return limited + limited * Double.random(in: 0...0.1)
    }
}

/// The clients that are being told something.
private final class Busy: Sendable {
    private let names = Mutex<Set<ClientID>>([])

    var clients: Set<ClientID> { names.withLock { $0 } }
    func insert(_ client: ClientID) { names.withLock { _ = $0.insert(client) } }
    func remove(_ client: ClientID) { names.withLock { _ = $0.remove(client) } }
}
