import FoundationEssentials
import HTTPTypes
import Shared
import SharedInfrastructure

/// Where members change the address that mail reaches them at.
struct AddressDesk: Sendable {
    let transactions: any Transactions
    let people: any People
    let changes: any AddressChanges
    let signIns: any SignIns
    let outbox: any MailOutbox
    let trail: any AuditTrail
    let mail: AccountMail

    /// Writes to both addresses. Answers a sentence when it does not: nothing that says whose an address is.
    func ask(_ person: Person, for address: EmailAddress, on device: String, at moment: Date = Date()) async throws -> String? {
        do {
            try await transactions.run { (transaction: borrowing Transaction) in
                let begun = try await changes.begin(person.id, to: address, at: moment, in: transaction)
                try await outbox.post(mail.question(to: .old, begun.oldToken, begun.change, person), in: transaction)
                let toNew =
                    if let token = begun.newToken { mail.question(to: .new, token, begun.change, person) } else { mail.known(begun.change) }
                try await outbox.post(toNew, in: transaction)
                let entry = AuditEntry(kind: .addressChangeAsked, at: moment, device: device, detail: address.description)
                try await trail.record(entry, of: person.id, in: transaction)
            }
            return nil
        } catch let error as AddressChangeError {
            switch error {
            case .unchanged, .taken: return "This is your address already."
            case .tooMany: return "You have asked for this \(AddressChange.limit) times today. Try again tomorrow."
            case .noSuchPerson: throw Problem(.unauthorized)
            }
        }
    }

    func cancel(for person: ID<Person>) async throws {
        _ = try await transactions.run { (transaction: borrowing Transaction) in try await changes.cancel(for: person, in: transaction) }
    }

    /// What who holds `token` is asked. Nil when it is nobody's, or it is too late.
    func question(_ token: SecretToken, at moment: Date = Date()) async throws -> AddressQuestion? {
        guard let (change, end) = try await changes.find(token, at: moment), let person = try await people.person(change.person) else {
            return nil
        }
        return AddressQuestion(token: token, username: person.username, change: change, end: end)
    }

    enum Outcome { case changed, waiting, over, taken }

    func confirm(_ token: SecretToken, on device: String, at moment: Date = Date()) async throws -> Outcome {
        do {
            return try await transactions.run { (transaction: borrowing Transaction) in
                guard let change = try await changes.confirm(token, at: moment, in: transaction) else { return .over }
                guard change.confirmed.count == AddressChange.End.allCases.count else { return .waiting }
                // Whoever reads the old address's mail has no way in any more, nor has what was sent there a moment ago.
                try await signIns.withdraw(mailedTo: change.old, at: moment, in: transaction)
                try await outbox.post(mail.changed(change), in: transaction)
                let entry = AuditEntry(kind: .addressChanged, at: moment, device: device, detail: change.new.description)
                try await trail.record(entry, of: change.person, in: transaction)
                return .changed
            }
        } catch AddressChangeError.taken {
            return .taken
        }
    }
}

/// What somebody is asked who opens the link in a mail.
struct AddressQuestion: Sendable {
    let token: SecretToken
    let username: Username
    let change: AddressChange
    /// Whose mail it was in.
    let end: AddressChange.End
}
