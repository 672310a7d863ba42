import NIOCore
import Synchronization

/// The parts that this process holds, at most so many bytes of them: what was not used for longest goes first.
///
/// One lock and no task: a page whose parts are all here is looked up without leaving its thread.
final class ProcessCache: Sendable {
    /// What is known of a part that was looked up.
    enum Finding: Sendable {
        /// To be shown.
        case fresh(CachedPart)
        /// Its time is over, nothing it shows is known to have changed: to be shown, and made anew in the background.
        case stale(CachedPart)
        /// In time, but it was too long ago that Redis was asked whether something changed.
        case unverified(CachedPart)
        /// To be shown only when it cannot be made anew.
        case spent(CachedPart)
        case missing
    }

    /// A class, since every look-up hands it on: one reference, where a structure would be ten fields.
    fileprivate final class Row: Sendable {
        let key: PartKey
        let part: CachedPart
        /// Of the tag table.
        let tags: [Int32]
        /// Of the tag table, before the part was made or read.
        let stamp: UInt64
        let freshUntil: NIODeadline
        let revalidatingUntil: NIODeadline
        let failingUntil: NIODeadline
        let trustedUntil: NIODeadline
        /// Whether something that it shows had changed by the time it was stored.
        let isSpent: Bool
        let cost: Int

        init(
            _ key: PartKey, _ part: CachedPart, tags: [Int32], stamp: UInt64, isSpent: Bool, cost: Int, trust: TimeAmount,
            at now: NIODeadline, age: Int64
        ) {
            func after(_ lifetime: Int64) -> NIODeadline { now + .milliseconds(max(0, lifetime - age)) }
            self.key = key
            self.part = part
            self.tags = tags
            self.stamp = stamp
            self.isSpent = isSpent
            self.cost = cost
            freshUntil = after(part.lifetime.fresh)
            revalidatingUntil = after(part.lifetime.revalidating)
            failingUntil = after(part.lifetime.failing)
            trustedUntil = now + trust
        }
    }

    fileprivate struct State {
        var rows: [Row?] = []
        var free: [Int32] = []
        var index: [PartKey: Int32] = [:]
        var recency = RecencyList()
        var tags = TagTable()
        var bytes = 0
    }

    /// How long a part is shown without asking Redis whether one of its tags changed. Messages say so at once, and a connection that broke
    /// has everything asked for; this is for a message that was lost without a sign. At 5 s, a thousand visitors' baskets were asked for so
    /// often that it took a tenth of the front pages.
    static let trust = TimeAmount.seconds(30)
    /// The same for what was composed of parts that may have been trusted for as long already.
    static let trustOfComposed = TimeAmount.seconds(5)

    let byteLimit: Int
    private let time: CacheTime
    private let state = Mutex(State())

    init(byteLimit: Int, time: CacheTime) {
        self.byteLimit = byteLimit
        self.time = time
    }

    /// What is known of each key, in their order. `verifying` says whether Redis can be asked: when it cannot, the time to live is all.
    func find(_ keys: [PartKey], verifying: Bool) -> [Finding] {
        let now = time.uptime()
        return state.withLock { state in keys.map { state.find($0, at: now, verifying: verifying) } }
    }

    /// All of a page's fragments when each is fresh, as they mostly are; nil when one is not. One pass, one allocation.
    func findFresh(_ requests: [FragmentRequest], for visitor: Visitor, verifying: Bool) -> [LoadedFragment]? {
        let now = time.uptime()
        return state.withLock { state in
            var found: [LoadedFragment] = []
            found.reserveCapacity(requests.count)
            for request in requests {
                guard case .fresh(let part) = state.find(PartKey(request, for: visitor), at: now, verifying: verifying) else { return nil }
                found.append(LoadedFragment(part, .process))
            }
            return found
        }
    }

    func find(_ key: PartKey, verifying: Bool) -> Finding {
        let now = time.uptime()
        return state.withLock { $0.find(key, at: now, verifying: verifying) }
    }

    /// The moment before something is made or read, for `store` and `isOutdated`.
    var stamp: UInt64 { state.withLock { $0.tags.now } }

    /// Keeps a part that was made, or found in Redis, after `stamp`. One that is `spent` is kept for when it cannot be made anew.
    func store(
        _ part: CachedPart, for key: PartKey, since stamp: UInt64, isSpent spent: Bool = false,
        trusted trust: TimeAmount = ProcessCache.trust
    ) {
        let cost = part.cost + key.identity.description.utf8.count
        guard cost <= byteLimit / 8 else { return }
        let (now, age) = (time.uptime(), part.age(at: time.date()))
        state.withLock { state in
            if let old = state.index[key] { state.remove(old) }
            let isSpent = spent || state.tags.isOutdated(part.tags, since: stamp)
            let tags = state.tags.hold(part.tags)
            let row = Row(key, part, tags: tags, stamp: stamp, isSpent: isSpent, cost: cost, trust: trust, at: now, age: age)
            state.insert(row)
            while state.bytes > byteLimit, let oldest = state.recency.oldest { state.remove(oldest) }
        }
    }

    func remove(_ key: PartKey) {
        state.withLock { state in
            if let number = state.index[key] { state.remove(number) }
        }
    }

    /// Whether what was begun at `stamp` and shows `tags` is wrong by now, so far as this process has heard.
    func isOutdated(_ tags: [CacheTag], since stamp: UInt64) -> Bool {
        state.withLock { $0.tags.isOutdated(tags, since: stamp) }
    }

    /// Everything that carries one of the tags is spent.
    func invalidate(_ tags: some Sequence<CacheTag>) { state.withLock { $0.tags.invalidate(tags) } }

    /// Messages were lost: whatever is here is shown only after Redis was asked.
    func distrustAll() { state.withLock { $0.tags.distrustAll() } }

    /// Parts, and bytes that they take.
    var size: (parts: Int, bytes: Int) { state.withLock { ($0.index.count, $0.bytes) } }
}

extension ProcessCache.State {
    fileprivate mutating func find(_ key: PartKey, at now: NIODeadline, verifying: Bool) -> ProcessCache.Finding {
        guard let number = index[key], let row = rows[Int(number)], now < row.failingUntil else { return .missing }
        recency.use(number)
        if row.isSpent || now >= row.revalidatingUntil || tags.isOutdated(row.tags, since: row.stamp) { return .spent(row.part) }
        if verifying, now >= row.trustedUntil || row.stamp < tags.floor { return .unverified(row.part) }
        return now < row.freshUntil ? .fresh(row.part) : .stale(row.part)
    }

    fileprivate mutating func insert(_ row: ProcessCache.Row) {
        let number: Int32
        if let old = free.popLast() {
            number = old
            rows[Int(old)] = row
        } else {
            number = Int32(rows.count)
            rows.append(row)
        }
        index[row.key] = number
        recency.insert(number)
        bytes += row.cost
    }

    fileprivate mutating func remove(_ number: Int32) {
        guard let row = rows[Int(number)] else { return }
        tags.release(row.tags)
        recency.remove(number)
        index[row.key] = nil
        rows[Int(number)] = nil
        free.append(number)
        bytes -= row.cost
    }
}
