/// A moment in the history of invalidations, as Redis counts it. The counter goes up by one with each invalidation; a tag's generation is
/// the counter's value at its last one. A part is current when its own generation, read before it was made, is not below that of any of
/// its tags: so what was begun before a change is never taken for what came after.
struct Generation: Sendable, Hashable {
    /// Names one life of Redis's memory: after a flush, or a start without data, it is another, and nothing older is current.
    let epoch: UInt64
    let counter: UInt64

    init(epoch: UInt64, counter: UInt64) {
        self.epoch = epoch
        self.counter = counter
    }

    /// What `description` writes; nil when it is anything else.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let epoch = UInt64(parts[0]), let counter = UInt64(parts[1]) else { return nil }
        self.init(epoch: epoch, counter: counter)
    }
}

extension Generation: CustomStringConvertible {
    /// As it is stored: `<epoch>:<counter>`.
    var description: String { "\(epoch):\(counter)" }
}
