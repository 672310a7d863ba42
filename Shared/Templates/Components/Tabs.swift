package import SharedHTML

/// Views of one thing, side by side. Each is a page with an address of its own, so they are links, and work as links do.
package struct Tabs: Sendable {
    package struct Tab: Sendable {
        package let words: String
        package let link: Link
        package let isCurrent: Bool

        package init(_ words: String, _ link: Link, isCurrent: Bool = false) {
            self.words = words
            self.link = link
            self.isCurrent = isCurrent
        }
    }

    /// What the views are of, for the landmark's name.
    package let label: String
    package let tabs: [Tab]

    package init(_ label: String, _ tabs: [Tab]) {
        self.label = label
        self.tabs = tabs
    }

    package var body: HTML { "<nav class=\"tabs\" aria-label=\"\(label)\"><ul>\(tabs.map(item))</ul></nav>" }

    private func item(_ tab: Tab) -> HTML {
        "<li><a href=\"\(url: tab.link)\"\(tab.isCurrent ? " aria-current=\"page\"" : nil)>\(tab.words)</a></li>"
    }
}
