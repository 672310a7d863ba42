package import SharedHTML

/// The way to the pages before and after this one; nothing when there is one page.
package struct Pagination: Sendable {
    /// From 1.
    package let page: Int
    package let pages: Int
    /// What is listed, for the landmark's name: `posts`.
    package let things: String
    /// What the links back and on say.
    package let words: (back: String, on: String)
    package let link: @Sendable (Int) -> Link

    package init(
        page: Int, pages: Int, of things: String, words: (back: String, on: String) = ("← Newer", "Older →"),
        link: @escaping @Sendable (Int) -> Link
    ) {
        self.page = page
        self.pages = pages
        self.things = things
        self.words = words
        self.link = link
    }

    package var body: HTML {
        guard pages > 1 else { return "" }
        return """
            <nav class="pagination" aria-label="More \(things)">
            \(page > 1 ? "<a rel=\"prev\" href=\"\(url: link(page - 1))\">\(words.back)</a>" : "<span></span>")
            <p>Page \(page) of \(pages)</p>
            \(page < pages ? "<a rel=\"next\" href=\"\(url: link(page + 1))\">\(words.on)</a>" : "<span></span>")
            </nav>
            """
    }
}
