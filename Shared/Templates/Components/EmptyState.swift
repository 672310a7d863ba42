package import SharedHTML

/// What stands where there is nothing yet: that there is nothing, and what to do next.
package struct EmptyState: Sendable {
    package let title: String
    package let sentence: String
    /// The way on: its words and its address.
    package let action: (words: String, link: Link)?

    package init(_ title: String, _ sentence: String, action: (words: String, link: Link)? = nil) {
        self.title = title
        self.sentence = sentence
        self.action = action
    }

    package var body: HTML {
        """
        <div class="empty"><h2>\(title)</h2><p>\(sentence)</p>\(action.map { "<p><a class=\"button\" href=\"\(url: $0.link)\">\($0.words)</a></p>" })</div>
        """
    }
}
