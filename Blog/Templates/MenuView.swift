import Shared
import SharedHTML
import SharedInfrastructure

/// A menu: links side by side; what has links below it opens, without a script.
struct MenuView {
    let items: [MenuTree.Item]
    let site: Site

    var body: HTML {
        "<nav class=\"nav-tree\" aria-label=\"Site\"><ul>\(items.isEmpty ? untilSomebodyMakesOne : items.map(item))</ul></nav>"
    }

    private func item(_ item: MenuTree.Item) -> HTML {
        let link = address(of: item.link)
        guard !item.children.isEmpty else {
            return link.map { "<li><a href=\"\(url: $0)\">\(item.label)</a></li>" } ?? "<li><span>\(item.label)</span></li>"
        }
        return "<li><details name=\"menu\"><summary>\(item.label)</summary><ul>\(flattened(item.children))</ul></details></li>"
    }

    /// What opens is one list, however deep the tree is: a menu inside a menu is hard to hit.
    private func flattened(_ items: [MenuTree.Item]) -> [HTML] {
        items.flatMap { item in
            let entry: HTML =
                address(of: item.link).map { "<li><a href=\"\(url: $0)\">\(item.label)</a></li>" } ?? "<li><span>\(item.label)</span></li>"
            return [entry] + flattened(item.children)
        }
    }

    private func address(of link: MenuTree.Link) -> Link? {
        switch link {
        case .post(_, let slug): site.link(BlogPaths.post(slug), on: .blog)
        case .path(let service, let path): site.address(path, on: service)
        case .address(let text): Link(absolute: text)
        case .none: nil
        }
    }

    private var untilSomebodyMakesOne: [HTML] {
        [
            "<li><a href=\"\(url: site.link(BlogPaths.front, on: .blog))\">Blog</a></li>",
            "<li><a href=\"\(url: site.link(MarketPaths.front, on: .market))\">Market</a></li>",
            "<li><a href=\"\(url: site.link(EventsPaths.front, on: .events))\">What’s on</a></li>",
        ]
    }
}
