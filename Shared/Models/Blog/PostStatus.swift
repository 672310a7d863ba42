/// Where a post is on its way to its readers.
package enum PostStatus: String, StateMachine, Codable {
    /// Only editors see it.
    case draft
    /// It will be published by itself at a time that is set.
    case scheduled
    /// Readers see it.
    case published

    package static let machine = "post"
    package static let transitions: [PostStatus: Set<PostStatus>] = [
        .draft: [.scheduled, .published],
        .scheduled: [.draft, .published],
        .published: [.draft],
    ]
}
