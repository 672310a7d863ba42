import FoundationEssentials
import Logging
import ServiceLifecycle
import Shared

/// Tells clients that somebody has signed out, again and again until they have heard it: one that was down for days catches up. Any number of
/// workers may run at once.
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

    /// How long a delivery may take, with all around it.
    private static let lease = Duration.seconds(60)
    private static let batch = 8
    /// The gaps between attempts; the last one goes on until ``patience`` is over.
    private static let gaps = [1, 5, 15, 60, 300, 900, 3600].map { Duration.seconds($0) }
    private static let patience = TimeInterval(7 * 86_400)

    func run() async throws {
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                group.addTask {
                    repeat { bell.yield() } while (try? await Task.sleep(for: poll)) != nil
                }
                for await _ in rings { await deliverDue() }
                group.cancelAll()
            }
            await courier.close()
        } onGracefulShutdown: {
            bell.finish()
        }
    }

    /// Batch after batch, until nothing is due.
    private func deliverDue() async {
        while !Task.isShuttingDownGracefully {
            let due: [LogoutDelivery]
            do { due = try await logouts.claim(limit: Self.batch, lease: Self.lease, at: Date()) } catch {
                logger.warning("who has signed out could not be looked up, and will be", metadata: ["error": "\(error)"])
                return
            }
            guard !due.isEmpty else { return }
            await withDiscardingTaskGroup { group in
                for delivery in due { group.addTask { await deliver(delivery) } }
            }
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
