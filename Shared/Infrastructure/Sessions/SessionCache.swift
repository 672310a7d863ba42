import FoundationEssentials
package import Shared
import SharedServices
import Synchronization

/// Who the tokens of session cookies are, asked of the database at most every half minute each.
///
/// When the database fails, an answer of up to five minutes ago still counts: somebody stays who they are for a while, and nobody ever
/// becomes somebody else. A revocation is heard through Redis at once, and without Redis takes as long as an answer lives.
package final class SessionCache: Sendable {
    private struct Entry {
        let answer: SignedIn?
        let at: ContinuousClock.Instant
    }
    private struct State {
        var entries: RecentEntries<[UInt8], Entry>
        /// Counts revocations, so that an answer that was asked for before one is not kept after it.
        var revocations = 0
    }

    private let sessions: any Sessions
    private let freshness: Duration
    private let staleness: Duration
    private let state: Mutex<State>

    /// - Parameter limit: tokens that are remembered at most.
    package init(
        _ sessions: any Sessions, freshness: Duration = .seconds(30), staleness: Duration = .seconds(300), limit: Int = 10_000
    ) {
        self.sessions = sessions
        self.freshness = freshness
        self.staleness = staleness
        state = Mutex(State(entries: RecentEntries(limit: limit)))
    }

    /// Whose session `token` is; nil when it is nobody's. Throws what the database throws, when there is no answer that still counts.
    package func find(_ token: SecretToken) async throws -> SignedIn? {
        let (key, now) = (token.hash, ContinuousClock.now)
        let (known, revocations) = state.withLock { ($0.entries.find(key), $0.revocations) }
        if let known, known.at + freshness > now { return Self.living(known.answer) }
        do {
            let answer = try await sessions.find(token, at: Date())
            state.withLock { state in
                guard state.revocations == revocations else { return }
                state.entries.insert(Entry(answer: answer, at: now), for: key)
            }
            return answer
        } catch {
            guard let known, known.at + staleness > now, !(error is CancellationError) else { throw error }
            return Self.living(known.answer)
        }
    }

    /// Forgets sessions that have ended.
    package func forget(_ ended: Set<ID<Session>>) {
        if !ended.isEmpty { forget { ended.contains($0.id) } }
    }

    /// Forgets all of which `isEnded` says so.
    func forget(where isEnded: (Session) -> Bool) {
        state.withLock { state in
            state.revocations += 1
            state.entries.removeAll { entry in entry.answer.map { isEnded($0.session) } ?? false }
        }
    }

    /// Forgets everybody: what was revoked in the meantime is not known.
    package func forgetAll() {
        state.withLock { state in
            state.revocations += 1
            state.entries.removeAll { _ in true }
        }
    }

    private static func living(_ answer: SignedIn?) -> SignedIn? {
        answer.flatMap { $0.session.expiresAt > Date() ? $0 : nil }
    }
}
