import FoundationEssentials
import Shared

/// Where members leave: all that is kept of them goes, in one transaction (decision records 0039 and 0043).
struct LeavingDesk: Sendable {
    let transactions: any Transactions
    let devices: any Devices
    let profiles: any Profiles
    let records: [any PersonalRecords]
    let outbox: any MailOutbox
    let mail: AccountMail
    /// Called with the sessions that have ended.
    let tell: @Sendable ([ID<Session>]) async -> Void

    /// Answers a sentence when they cannot.
    func leave(_ owner: RecordsOwner, at moment: Date = Date()) async throws -> String? {
        do {
            let ended = try await transactions.run { (transaction: borrowing Transaction) in
                try await profiles.prepareLeaving(owner.person.id, in: transaction)
                for part in records { try await part.erase(owner, in: transaction) }
                let ended = try await profiles.leave(owner.person.id, at: moment, in: transaction)
                try await outbox.post(mail.farewell(to: owner.person), in: transaction)
                return ended
            }
            await tell(ended)
            return nil
        } catch RoleError.lastOperator {
            return "You are the only operator. Make somebody else operator first, or nobody could look after the site."
        } catch ProfileError.noSuchPerson {
            // Sent twice: they have left.
            return nil
        }
    }
}
