/// The order in which the rows of a table were last used: a doubly linked list over row numbers, so that a use is a few writes and no
/// allocation.
struct RecencyList {
    private struct Links {
        var newer: Int32
        var older: Int32
    }

    private static let none: Int32 = -1
    private var links: [Links] = []
    private(set) var newest: Int32 = none
    private var last: Int32 = none

    /// The row that was not used for longest; nil when there is none.
    var oldest: Int32? { last == Self.none ? nil : last }

    mutating func insert(_ row: Int32) {
        while links.count <= Int(row) { links.append(Links(newer: Self.none, older: Self.none)) }
        links[Int(row)] = Links(newer: Self.none, older: newest)
        if newest != Self.none { links[Int(newest)].newer = row }
        newest = row
        if last == Self.none { last = row }
    }

    mutating func remove(_ row: Int32) {
        let (newer, older) = (links[Int(row)].newer, links[Int(row)].older)
        if newer == Self.none { newest = older } else { links[Int(newer)].older = older }
        if older == Self.none { last = newer } else { links[Int(older)].newer = newer }
    }

    mutating func use(_ row: Int32) {
        guard row != newest else { return }
        remove(row)
        insert(row)
    }
}
