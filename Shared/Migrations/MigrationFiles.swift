import Crypto
import FoundationEssentials

/// The migrations that a program brings, lowest first.
package struct MigrationFiles: Sendable {
    package let all: [Migration]

    /// Reads `Shared/Migrations/sql` below the installation's root. Throws ``MigrationFileError``.
    package init(root: String) throws { try self.init(folder: root + "/Shared/Migrations/sql") }

    /// Reads every `.sql` file of `folder`. Throws ``MigrationFileError``.
    package init(folder: String) throws {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { throw MigrationFileError.noFolder(folder) }
        let files = names.filter { $0.hasSuffix(".sql") }.sorted()
        guard !files.isEmpty else { throw MigrationFileError.noFolder(folder) }
        all = try files.enumerated().map { index, file in
            let migration = try Migration(file: file, bytes: Array(Data(contentsOf: URL(filePath: folder + "/" + file))))
            guard migration.version == index + 1 else { throw MigrationFileError.numbering(expected: index + 1, found: file) }
            return migration
        }
    }
}

extension Migration {
    /// Reads a file of that name and content. Throws ``MigrationFileError``.
    package init(file: String, bytes: [UInt8]) throws {
        let parts = file.dropLast(".sql".count).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard file.hasSuffix(".sql"), parts.count == 2, parts[0].utf8.count == 4, let version = Int(parts[0]), version > 0 else {
            throw MigrationFileError.misnamed(file)
        }
        guard let script = String(validating: bytes, as: UTF8.self) else { throw MigrationFileError.header(file) }
        let lines = script.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.first?.hasPrefix("-- Why: ") == true,
            let compatible = lines.prefix(while: { $0.hasPrefix("--") }).compactMap(Self.compatibleFrom).first,
            (1...version).contains(compatible)
        else { throw MigrationFileError.header(file) }
        guard !lines.contains(where: Self.controlsTransaction) else { throw MigrationFileError.transactionControl(file) }
        self.init(
            version: version, name: String(parts[1]), compatibleFrom: compatible, script: script, checksum: Array(SHA256.hash(data: bytes)))
    }

    private static func compatibleFrom(_ line: Substring) -> Int? {
        let key = "-- compatible_from: "
        return line.hasPrefix(key) ? Int(line.dropFirst(key.count)) : nil
    }

    private static func controlsTransaction(_ line: Substring) -> Bool {
        ["begin;", "commit;", "rollback;", "start transaction;", "end;"].contains(line.trimmingPrefix(while: \.isWhitespace).lowercased())
    }
}
