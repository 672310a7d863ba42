/// A row of `tags`.
struct GhostTag {
    let id: String
    /// What is remembered of it here; see ``GhostRow/reference()``.
    let reference: String
    let name: String
    let slug: String?
    let about: String?
    let picture: String?
    /// `#name`, which only editors see.
    let isInternal: Bool

    init(_ row: GhostRow) throws {
        id = try row.required("id")
        reference = try row.reference()
        name = try row.required("name")
        slug = row.text("slug")
        about = row.text("description")
        picture = row.text("feature_image")
        isInternal = row.text("visibility") == "internal" || name.hasPrefix("#")
    }

    static let columns = ["id", "name", "slug", "description", "feature_image", "visibility", "created_at"]
}

/// A row of `users`. Its password is not even read.
struct GhostUser {
    let id: String
    /// What is remembered of it here; see ``GhostRow/reference()``.
    let reference: String
    let name: String
    let slug: String?
    /// Only to find the account here that is theirs.
    let email: String?
    let about: String?
    let picture: String?
    let website: String?
    /// What they were in Ghost: `Owner`, `Author` …
    let role: String?

    init(_ row: GhostRow, role: String?) throws {
        id = try row.required("id")
        reference = try row.reference()
        name = try row.text("name") ?? row.required("slug")
        slug = row.text("slug")
        email = row.text("email")
        about = row.text("bio")
        picture = row.text("profile_image") ?? row.text("image")
        website = row.text("website")
        self.role = role
    }

    static let columns = ["id", "name", "slug", "email", "bio", "profile_image", "image", "website", "created_at"]
}

/// A menu of the settings: `navigation`, or `secondary_navigation`.
struct GhostMenu {
    let key: String
    let items: [Item]

    struct Item: Equatable {
        let label: String
        let address: String
    }
}
