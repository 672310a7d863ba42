package import SharedHTML

/// The way down to a page, each step a link; the page itself is not among them.
package struct Breadcrumbs: Sendable {
    package let steps: [(words: String, link: Link)]
    package init(_ steps: [(words: String, link: Link)]) { self.steps = steps }

    package var body: HTML {
        """
        <nav class="crumbs" aria-label="Where this is"><ol>\(steps.map { "<li><a href=\"\(url: $0.link)\">\($0.words)</a></li>" })</ol></nav>
        """
    }
}
