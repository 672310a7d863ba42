package import SharedHTML

/// A question before something grave. Its button opens it where scripts run; where they do not, the button is the link or form that it stands
/// for, which asks on a page of its own.
package struct DialogView: Sendable {
    /// Of the element, so that a button can name it: one of its kind on a page.
    package let id: String
    package let title: String
    package let sentence: String
    /// The form or link that does it.
    package let action: HTML

    package init(id: String, title: String, sentence: String, action: HTML) {
        self.id = id
        self.title = title
        self.sentence = sentence
        self.action = action
    }

    package var body: HTML {
        """
        <dialog id="\(id)" aria-labelledby="\(id)-title">
        <h2 id="\(id)-title">\(title)</h2>
        <p>\(sentence)</p>
        <div class="dialog-ways"><form method="dialog"><button class="button is-quiet">Leave it</button></form>\(action)</div>
        </dialog>
        """
    }
}
