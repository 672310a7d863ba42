import Shared
import SharedPostgres

/// An error that saving a draft can end with, whatever it is a draft of.
protocol SavingError: Error {
    static var notFound: Self { get }
    static func changedMeanwhile(now: Version) -> Self
    static func slugTaken(_ slug: Slug) -> Self
    static func slugReserved(_ slug: Slug) -> Self
    static func invalid(field: String) -> Self
}

extension PublishingError: SavingError {}
extension CatalogueError: SavingError {}
extension SchedulingError: SavingError {}

/// How the object of a draft is looked for: by its id, by its reference, or, when both are nil, not at all.
struct Key<Entity>: Sendable {
    let id: ID<Entity>?
    let reference: ExternalReference?
    var system: String? { reference?.system }
    var name: String? { reference?.key }

    init(_ draft: DraftOf<Entity>) {
        switch draft {
        case .new: (id, reference) = (nil, nil)
        case .existing(let existing, _): (id, reference) = (existing, nil)
        case .imported(let imported): (id, reference) = (nil, imported)
        }
    }
}

/// What is stored of the object that a draft is for: the draft that would change nothing.
struct Stored<Entity, Draft: Sendable>: Sendable {
    let id: ID<Entity>
    let version: Version
    let draft: Draft
}

/// Saves a draft: finds what it is for, and inserts or updates, or leaves alone what would not change.
///
/// - Parameters:
///   - find: reads and locks the object.
///   - insert: inserts it `on conflict do nothing`; answers whether it did. So a slug that is taken does not end the transaction.
///   - update: writes it with the next version.
func save<Entity, Draft: Equatable & Sendable, Failure: SavingError>(
    _ draft: Draft, of target: DraftOf<Entity>, slug: Slug?, orThrow: Failure.Type,
    find: (Key<Entity>) async throws -> Stored<Entity, Draft>?,
    insert: (ID<Entity>, Key<Entity>) async throws -> Bool,
    update: (Stored<Entity, Draft>) async throws -> Void
) async throws -> Saved<Entity> {
    let key = Key(target)
    // A second round when another import inserts the same object between our look and our insert.
    for _ in 0..<2 {
        if case .new = target {
        } else if let stored = try await find(key) {
            if case .existing(_, let base?) = target, base != stored.version { throw Failure.changedMeanwhile(now: stored.version) }
            guard stored.draft != draft else { return Saved(id: stored.id, version: stored.version, change: .unchanged) }
            try await update(stored)
            return Saved(id: stored.id, version: stored.version.next, change: .updated)
        }
        if case .existing = target { throw Failure.notFound }
        let id = ID<Entity>()
        if try await insert(id, key) { return Saved(id: id, version: .first, change: .created) }
    }
    guard let slug else { throw Failure.notFound }
    throw Failure.slugTaken(slug)
}

/// Runs an update that answers no row when its slug is taken. Two that take the same slug at once meet at the constraint instead.
func update<Failure: SavingError>(
    _ sql: SQL, on connection: PostgresConnection, slug: Slug, constraint: String, orThrow: Failure.Type
) async throws {
    do {
        guard try await connection.query(sql).affected == 1 else { throw Failure.slugTaken(slug) }
    } catch let error as PostgresError where error.uniqueViolation(constraint) {
        throw Failure.slugTaken(slug)
    }
}

/// Throws `invalid(field:)` unless `text` has that many characters (Unicode scalars, as PostgreSQL counts them) and no NUL, which it cannot
/// store.
func check<Failure: SavingError>(_ text: String?, _ lengths: ClosedRange<Int>, field: String, orThrow: Failure.Type) throws {
    guard let text else { return }
    guard lengths.contains(text.unicodeScalars.count), !text.utf8.contains(0) else { throw Failure.invalid(field: field) }
}

/// Throws `slugReserved` when the service's own addresses begin with the slug.
func check<Failure: SavingError>(_ slug: Slug, isFree reserved: ReservedSlugs, orThrow: Failure.Type) throws {
    guard !reserved.contains(slug) else { throw Failure.slugReserved(slug) }
}

extension Version {
    var next: Version { Version(number + 1) }
}
