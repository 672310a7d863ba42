import FoundationEssentials

/// Whether readers are to see a post, and since when.
struct PublicationState: Equatable {
    let target: Target
    /// Where that is not what Ghost says.
    let note: String?

    enum Target: Equatable {
        case draft
        /// Nil leaves the date that it has, or is now.
        case published(Date?)
        case scheduled(Date)
    }

    init(of post: GhostPost, now: Date) {
        switch (post.status, post.publishedAt ?? post.createdAt) {
        case (.draft, _): (target, note) = (.draft, nil)
        case (.sent, _): (target, note) = (.draft, "it was only sent as a newsletter, so it is a draft")
        case (.scheduled, nil): (target, note) = (.draft, "it was scheduled for no moment, so it is a draft")
        case (.scheduled, let moment?) where moment > now: (target, note) = (.scheduled(moment), nil)
        case (.scheduled, let moment?): (target, note) = (.published(moment), "its time had come, so it is published")
        case (.published, let moment?) where moment > now:
            (target, note) = (.scheduled(moment), "its date is to come, so it is scheduled")
        case (.published, let moment): (target, note) = (.published(moment), nil)
        }
    }
}
