import FoundationEssentials
import Shared

/// What signing in does to the database, and hearing of who has signed out elsewhere; and who hears of it.
struct SignInSessions: Sendable {
    let service: ServiceName
    let transactions: any Transactions
    let sessions: any Sessions
    let cache: SessionCache
    let news: SessionNews

    /// Begins a session of this service on `device`. `old`: the one that the browser had here, which ends with it. Throws ``SignInFault``.
    func begin(_ token: IDToken, replacing old: Session?, at moment: Date) async throws -> StartedSession {
        let (started, ended): (StartedSession, [ID<Session>])
        do {
            (started, ended) = try await transactions.run { (transaction: borrowing Transaction) in
                let ended =
                    if let old { try await sessions.revoke(on: old.device, at: service, in: transaction) } else { [ID<Session>]() }
                let started = try await sessions.start(
                    on: token.device, at: service, moment: moment, lifetime: Device.lifetime, in: transaction)
                guard started.session.person == token.person else { throw SignInFault.untrusted("the device is somebody else's") }
                return (started, ended)
            }
        } catch SessionError.noSuchDevice { throw SignInFault.stale("the device has ended meanwhile") }
        await news.tell(ended)
        return started
    }

    /// Ends what the authorization server says has ended. Devices that end here end in the same database for all six, so mostly there is
    /// nothing left to end, and only something to forget. Done again it ends nothing more, whichever process does it: a device that has ended
    /// does not come back, and where the person alone is named, whoever has signed in since stays.
    func end(_ token: LogoutToken, at moment: Date) async throws {
        var ending = token.device.map { [$0] } ?? []
        if token.device == nil, let person = token.person {
            let meant = try await sessions.sessions(of: person, at: moment).filter {
                $0.service == service && $0.startedAt < token.issuedAt + 1
            }
            ending = Set(meant.map(\.device)).sorted()
        }
        let devices = ending
        let ended = try await transactions.run { (transaction: borrowing Transaction) in
            var ended: [ID<Session>] = []
            for device in devices { ended += try await sessions.revoke(on: device, at: service, in: transaction) }
            return ended
        }
        cache.forget { session in token.device.map { $0 == session.device } ?? (session.person == token.person) }
        await news.tell(ended)
    }
}
