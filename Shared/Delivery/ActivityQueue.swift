import DequeModule

/// Activities in their order, each at most once. Taking the first, finding one by its content id and taking it out are all constant in time,
/// also in a queue of a hundred thousand.
struct ActivityQueue: Sendable {
    /// Up to this many are searched one by one: that is quicker than hashing, and most queues are short.
    private static let few = 8

    /// nil where one was taken out of the middle; never the first.
    private var slots: Deque<OutboundActivity?> = []
    /// How many slots have gone from the front, so that a slot's number never changes. It may wrap around.
    private var gone: UInt32 = 0
    /// The slots' numbers; empty while there are only a few.
    private var numbers = SlotIndex()
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }
    var first: OutboundActivity? { slots.first ?? nil }
    var activities: [OutboundActivity] { slots.compactMap { $0 } }

    func contains(_ cid: ContentID) -> Bool { index(of: cid) != nil }

    /// Adds it at the end. The caller has seen to it that it is not there.
    mutating func append(_ activity: OutboundActivity) {
        slots.append(activity)
        count += 1
        if numbers.count > 0 {
            numbers.insert(activity.cid.prefix, number(of: slots.count - 1))
        } else if count > Self.few {
            for index in slots.indices { if let slot = slots[index] { numbers.insert(slot.cid.prefix, number(of: index)) } }
        }
    }

    /// Takes it out; nil when it is not there.
    mutating func remove(_ cid: ContentID) -> OutboundActivity? {
        guard let index = index(of: cid), let activity = slots[index] else { return nil }
        count -= 1
        if count == 0 {
            self = ActivityQueue()
            return activity
        }
        let number = number(of: index)
        if numbers.count > 0 { numbers.remove(cid.prefix) { $0 == number } }
        slots[index] = nil
        tidy()
        return activity
    }

    private func number(of index: Int) -> UInt32 { gone &+ UInt32(truncatingIfNeeded: index) }

    private func index(of cid: ContentID) -> Int? {
        if first?.cid == cid { return 0 }
        if numbers.count == 0 { return slots.firstIndex { $0?.cid == cid } }
        return numbers.find(cid.prefix) { slots[Int($0 &- gone)]?.cid == cid }.map { Int($0 &- gone) }
    }

    /// Drops the gaps at the front, and all of them once they are more than half.
    private mutating func tidy() {
        while case .some(.none) = slots.first {
            slots.removeFirst()
            gone &+= 1
        }
        guard slots.count > 2 * count + Self.few else { return }
        let rest = activities
        self = ActivityQueue()
        for activity in rest { append(activity) }
    }
}

extension ActivityQueue: Equatable {
    static func == (left: Self, right: Self) -> Bool { left.activities == right.activities }
}

extension ActivityQueue: Codable {
    /// An array. One that is there twice is kept once.
    init(from decoder: any Decoder) throws {
        for activity in try [OutboundActivity](from: decoder) where !contains(activity.cid) { append(activity) }
    }

    func encode(to encoder: any Encoder) throws { try activities.encode(to: encoder) }
}
