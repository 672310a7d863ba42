import Shared
import SharedHTML
import SharedInfrastructure

/// Every part of the site's look in every state, made of the very components that pages are made of, so that it cannot be out of date.
struct DesignPage: PageView {
    let site: Site

    var title: String { "Design" }
    var description: String { "Every part of this site’s look, in every state." }
    var bundles: [PageBundle] { [.reading, .figures, .basket, .specimens] }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        <header class="opening"><h1>How it looks</h1>
        <p class="lead">\(description) Each specimen is the component that pages use.</p></header>
        <nav class="filter" aria-label="Parts"><ul>\(parts.map(\.link))</ul></nav>
        \(parts.map(\.section))
        """
    }

    private struct Part {
        let anchor: String
        let name: String
        let content: HTML

        init(_ anchor: String, _ name: String, _ content: HTML) {
            self.anchor = anchor
            self.name = name
            self.content = content
        }

        var link: HTML { "<li><a href=\"\(url: Link(fragment: anchor))\">\(name)</a></li>" }
        var section: HTML {
            """
            <section class="section specimen" id="\(anchor)" aria-labelledby="\(anchor)-title"><h2 id="\(anchor)-title">\(name)</h2>
            \(content)</section>

            """
        }
    }

    private var parts: [Part] {
        [
            Part("identity", "Identity", DesignIdentity().body),
            Part("type", "Type", DesignType().body),
            Part("colour", "Colour", DesignColours().body),
            Part("space", "Space, motion, elevation", DesignSpace().body),
            Part("buttons", "Buttons and links", DesignButtons().body),
            Part("forms", "Forms", DesignForms().body),
            Part("cards", "Cards and listings", DesignCards(site: site).body),
            Part("figures", "Tables and charts", DesignFigures().body),
            Part("feedback", "What the site says back", DesignFeedback().body),
            Part("ways", "Finding one’s way", DesignWays().body),
            Part("prose", "Prose", DesignProse().body),
            Part("problems", "When something is wrong", problems),
        ]
    }

    /// The statuses whose pages can be looked at.
    static let problems = [403, 404, 410, 422, 429, 500, 503]

    private var problems: HTML {
        "<ul class=\"ways\">\(Self.problems.map { "<li><a rel=\"nofollow\" href=\"\(url: BlogPaths.problem($0))\">\($0)</a></li>" })</ul>"
    }
}
