/// What stands around every page's own part. Each member is a requirement, so that an app overrides any of them.
package protocol PageChrome: Sendable {
    /// The fragments that the layout shows on every page: they are asked for while the page's own part is still being made.
    var fragments: [FragmentRequest] { get }
    /// All that the layout itself shows and that may change.
    var tags: Set<CacheTag> { get }
    /// The whole document around `page`, as it stands at `path` (no query). The same for everyone: what differs by person is a fragment.
    func layout(_ page: any PageView, at path: String) -> Composition
}

extension PageChrome {
    package var tags: Set<CacheTag> { [] }
}
