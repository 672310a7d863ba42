package import SharedHTML

/// A thing as others show it: its name, a sentence, and the way to it.
package struct LinkCard: Sendable {
    package let name: String
    package let sentence: String
    package let link: Link
    /// What the link says, when it is not the name that is the link.
    package let invitation: String?

    package init(_ name: String, _ sentence: String, link: Link, invitation: String? = nil) {
        self.name = name
        self.sentence = sentence
        self.link = link
        self.invitation = invitation
    }

    package var body: HTML {
        """
        <section class="link-card">
        <h2>\(invitation == nil ? "<a href=\"\(url: link)\">\(name)</a>" : "\(name)")</h2>
        \(sentence.isEmpty ? nil : "<p>\(sentence)</p>\n")\(invitation.map { "<p><a href=\"\(url: link)\">\($0)</a></p>\n" })</section>
        """
    }
}
