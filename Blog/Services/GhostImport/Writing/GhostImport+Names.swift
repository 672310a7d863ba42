import Shared
import SharedHTML

extension GhostImport {
    /// A tag that is here already at the same address is used as it is.
    func save(_ tag: GhostTag, _ known: Known, _ line: inout ImportLine) async throws -> ID<Tag> {
        let slug = try Slug(of: tag.slug, titled: tag.name, id: tag.id, &line)
        let reference = reference(tag.reference)
        let draft = TagDraft(
            of: .imported(reference), slug: slug, name: tag.name.cut(to: 200, "name", &line),
            about: tag.about?.cut(to: 10_000, "description", &line), picture: Picture(tag.picture, known.addresses, &line),
            isInternal: tag.isInternal)
        do {
            return try await write(.tag(reference)) { (transaction: borrowing Transaction) in
                try await publishing.save(draft, in: transaction)
            }.settle(&line)
        } catch PublishingError.slugTaken(slug) {
            guard let ours = try await posts.tagged(slug, PageRequest(1, size: 1)) else { throw PublishingError.slugTaken(slug) }
            line.outcome = .skipped("the tag that is at \(slug) here is used")
            return ours.tag.id
        }
    }

    /// An author who is here already at the same address is used as they are.
    func save(_ user: GhostUser, _ known: Known, _ line: inout ImportLine) async throws -> ID<Author> {
        let slug = try Slug(of: user.slug, titled: user.name, id: user.id, &line)
        let reference = reference(user.reference)
        let website = user.website.flatMap { Link(absolute: $0)?.value }
        if user.website != nil, website == nil { line.note("their website is no address that can be shown") }
        if let role = user.role { line.note("\(role) in Ghost, which gives no rights here") }
        var person: ID<Person>?
        if let address = user.email.flatMap({ EmailAddress($0) }) { person = try await people.reached(at: address)?.id }
        let draft = AuthorDraft(
            of: .imported(reference), slug: slug, name: user.name.cut(to: 200, "name", &line),
            about: user.about?.cut(to: 10_000, "bio", &line), picture: Picture(user.picture, known.addresses, &line), website: website,
            person: person)
        do {
            return try await write(.author(reference)) { (transaction: borrowing Transaction) in
                try await publishing.save(draft, in: transaction)
            }.settle(&line)
        } catch PublishingError.slugTaken(slug) {
            guard let ours = try await posts.written(by: slug, PageRequest(1, size: 1)) else { throw PublishingError.slugTaken(slug) }
            line.outcome = .skipped("the author who is at \(slug) here is used")
            return ours.author.id
        }
    }

    /// Saves what stands for `object`, unless it was changed here since it was imported.
    private func write<Entity>(
        _ object: ImportedObject, _ save: @Sendable (borrowing Transaction) async throws -> Saved<Entity>
    ) async throws -> Written<Entity> {
        try await transactions.run { (transaction: borrowing Transaction) -> Written<Entity> in
            let trace = try await imports.trace(of: object, in: transaction)
            if let trace, trace.isTouched, !overwrites { return .kept(ID(trace.uuid)) }
            let saved = try await save(transaction)
            try await imports.leave(object, in: transaction)
            return .saved(saved.id, saved.change)
        }
    }
}

/// What became of a draft in its transaction.
enum Written<Entity>: Sendable {
    case saved(ID<Entity>, Change)
    /// Somebody changed it here since.
    case kept(ID<Entity>)

    func settle(_ line: inout ImportLine) -> ID<Entity> {
        switch self {
        case .saved(let id, let change):
            line.outcome = ImportLine.Outcome(change)
            return id
        case .kept(let id):
            line.outcome = .skipped("it was changed here since it was imported; --overwrite takes Ghost's copy")
            return id
        }
    }
}

extension ImportLine.Outcome {
    init(_ change: Change) {
        switch change {
        case .created: self = .created
        case .updated: self = .updated
        case .unchanged: self = .unchanged
        }
    }
}
