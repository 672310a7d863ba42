/// What can happen. The raw value is stored; a kind is never renamed. An older build that reads a kind which it does not know fails that
/// handling, and it is tried again until a build that knows it takes it.
package enum ActivityKind: String, Sendable, Codable, CaseIterable {
    case postPublished = "post.published"
    /// Also while it is a draft: then it is private.
    case postUpdated = "post.updated"
    case postUnpublished = "post.unpublished"
    case tagChanged = "tag.changed"
    case authorChanged = "author.changed"
    case menuChanged = "menu.changed"

    case marketAdded = "market.added"
    case marketChanged = "market.changed"
    case producerChanged = "producer.changed"
    case productAdded = "product.added"
    case productChanged = "product.changed"

    case calendarAdded = "calendar.added"
    case calendarChanged = "calendar.changed"
    case entryAdded = "entry.added"
    case entryChanged = "entry.changed"
    case entryMoved = "entry.moved"
    case entryCancelled = "entry.cancelled"

    case personJoined = "person.joined"
    case personChanged = "person.changed"
    case personLeft = "person.left"
    case memberSignedIn = "member.signed-in"
    case memberSignedOut = "member.signed-out"
}
