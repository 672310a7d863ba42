import FoundationEssentials
import Shared

/// Where members take back what they let other people's programs know.
struct ConsentDesk: Sendable {
    let transactions: any Transactions
    let consents: any Consents
    let trail: any AuditTrail

    /// Takes back all that `client` may, on every device, and ends what it was given by it. Nothing happens when it may nothing.
    func withdraw(from client: ClientID, of member: SignedIn, on label: String, at moment: Date = Date()) async throws {
        let person = member.session.person
        let name = try await consents.consents(of: person).first { $0.client == client }?.name
        try await transactions.run { (transaction: borrowing Transaction) in
            // What is of one of our own services is no consent: it ends with the device.
            guard ServiceName(rawValue: client.description) == nil,
                try await consents.withdraw(from: client, by: person, at: moment, in: transaction)
            else { return }
            let entry = AuditEntry(kind: .consentWithdrawn, at: moment, device: label, detail: name ?? client.description)
            try await trail.record(entry, of: person, in: transaction)
        }
    }
}
