import Shared
import SharedPostgres

extension PostgresRow {
    /// Of the columns of `blog.published_posts` but the body.
    var postSummary: PostSummary {
        get throws {
            PostSummary(
                id: try self["id"], kind: try self["kind"], slug: try self["slug"], title: try self["title"], excerpt: try self["excerpt"],
                picture: try picture, publishedAt: try self["published_at"], updatedAt: try self["updated_at"],
                isFeatured: try self["is_featured"], access: try self["access"], tags: try namedSlugs("tag_slugs", "tag_names"),
                authors: try namedSlugs("author_slugs", "author_names"), version: try self["version"])
        }
    }

    /// Of `meta_title`, `meta_description`, `canonical_address` and `social_picture_address`.
    var postMetadata: PostMetadata {
        get throws {
            PostMetadata(
                title: try self["meta_title"], description: try self["meta_description"],
                canonicalAddress: try self["canonical_address"], pictureAddress: try self["social_picture_address"])
        }
    }
}

extension PostgresRows {
    /// Of rows that each have the list's `total`, and an item unless `id` is null, as a left join beyond the last item has it.
    func listing<Item>(_ page: PageRequest, total: Int, _ item: (PostgresRow) throws -> Item) throws -> Listing<Item> {
        Listing(
            items: try compactMap { row in
                let id: ID<Item>? = try row["id"]
                return id == nil ? nil : try item(row)
            },
            total: total, page: page)
    }
}

extension PostgresRow {
    /// Of the columns of `blog.authors`.
    var author: Author {
        get throws {
            Author(
                id: try self["id"], slug: try self["slug"], name: try self["name"], about: try self["about"], picture: try picture,
                website: try self["website"], person: try self["person_id"], version: try self["version"])
        }
    }

    /// Of two columns that are null together.
    func namedSlug(_ slug: String, _ name: String) throws -> NamedSlug? {
        guard let found: Slug = try self[slug] else { return nil }
        return NamedSlug(slug: found, name: try self[name])
    }
}
