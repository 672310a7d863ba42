import Shared
import SharedPostgres

extension Transaction {
    /// Holds `person`: who leaves waits until the transaction ends, and then erases what it has written, too. False when they have left. Called
    /// before the first write of theirs, so that all lock the person first (decision record 0043).
    func holds(_ person: ID<Person>) async throws -> Bool {
        try await !connection.query("select id from account.people where id = \(person) for key share").isEmpty
    }
}
