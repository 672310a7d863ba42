/// Finds numbered slots by a hash that their owner has at hand, in constant time: which `Dictionary` does as well, but hashes the hash again
/// with a seed of its own, and that alone would cost more than all else that an event does.
///
/// A table with open addressing and linear probing, at most half full. An entry is 31 bits of the hash, a bit that is always set, and the
/// number's low 32 bits; a free one is zero. The hashes must not be of a stranger's choosing.
struct SlotIndex: Sendable {
    private var entries: [UInt64] = []
    private(set) var count = 0

    /// The number for which `matches` holds, among those that were put in with this hash.
    func find(_ hash: UInt64, where matches: (UInt32) -> Bool) -> UInt32? {
        position(hash, where: matches).map { UInt32(truncatingIfNeeded: entries[$0]) }
    }

    mutating func insert(_ hash: UInt64, _ number: UInt32) {
        if 2 * (count + 1) > entries.count { grow() }
        put(Self.tag(hash) | UInt64(number))
        count += 1
    }

    mutating func remove(_ hash: UInt64, where matches: (UInt32) -> Bool) {
        guard var hole = position(hash, where: matches) else { return }
        count -= 1
        // What was pushed past the hole moves back, so that every search still ends at the first free entry.
        let mask = entries.count - 1
        var next = (hole + 1) & mask
        while entries[next] != 0 {
            let distance = (next - home(entries[next])) & mask
            if distance >= (next - hole) & mask {
                entries[hole] = entries[next]
                hole = next
            }
            next = (next + 1) & mask
        }
        entries[hole] = 0
    }

    private func position(_ hash: UInt64, where matches: (UInt32) -> Bool) -> Int? {
        if count == 0 { return nil }
        let (tag, mask) = (Self.tag(hash), entries.count - 1)
        var position = home(tag)
        while entries[position] != 0 {
            let entry = entries[position]
            if entry >> 32 == tag >> 32, matches(UInt32(truncatingIfNeeded: entry)) { return position }
            position = (position + 1) & mask
        }
        return nil
    }

    private mutating func grow() {
        let old = entries
        entries = [UInt64](repeating: 0, count: max(32, 2 * old.count))
        for entry in old where entry != 0 { put(entry) }
    }

    private mutating func put(_ entry: UInt64) {
        var position = home(entry)
        while entries[position] != 0 { position = (position + 1) & (entries.count - 1) }
        entries[position] = entry
    }

    private static func tag(_ hash: UInt64) -> UInt64 { (hash >> 32 | 1) << 32 }
    private func home(_ entry: UInt64) -> Int { Int(truncatingIfNeeded: entry >> 33) & (entries.count - 1) }
}
