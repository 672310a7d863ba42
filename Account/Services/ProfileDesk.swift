import FoundationEssentials
import Shared

/// Where members change what they are called.
struct ProfileDesk: Sendable {
    let transactions: any Transactions
    let profiles: any Profiles
    let sessions: any Sessions
    let trail: any AuditTrail
    /// Called with the sessions that show another name now.
    let tell: @Sendable ([ID<Session>]) async -> Void

    /// - Parameter device: what the browser in hand calls itself.
    func rename(_ member: SignedIn, to name: String, on device: String, at moment: Date = Date()) async throws {
        let person = member.session.person
        let change = try await transactions.run { (transaction: borrowing Transaction) in
            let change = try await profiles.rename(person, to: name, in: transaction)
            if change == .updated {
                let entry = AuditEntry(kind: .profileChanged, at: moment, device: device, detail: name)
                try await trail.record(entry, of: person, in: transaction)
            }
            return change
        }
        if change == .updated { await tell(try await sessions.sessions(of: person, at: moment).map(\.id)) }
    }
}
