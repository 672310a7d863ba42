extension EntityTag {
    /// A strong tag of the content itself, for what is made for each request.
    package init(of text: String) { self.init(String(PartVersion.of(text.utf8), radix: 16)) }
}
