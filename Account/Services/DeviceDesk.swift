import FoundationEssentials
import Shared

/// Where members sign out devices that they do not have in hand.
struct DeviceDesk: Sendable {
    let transactions: any Transactions
    let devices: any Devices
    let trail: any AuditTrail
    /// Called with the sessions that have ended.
    let tell: @Sendable ([ID<Session>]) async -> Void

    /// Signs `device` out, at every service. Nothing happens when it is not `member`'s, or has ended.
    func end(_ device: ID<Device>, of member: SignedIn, on label: String, at moment: Date = Date()) async throws {
        let person = member.session.person
        guard let ending = try await devices.device(device, at: moment), ending.person == person else { return }
        let ended = try await transactions.run { (transaction: borrowing Transaction) in
            let ended = try await devices.end(device, of: person, at: moment, in: transaction)
            let entry = AuditEntry(kind: .deviceEnded, at: moment, device: label, detail: ending.label)
            try await trail.record(entry, of: person, in: transaction)
            return ended
        }
        await tell(ended)
    }

    /// Signs out all devices but the one in hand.
    func endOthers(of member: SignedIn, on label: String, at moment: Date = Date()) async throws {
        let (person, here) = (member.session.person, member.session.device)
        let others = try await devices.devices(of: person, at: moment).filter { $0.id != here }
        guard !others.isEmpty else { return }
        let ended = try await transactions.run { (transaction: borrowing Transaction) in
            let ended = try await devices.endAll(of: person, except: here, at: moment, in: transaction)
            for other in others {
                let entry = AuditEntry(kind: .deviceEnded, at: moment, device: label, detail: other.label)
                try await trail.record(entry, of: person, in: transaction)
            }
            return ended
        }
        await tell(ended)
    }
}
