package import FoundationEssentials

/// Remembers how an import left what it made, so that repeating it overwrites nobody's work.
package protocol Imports: Sendable {
    /// What bears this reference now, and whether somebody changed it since an import left it. Nil when nothing bears it. Nobody else changes
    /// it until the transaction ends.
    func trace(of object: ImportedObject, in transaction: borrowing Transaction) async throws -> ImportTrace?
    /// Remembers that an import leaves the object as it is now; nothing happens when nothing bears the reference.
    func leave(_ object: ImportedObject, in transaction: borrowing Transaction) async throws
}

/// What an import made, by what it is called where it came from.
package enum ImportedObject: Sendable, Hashable {
    case post(ExternalReference)
    case tag(ExternalReference)
    case author(ExternalReference)
    /// A menu that the system of this name filled.
    case menu(Menu.Name, from: String)
}

package struct ImportTrace: Sendable, Equatable {
    /// Of the ``Post``, ``Tag``, ``Author`` or ``Menu``.
    package let uuid: UUID
    /// Nil for a menu.
    package let slug: Slug?
    /// Of a post.
    package let status: PostStatus?
    /// Whether anything but an import changed it since. That a scheduled post was published in its time is no change.
    package let isTouched: Bool

    package init(uuid: UUID, slug: Slug?, status: PostStatus?, isTouched: Bool) {
        self.uuid = uuid
        self.slug = slug
        self.status = status
        self.isTouched = isTouched
    }
}
