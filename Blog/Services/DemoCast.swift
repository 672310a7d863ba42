import Shared
import SharedInfrastructure

/// The demo's authors, tags and menu: `Deploy/demo/blog.json`.
struct DemoCast: Decodable {
    let authors: [Named]
    let tags: [Named]
    let menu: [Entry]

    struct Named: Decodable {
        let slug: Slug
        let name: String
        let about: String?
    }

    /// An item leads to a page by its slug, or to a path of a service.
    struct Entry: Decodable {
        let label: String
        let page: Slug?
        let service: ServiceName?
        let path: String?
        let children: [Entry]?
    }

    /// The menu, whose pages are among `posts`.
    func items(_ posts: [Slug: ID<Post>]) throws(OperatorError) -> [Menu.Item] { try Self.items(menu, posts) }

    private static func items(_ entries: [Entry], _ posts: [Slug: ID<Post>]) throws(OperatorError) -> [Menu.Item] {
        var items: [Menu.Item] = []
        for entry in entries {
            items.append(
                Menu.Item(label: entry.label, target: try target(entry, posts), children: try Self.items(entry.children ?? [], posts)))
        }
        return items
    }

    private static func target(_ entry: Entry, _ posts: [Slug: ID<Post>]) throws(OperatorError) -> Menu.Target {
        if let page = entry.page {
            guard let id = posts[page] else { throw OperatorError("the menu leads to \(page), which the demo does not have") }
            return .post(id)
        }
        guard let service = entry.service, let path = entry.path else { return .heading }
        return .path(service, path)
    }
}
