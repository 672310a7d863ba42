import Shared
import SharedHTML

// What Ghost allows and the blog does not is made to fit, and the row's line says so.

extension Slug {
    /// Ghost's slug, or the nearest to it that can stand in an address here.
    init(of theirs: String?, titled title: String?, id: String, _ line: inout ImportLine) throws {
        if let slug = theirs.flatMap({ Slug($0) }) {
            self = slug
            return
        }
        let made = theirs.flatMap { Slug(title: $0) } ?? title.flatMap { Slug(title: $0) } ?? Slug(title: "ghost-\(id)")
        guard let made else { throw PublishingError.invalid(field: "slug") }
        self = made
        line.note(theirs == nil ? "it had no slug and is at \(self)" : "its slug cannot stand in an address, so it is at \(self)")
    }

    /// This slug with a number, for when something else is at it.
    func numbered(_ number: Int) -> Slug {
        let end = "-\(number)"
        let start = value.prefix(Slug.maximumLength - end.utf8.count)
        return Slug(start.hasSuffix("-") ? "\(start.dropLast())\(end)" : "\(start)\(end)") ?? self
    }
}

extension String {
    /// Its first `length` characters, counted as PostgreSQL counts them.
    func cut(to length: Int, _ what: String, _ line: inout ImportLine) -> String {
        guard unicodeScalars.count > length else { return self }
        line.note("its \(what) was cut after \(length) characters")
        return String(UnicodeScalarView(unicodeScalars.prefix(length)))
    }
}

extension Picture {
    /// Nil, with a note, when the address cannot be shown.
    init?(_ address: String?, alternative: String? = nil, _ addresses: GhostAddresses, _ line: inout ImportLine) {
        guard let address else { return nil }
        // Before Ghost 1, pictures of authors had the scheme of the page.
        let resolved = addresses.resolve(address.hasPrefix("//") ? "https:" + address : address)
        guard resolved.utf8.count <= 2000, let link = Link(absolute: resolved) ?? Link(local: resolved) else {
            line.note("its picture has no address that can be shown")
            return nil
        }
        self.init(address: link.value, alternative: (alternative ?? "").cut(to: 2000, "picture's text", &line))
    }
}

extension Post.Access {
    /// Members of Ghost, paying or not, are people who are signed in here.
    init(_ visibility: String, _ line: inout ImportLine) {
        self = visibility == "public" ? .everyone : .members
        guard visibility != "public", visibility != "members" else { return }
        line.note("it was for paying members there, and is for all who are signed in here")
    }
}
