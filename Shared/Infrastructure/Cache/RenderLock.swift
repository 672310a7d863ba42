import NIOCore
import SharedRedis

/// Sees to it that one process at a time renders a part. It saves work and is no more than that: when Redis loses it, two render.
struct RenderLock: Sendable {
    private let name: String
    private let token: ByteBuffer
    private let redis: RedisClient

    /// Takes the lock of the part called `name` in Redis for at most `duration`; nil when another process has it.
    static func take(_ name: String, for duration: Duration, on redis: RedisClient) async throws -> RenderLock? {
        let lock = RenderLock(name: "rose-ash:lock:" + name, token: ByteBuffer(integer: UInt64.random(in: .min ... .max)), redis: redis)
        return try await redis.set(lock.name, lock.token, expires: duration, onlyIfAbsent: true) ? lock : nil
    }

    /// Gives it back, if it is still ours.
    func giveBack() async { _ = try? await redis.delete(name, ifValueIs: token) }
}
