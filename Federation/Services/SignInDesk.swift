import FoundationEssentials
import HTTPTypes
import Hummingbird
import Shared
import SharedInfrastructure

/// Where somebody who has proved who they are is signed in: the one place that makes federation's own sessions.
struct SignInDesk: Sendable {
    let transactions: any Transactions
    let devices: any Devices
    let sessions: any Sessions
    let trail: any AuditTrail
    /// Tells the other processes which sessions have ended.
    let announce: @Sendable ([ID<Session>]) async -> Void
    let cookies: SessionCookies
    let hint: MemberHint

    /// Signs `person` in with the browser that sent `request`, in the caller's transaction. A browser that was signed in as the same person
    /// proves anew and keeps its device; one that was signed in as another is signed out first. The session's token is always a new one.
    func signIn(
        _ person: ID<Person>, by method: SignInMethod, _ request: Request, _ context: AppContext, at moment: Date = Date(),
        in transaction: borrowing Transaction
    ) async throws -> SignedInAnew {
        let label = request.deviceLabel
        var ended: [ID<Session>] = []
        var device: Device?
        if let current = context.signedIn?.session {
            if current.person == person {
                device = try await devices.prove(current.device, by: method, at: moment, in: transaction)
                ended = try await sessions.revoke(on: current.device, at: .federation, in: transaction)
            } else {
                ended = try await devices.end(current.device, of: current.person, at: moment, in: transaction)
            }
        }
        let isKnown = device != nil
        let signIn = SignIn(person: person, label: label, method: method, baskets: context.carriedBaskets)
        let signedIn = if let device { device } else { try await devices.begin(signIn, at: moment, in: transaction) }
        let started = try await sessions.start(
            on: signedIn.id, at: .federation, moment: moment, lifetime: Device.lifetime, in: transaction)
        let entry = AuditEntry(kind: isKnown ? .provedAnew : .signedIn, at: moment, device: label, detail: method.rawValue)
        try await trail.record(entry, of: person, in: transaction)
        return SignedInAnew(device: signedIn, ended: ended, cookies: [cookies.setting(started.token, for: Device.lifetime), hint.setting])
    }
}

/// Somebody was signed in.
struct SignedInAnew: Sendable {
    let device: Device
    /// Sessions that ended for it; to be announced once the transaction is done.
    let ended: [ID<Session>]
    /// What the browser is to keep.
    let cookies: [HTTPField]
}
