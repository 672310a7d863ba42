package import Shared

/// Why the database cannot be migrated. Each is one line for operators.
package enum MigrationError: Error, Equatable {
    /// A step that the database has made is not the one that this program brings.
    case edited(version: Int, name: String)
    /// The database has made later steps, but not this one.
    case gap(version: Int)
    /// The server refused a step, of which nothing was kept.
    case failed(version: Int, name: String, reason: String)
    /// The step forbids usernames that look alike, and people have such. Those of one look are a list.
    case usernamesAlike(version: Int, name: String, usernames: [[Username]])
}

extension MigrationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .edited(let version, let name):
            "Migration \(version) (\(name)) was edited after this database had made it: put the file back, and make the change in a new migration"
        case .gap(let version): "This database has made later migrations than \(version), but not \(version): restore it from a backup"
        case .failed(let version, let name, let reason): "Migration \(version) (\(name)) failed, and nothing of it was kept: \(reason)"
        case .usernamesAlike(let version, let name, let usernames):
            "Migration \(version) (\(name)) failed, and nothing of it was kept, since usernames may not look alike any more: "
                + usernames.map { $0.map(\.description).joined(separator: " and ") }.joined(separator: "; ")
                + ". Give all but one of each another (update account.people set username = '…' where username = '…'), then migrate again"
        }
    }
}
