/// One step of the database's schema, read from `sql/0003-blog.sql`. It is never edited once it has landed: what is wrong is put right by
/// the next one.
package struct Migration: Sendable, Equatable {
    /// From 1, without gaps.
    package let version: Int
    /// `blog`.
    package let name: String
    /// The oldest version whose code still works when this step has been made. A step that only adds keeps it; one that takes away
    /// raises it, one release after the code stopped using what goes.
    package let compatibleFrom: Int
    package let script: String
    /// The SHA-256 of the file.
    package let checksum: [UInt8]
}

/// Why the folder of migrations cannot be used. Each is one line for operators.
package enum MigrationFileError: Error, Equatable {
    case noFolder(String)
    /// A file is not named `0001-name.sql`.
    case misnamed(String)
    /// Two files have the same number, or one is missing.
    case numbering(expected: Int, found: String)
    /// The file does not begin with `-- Why:`, or has no line `-- compatible_from: <version>` with a version up to its own.
    case header(String)
    /// A migration runs in a transaction that is begun for it.
    case transactionControl(String)
}

extension MigrationFileError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noFolder(let path):
            "There are no migrations in \(path): the root folder is configured wrongly, or the installation is incomplete"
        case .misnamed(let file): "\(file) is not named as a migration is: 0001-name.sql"
        case .numbering(let expected, let found): "\(found) stands where migration \(expected) should be: numbers go up by one"
        case .header(let file): "\(file) does not begin with a comment \"-- Why: …\" and a line \"-- compatible_from: <version>\""
        case .transactionControl(let file): "\(file) begins or ends a transaction: it already runs in one"
        }
    }
}
