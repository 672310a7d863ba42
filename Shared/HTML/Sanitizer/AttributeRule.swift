/// What may stand in an attribute. What does not fit is left out, never mended into something else.
enum AttributeRule: Sendable {
    /// Any text.
    case text(String)
    /// Any text; the attribute is written empty when there is none.
    case alwaysText(String)
    /// `href`: `http`, `https`, `mailto`, `tel`, a path, or an id of the same text.
    case link(String)
    /// `src`, `poster`: `http`, `https`, or a path.
    case file(String)
    /// `srcset` and `sizes`.
    case candidates
    case number(String, ClosedRange<Int>)
    case keyword(String, Set<String>)
    /// ASCII letters, digits and these, at most 80 in all.
    case characters(String, String)
    /// There or not.
    case flag(String)
    /// Always there, whatever was.
    case fixed(String, String)
    /// `rel`: what the policy says for links to other sites, and what was there of a few known ones.
    case relation
    /// `id`, or an anchor's `name` of old.
    case identifier
    case classes

    /// What any element that is written may have.
    static let global: [AttributeRule] = [
        .identifier, .classes, .characters("lang", "-"), .keyword("dir", ["ltr", "rtl", "auto"]),
    ]
}
