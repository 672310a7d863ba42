import FoundationEssentials
import Shared
import SharedHTML

extension GhostImport {
    /// A post whose slug is taken by one of ours, or begins addresses of the blog itself, gets the next that is free: `about-2`.
    func save(_ post: GhostPost, _ known: Known, _ line: inout ImportLine) async throws -> ID<Post> {
        let slug = try Slug(of: post.slug, titled: post.title, id: post.id, &line)
        let draft = draft(of: post, known, &line)
        let state = PublicationState(of: post, now: now)
        line.note(state.note)
        var reason = "something else is at \(slug)"
        for number in 1...20 {
            let candidate = number == 1 ? slug : slug.numbered(number)
            do {
                let id = try await write(draft(candidate), state, reference(post.reference)).settle(&line)
                if number > 1 { line.note("it is at \(candidate), since \(reason)") }
                return id
            } catch PublishingError.slugTaken(candidate) {
                continue
            } catch PublishingError.slugReserved(candidate) {
                reason = "\(candidate) begins addresses of the blog itself"
            }
        }
        throw PublishingError.slugTaken(slug)
    }

    /// What the post is to say, wherever it will be.
    private func draft(of post: GhostPost, _ known: Known, _ line: inout ImportLine) -> (Slug) -> PostDraft {
        let prose = GhostProse(of: post, addresses: known.addresses)
        for note in prose.notes { line.note(note) }
        if post.hasCodeInjection { line.note("its injected code was left out") }
        let (tags, authors) = (post.tags.compactMap { known.tags[$0] }, post.authors.compactMap { known.authors[$0] })
        if tags.count < post.tags.count { line.note("\(post.tags.count - tags.count) of its tags could not be imported") }
        if authors.count < post.authors.count { line.note("\(post.authors.count - authors.count) of its authors could not be imported") }
        let title = (post.title ?? "(Untitled)").cut(to: 2000, "title", &line)
        let excerpt = post.excerpt?.cut(to: 2000, "excerpt", &line)
        let picture = Picture(post.picture, alternative: post.pictureAlternative, known.addresses, &line)
        let sanitizer = HTMLSanitizer(policy: .prose, resolving: known.addresses.resolve)
        let caption = picture == nil ? nil : post.pictureCaption.map { sanitizer.sanitize($0.cut(to: 5000, "picture's caption", &line)) }
        let access = Post.Access(post.visibility, &line)
        let metadata = PostMetadata(
            title: post.metaTitle?.cut(to: 2000, "meta title", &line),
            description: post.metaDescription?.cut(to: 2000, "meta description", &line),
            canonicalAddress: post.canonicalAddress.map(known.addresses.resolve).flatMap { Link(absolute: $0)?.value },
            pictureAddress: Picture(post.socialPicture, known.addresses, &line)?.address)
        let reference = reference(post.reference)
        let plainText = prose.body.plainText
        return { slug in
            PostDraft(
                of: .imported(reference), kind: post.isPage ? .page : .post, slug: slug, title: title, excerpt: excerpt, body: prose.body,
                plainText: plainText, picture: picture, pictureCaption: caption, isFeatured: post.isFeatured, access: access, tags: tags,
                authors: authors,
                metadata: metadata, editedAt: post.updatedAt ?? post.publishedAt ?? post.createdAt)
        }
    }

    /// Saves the post and makes it as visible as it was, in one transaction.
    private func write(_ draft: PostDraft, _ state: PublicationState, _ reference: ExternalReference) async throws -> Written<Post> {
        try await transactions.run { (transaction: borrowing Transaction) -> Written<Post> in
            let trace = try await imports.trace(of: .post(reference), in: transaction)
            if let trace, trace.isTouched, !overwrites { return .kept(ID(trace.uuid)) }
            let saved = try await publishing.save(draft, in: transaction)
            let status: Change
            switch state.target {
            case .draft: status = try await publishing.unpublish(draft.slug, in: transaction)
            case .published(let moment): status = try await publishing.publish(draft.slug, at: moment, in: transaction)
            case .scheduled(let moment):
                if trace?.status == .published { _ = try await publishing.unpublish(draft.slug, in: transaction) }
                status = try await publishing.schedule(draft.slug, for: moment, in: transaction)
            }
            try await imports.leave(.post(reference), in: transaction)
            return .saved(saved.id, saved.change == .unchanged ? status : saved.change)
        }
    }
}
