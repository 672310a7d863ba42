import Shared
import SharedPostgres

extension PostDraft {
    var related: [ObjectReference] { tags.map(ObjectReference.tag) + authors.map(ObjectReference.author) }

    /// This draft, each tag and author once. Throws `invalid`, `slugReserved`.
    func checked() throws -> PostDraft {
        let failure = PublishingError.self
        try check(slug, isFree: .blog, orThrow: failure)
        try check(title, 1...2000, field: "title", orThrow: failure)
        try check(excerpt, 0...2000, field: "excerpt", orThrow: failure)
        try check(body.markup, 0...10_000_000, field: "body", orThrow: failure)
        try check(plainText, 0...10_000_000, field: "plainText", orThrow: failure)
        try check(picture?.address, 1...2000, field: "picture", orThrow: failure)
        try check(picture?.alternative, 0...2000, field: "picture", orThrow: failure)
        try check(pictureCaption?.markup, 0...10_000, field: "pictureCaption", orThrow: failure)
        for text in [metadata.title, metadata.description, metadata.canonicalAddress, metadata.pictureAddress] {
            try check(text, 0...2000, field: "metadata", orThrow: failure)
        }
        return PostDraft(
            of: of, kind: kind, slug: slug, title: title, excerpt: excerpt, body: body, plainText: plainText, picture: picture,
            pictureCaption: pictureCaption, isFeatured: isFeatured, access: access, tags: tags.eachOnce, authors: authors.eachOnce,
            metadata: metadata, editedAt: editedAt)
    }
}

extension PostgresRow {
    /// What is stored, as a draft for the same object and of the same edit as `draft`, so that the two are equal when saving changes
    /// nothing.
    func postDraft(like draft: PostDraft) throws -> PostDraft {
        PostDraft(
            of: draft.of, kind: try self["kind"], slug: try self["slug"], title: try self["title"], excerpt: try self["excerpt"],
            body: try self["body"], plainText: try self["plain_text"], picture: try picture,
            pictureCaption: try self["picture_caption"], isFeatured: try self["is_featured"],
            access: try self["access"], tags: try self["tags"], authors: try self["authors"], metadata: try postMetadata,
            editedAt: draft.editedAt)
    }
}

extension Array where Element: Hashable {
    /// Each element where it stands first.
    var eachOnce: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
