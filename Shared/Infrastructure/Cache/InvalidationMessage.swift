/// What processes tell each other when tags changed: `<sender> <tag>,<tag>…`.
struct InvalidationMessage: Equatable {
    /// Names a process, so that it does not listen to itself.
    let sender: String
    let tags: [CacheTag]

    init(sender: String, tags: [CacheTag]) {
        self.sender = sender
        self.tags = tags
    }

    var text: String { sender + " " + tags.map(\.description).joined(separator: ",") }

    /// What `text` wrote; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        sender = String(parts[0])
        tags = parts[1].split(separator: ",").compactMap { CacheTag($0) }
    }
}
