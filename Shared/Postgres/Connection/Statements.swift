/// The statements that are prepared on one connection: at most ``limit``, the least recently used goes first.
struct Statements {
    static let limit = 256

    final class Prepared {
        let name: String
        /// Known from the first answer on.
        var columns: Columns?
        /// Why preparing it failed, on the lane, where others that use it may be on their way already.
        var failure: PostgresError?
        fileprivate var lastUse: UInt64 = 0
        init(name: String) { self.name = name }
    }

    private var prepared: [StatementKey: Prepared] = [:]
    private var clock: UInt64 = 0
    private var named: UInt64 = 0
    /// Names that the server still holds and nobody uses: to be deallocated between transactions.
    private(set) var discarded: [String] = []

    var count: Int { prepared.count }

    mutating func find(_ key: StatementKey) -> Prepared? {
        guard let statement = prepared[key] else { return nil }
        clock += 1
        statement.lastUse = clock
        return statement
    }

    /// A name that was never used on this connection, for a statement that is about to be prepared.
    mutating func nextName() -> String {
        named += 1
        return "s\(named)"
    }

    mutating func insert(_ statement: Prepared, for key: StatementKey) {
        if prepared.count >= Self.limit, let oldest = prepared.min(by: { $0.value.lastUse < $1.value.lastUse }) { forget(oldest.key) }
        clock += 1
        statement.lastUse = clock
        prepared[key] = statement
    }

    mutating func forget(_ key: StatementKey) {
        if let statement = prepared.removeValue(forKey: key) { discarded.append(statement.name) }
    }

    /// Forgets `statement`, unless another has taken its place.
    mutating func forget(_ key: StatementKey, if statement: Prepared) {
        if prepared[key] === statement { forget(key) }
    }

    mutating func takeDiscarded() -> [String] {
        defer { discarded = [] }
        return discarded
    }
}
