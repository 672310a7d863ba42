/// Reads the blog as an archive: by month, and from post to post. Only what is published is there.
package protocol Archives: Sendable {
    /// The months that have posts, the latest first, with how many each. Months are those of UTC.
    func months() async throws -> [MonthCount]
    /// The posts of a month, the latest first. An empty list for a month without any.
    func posts(in month: Month, _ page: PageRequest) async throws -> Listing<PostSummary>
    /// What stands around a post or page: who wrote it, the posts before and after it (none for a page), and others of its subjects.
    func surroundings(of post: ID<Post>) async throws -> PostSurroundings
    /// Who has written published posts, by name, with how many posts each.
    func authors() async throws -> [AuthorCount]
}

/// How many posts a month has.
package struct MonthCount: Sendable, Codable, Equatable {
    package let month: Month
    package let posts: Int

    package init(month: Month, posts: Int) {
        self.month = month
        self.posts = posts
    }
}

/// How many posts somebody has written.
package struct AuthorCount: Sendable, Codable, Equatable {
    package let author: Author
    package let posts: Int

    package init(author: Author, posts: Int) {
        self.author = author
        self.posts = posts
    }
}

/// What stands around a post.
package struct PostSurroundings: Sendable, Codable, Equatable {
    /// In the editor's order.
    package let authors: [Author]
    /// The post before it.
    package let older: NamedSlug?
    /// The post after it.
    package let newer: NamedSlug?
    /// At most three others that share a tag with it, those that share most first, then the latest.
    package let related: [PostSummary]

    package init(authors: [Author], older: NamedSlug?, newer: NamedSlug?, related: [PostSummary]) {
        self.authors = authors
        self.older = older
        self.newer = newer
        self.related = related
    }
}
