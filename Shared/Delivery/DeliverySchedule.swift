import HeapModule

/// Which peer is due next. Each peer is in it at most once; peers with nothing pending are not, so it is as large as what waits.
struct DeliverySchedule {
    private struct Entry: Comparable {
        let due: Moment
        /// Peers that are due at the same moment come in the order in which they were put in. Also tells an entry from its successor.
        let ticket: Int
        let peer: Peer

        static func < (left: Entry, right: Entry) -> Bool { (left.due, left.ticket) < (right.due, right.ticket) }
        static func == (left: Entry, right: Entry) -> Bool { left.ticket == right.ticket }
    }

    private var heap = Heap<Entry>()
    private var current: [Peer: Entry] = [:]
    private var tickets = 0

    /// Puts a peer in, or moves it to another moment; takes it out when that is nil.
    mutating func put(_ peer: Peer, due: Moment?) {
        if current[peer]?.due == due { return }
        guard let due else {
            current[peer] = nil
            return
        }
        tickets += 1
        let entry = Entry(due: due, ticket: tickets, peer: peer)
        current[peer] = entry
        heap.insert(entry)
    }

    /// When the next peer is due.
    mutating func next() -> Moment? {
        dropOutdated()
        return heap.min?.due
    }

    /// Takes out a peer that is due.
    mutating func take(at now: Moment) -> Peer? {
        dropOutdated()
        guard let first = heap.min, first.due <= now else { return nil }
        heap.removeMin()
        current[first.peer] = nil
        return first.peer
    }

    private mutating func dropOutdated() {
        while let first = heap.min, current[first.peer]?.ticket != first.ticket { heap.removeMin() }
    }
}
