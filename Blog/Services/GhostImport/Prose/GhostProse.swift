import Shared
import SharedHTML

/// The text of a post, as it will stand here.
struct GhostProse {
    let body: SanitizedHTML
    /// What happened on the way that somebody may want to look at.
    let notes: [String]

    /// Ghost has a text as its editor's document, as the markup it made of that, or both. The document tells more; the markup is better
    /// where the document has something that is not known here.
    init(of post: GhostPost, addresses: GhostAddresses) {
        var notes: [String] = []
        var found: RawMarkup?
        for (name, text) in [("lexical", post.lexical), ("mobiledoc", post.mobiledoc)] where found == nil {
            guard let text else { continue }
            do { found = try Self.convert(text) } catch {
                notes.append("its \(name) cannot be read (\(error))")
            }
        }
        if let html = post.html, found?.isRough ?? true {
            if let rough = found, !rough.lost.isEmpty {
                notes.append("took Ghost's own markup, since its document has \(Self.list(rough.lost))")
            }
            found = RawMarkup(html)
        } else if let lost = found?.lost, !lost.isEmpty {
            notes.append("left out: \(Self.list(lost))")
        }
        let cleaned = HTMLSanitizer(policy: .prose, resolving: addresses.resolve).clean(found?.html ?? "")
        body = cleaned.html
        if !cleaned.leftOut.isEmpty {
            let names = cleaned.leftOut.sorted { $0.key < $1.key }.map { $0.value == 1 ? $0.key : "\($0.value) × \($0.key)" }
            notes.append("not safe to show, left out: \(names.joined(separator: ", "))")
        }
        if body.markup.isEmpty { notes.append("it has no text") }
        self.notes = notes
    }

    /// The markup of an editor's document; nil when there is nothing in it.
    private static func convert(_ text: String) throws -> RawMarkup? {
        var json = try JSONReader.read(text)
        // Some tools write the document as a text within the text.
        if case .string(let inner) = json { json = try JSONReader.read(inner) }
        var markup = RawMarkup()
        if let document = Lexical(json) {
            guard !document.isEmpty else { return nil }
            document.write(into: &markup)
        } else if let document = Mobiledoc(json) {
            guard !document.isEmpty else { return nil }
            document.write(into: &markup)
        } else {
            throw NotADocument()
        }
        return markup
    }

    private static func list(_ names: Set<String>) -> String { names.sorted().joined(separator: ", ") }

    private struct NotADocument: Error, CustomStringConvertible {
        let description = "it is neither Lexical nor Mobiledoc 0.3"
    }
}
