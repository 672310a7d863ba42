import Shared
import SharedInfrastructure

/// One file of the demo's blog: lines of `key: value`, an empty line, and the body's markup.
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
        guard values["title"] != nil, daysAgo != nil else { throw OperatorError("\(name): it needs a title and days-ago") }
    }

    var title: String { values["title"] ?? "" }
    var kind: Post.Kind { values["kind"] == "page" ? .page : .post }
    var excerpt: String? { values["excerpt"] }
    var isFeatured: Bool { values["featured"] == "yes" }
    var daysAgo: Int? { values["days-ago"].flatMap { Int($0) } }
    var picture: Picture? {
        values["picture"].map { Picture(address: $0, alternative: values["alternative"] ?? "", width: 400, height: 300) }
    }
    func list(_ key: String) -> [String] {
        (values[key] ?? "").split(separator: ",").map { String($0.drop { $0 == " " }) }
    }
}
