import Shared
import SharedHTML
import SharedInfrastructure

/// One file of the demo's blog: lines of `key: value`, an empty line, and the body's markup. The keys are `title` and `days-ago`, and
/// where there is something to say `kind` (`page`), `excerpt`, `tags`, `authors`, `featured` (`yes`), `access` (`members`), `picture` (its
/// name), `alternative`, `caption`. A picture in the body is `<img src="demo:<name>" alt="…">`.
struct DemoArticle {
    let slug: Slug
    let markup: String
    private let values: [String: String]

    /// Throws `OperatorError`, which names the file.
    init(name: String, text: String) throws(OperatorError) {
        guard let slug = Slug(name) else { throw OperatorError("\(name) is not a slug, so it cannot be a post's file") }
        guard let end = text.firstRange(of: "\n\n") else { throw OperatorError("\(name): no empty line before the body") }
        var values: [String: String] = [:]
        for line in text[..<end.lowerBound].split(separator: "\n") {
            guard let colon = line.firstRange(of: ": ") else { throw OperatorError("\(name): \(line) is not a key and a value") }
            values[String(line[..<colon.lowerBound])] = String(line[colon.upperBound...])
        }
        self.slug = slug
        self.values = values
        markup = String(text[end.upperBound...])
        guard values["title"] != nil, let daysAgo, daysAgo >= 0 else { throw OperatorError("\(name): it needs a title and days-ago") }
    }

    var title: String { values["title"] ?? "" }
    var kind: Post.Kind { values["kind"] == "page" ? .page : .post }
    var excerpt: String? { values["excerpt"] }
    var isFeatured: Bool { values["featured"] == "yes" }
    var daysAgo: Int? { values["days-ago"].flatMap { Int($0) } }
    var access: Post.Access { values["access"] == "members" ? .members : .everyone }
    var caption: SanitizedHTML? { values["caption"].map { HTMLSanitizer(policy: .prose).sanitize(("\($0)" as HTML).description) } }

    func picture(of content: DemoContent) -> Picture? {
        values["picture"].map { content.picture($0, alternative: values["alternative"] ?? "") }
    }

    /// The body with the addresses of its pictures.
    func body(of content: DemoContent) -> SanitizedHTML {
        var parts = markup.split(separator: "src=\"demo:", omittingEmptySubsequences: false)[...]
        var text = String(parts.removeFirst())
        for part in parts {
            let name = part.prefix { $0 != "\"" }
            let picture = content.picture(String(name), alternative: "")
            text +=
                "src=\"" + picture.address
                + "\" width=\"\(picture.width ?? 0)\" height=\"\(picture.height ?? 0)\(part.dropFirst(name.count))"
        }
        return HTMLSanitizer(policy: .prose).sanitize(text)
    }

    func list(_ key: String) -> [String] {
        (values[key] ?? "").split(separator: ",").map { String($0.drop { $0 == " " }) }
    }
}
