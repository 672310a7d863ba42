import FoundationEssentials
import HTTPTypes
import Hummingbird
import Shared
import SharedInfrastructure

/// Where somebody who has proved who they are is signed in, and out again: the one place that makes and ends federation's own sessions.
struct SignInDesk: Sendable {
    let transactions: any Transactions
    let devices: any Devices
    let sessions: any Sessions
    let trail: any AuditTrail
    /// Tells the other processes which sessions have ended.
    let announce: @Sendable ([ID<Session>]) async -> Void
    let cookies: SessionCookies
    let hint: MemberHint
    let baskets: any MemberBaskets
    let visitors: VisitorCookies

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
        let baskets = (context.visitor.basket.map { [$0] } ?? []) + context.strayBaskets
        let signIn = SignIn(person: person, label: label, method: method, baskets: baskets)
        let signedIn = if let device { device } else { try await devices.begin(signIn, at: moment, in: transaction) }
        let started = try await sessions.start(
            on: signedIn.id, at: .federation, moment: moment, lifetime: Device.lifetime, in: transaction)
        let entry = AuditEntry(kind: isKnown ? .provedAnew : .signedIn, at: moment, device: label, detail: method.rawValue)
        try await trail.record(entry, of: person, in: transaction)
        return SignedInAnew(device: signedIn, ended: ended, cookies: [cookies.setting(started.token, for: Device.lifetime), hint.setting])
    }

    /// Signs `session`'s member out of this browser, at every service; `everywhere`: of all their browsers. What the browser still carries of
    /// baskets stays with them, so that it is left with none. Answers what it is to keep or forget.
    func signOut(
        _ session: Session, everywhere: Bool = false, _ request: Request, _ context: AppContext, at moment: Date = Date()
    ) async throws -> [HTTPField] {
        let (label, carried) = (request.deviceLabel, context.carriedBaskets)
        let ended = try await transactions.run { (transaction: borrowing Transaction) in
            let ended =
                everywhere
                ? try await devices.endAll(of: session.person, except: nil, at: moment, in: transaction)
                : try await devices.end(session.device, of: session.person, at: moment, in: transaction)
            if !ended.isEmpty {
                let entry = AuditEntry(kind: .signedOut, at: moment, device: label, detail: everywhere ? "everywhere" : "")
                try await trail.record(entry, of: session.person, in: transaction)
            }
            _ = try await baskets.adopt(Set(carried), by: session.person, in: transaction)
            return ended
        }
        await announce(ended)
        return [cookies.clearing, hint.clearing] + carried.map { visitors.clearing($0) }
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
