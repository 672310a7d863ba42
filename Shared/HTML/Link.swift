/// An address that may stand in markup: a path of this site, or an absolute one whose scheme cannot run code.
package struct Link: Sendable, Hashable {
    package let value: String

    /// A path of our own, written in the program.
    package init(path: StaticString) { value = path.description }

    /// A path of our own, made of percent-encoded segments: `Link(segments: "posts", slug.value)` is `/posts/…`. Segments that are
    /// empty, `.` or `..` are left out: `//…` would name a host, and no encoding of dots keeps a browser from climbing.
    package init(segments: String...) { self.init(segments: segments) }

    /// The same, of a list.
    package init(segments: [String]) {
        let kept = segments.filter { !["", ".", ".."].contains($0) }
        value = kept.isEmpty ? "/" : kept.map { "/" + $0.percentEncoded }.joined()
    }

    /// A place on the page itself: the element of this id.
    package init(fragment id: String) { value = "#" + id.percentEncoded }

    /// An absolute address from outside; nil unless it is `http` or `https` with a host, `mailto` or `tel`, and is written as browsers
    /// read it: without control characters, blanks and backslashes.
    package init?(absolute text: String) {
        guard let address = Address(text), address.text == text, address.isAbsolute(["http", "https", "mailto", "tel"]) else { return nil }
        value = text
    }

    /// A path of our own that came from outside (`return_to`, a menu's entry); nil unless browsers stay on this site with it.
    package init?(local text: String) {
        guard let address = Address(text), address.text == text, address.form == .rooted else { return nil }
        value = text
    }

    private init(value: String) { self.value = value }

    /// This path on `origin` (`https://market.example.org`), which is configuration. An absolute address stays what it is.
    package func on(origin: String) -> Link { value.hasPrefix("/") ? Link(value: origin + value) : self }

    /// This address with percent-encoded `items` after what query it has, in the order given.
    package func query(_ items: KeyValuePairs<String, String>) -> Link {
        guard !items.isEmpty else { return self }
        let end = value.firstIndex(of: "#") ?? value.endIndex
        let query = items.map { $0.key.percentEncoded + "=" + $0.value.percentEncoded }.joined(separator: "&")
        return Link(value: value[..<end] + (value[..<end].contains("?") ? "&" : "?") + query + value[end...])
    }
}
