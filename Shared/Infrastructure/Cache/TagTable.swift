/// When each tag was last invalidated, as this process heard of it: a stamp that goes up with every invalidation.
///
/// Parts hold the index of each of their tags, so that looking one up compares a few numbers and hashes nothing.
struct TagTable {
    private struct Row {
        var tag: CacheTag
        var stamp: UInt64
        /// How many parts hold it.
        var uses: Int
    }

    private var rows: [Row] = []
    private var index: [CacheTag: Int32] = [:]
    private var free: [Int32] = []
    private var idle = 0

    /// The stamp of the latest invalidation.
    private(set) var now: UInt64 = 0
    /// What was stored before this stamp is not to be trusted: something may have been missed since.
    private(set) var floor: UInt64 = 0
    /// What was begun before this stamp and is not stored yet is not to be trusted: its tags may have been forgotten since.
    private var forgotten: UInt64 = 0

    /// How many tags that no part holds are remembered, for what is being rendered at the moment.
    static let idleLimit = 4096

    mutating func invalidate(_ tags: some Sequence<CacheTag>) {
        now += 1
        for tag in tags { rows[Int(row(of: tag))].stamp = now }
        forgetIdle()
    }

    /// Nothing that was known until now is to be trusted.
    mutating func distrustAll() {
        now += 1
        floor = now
    }

    /// Whether what was begun at `stamp` with `tags` is wrong by now.
    func isOutdated(_ tags: [CacheTag], since stamp: UInt64) -> Bool {
        stamp < max(floor, forgotten) || tags.contains { tag in index[tag].map { rows[Int($0)].stamp > stamp } ?? false }
    }

    func isOutdated(_ held: [Int32], since stamp: UInt64) -> Bool {
        for index in held where rows[Int(index)].stamp > stamp { return true }
        return false
    }

    mutating func hold(_ tags: [CacheTag]) -> [Int32] {
        tags.map { tag in
            let index = row(of: tag)
            if rows[Int(index)].uses == 0 { idle -= 1 }
            rows[Int(index)].uses += 1
            return index
        }
    }

    mutating func release(_ held: [Int32]) {
        for index in held {
            rows[Int(index)].uses -= 1
            if rows[Int(index)].uses == 0 { idle += 1 }
        }
        forgetIdle()
    }

    /// The tag's row; a new one is idle until it is held.
    private mutating func row(of tag: CacheTag) -> Int32 {
        if let known = index[tag] { return known }
        let new: Int32
        if let old = free.popLast() {
            rows[Int(old)] = Row(tag: tag, stamp: 0, uses: 0)
            new = old
        } else {
            new = Int32(rows.count)
            rows.append(Row(tag: tag, stamp: 0, uses: 0))
        }
        index[tag] = new
        idle += 1
        return new
    }

    private mutating func forgetIdle() {
        guard idle > Self.idleLimit else { return }
        for (tag, row) in index where rows[Int(row)].uses == 0 {
            index[tag] = nil
            free.append(row)
        }
        idle = 0
        forgotten = now
    }
}
