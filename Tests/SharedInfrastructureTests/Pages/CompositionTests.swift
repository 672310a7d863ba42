import Shared
import SharedHTML
import Testing

@testable import SharedInfrastructure

/// Markup with places.
@Suite struct CompositionTests {
    private let slug = "leeks"

    @Test func `it is written as markup is, values are escaped, and fragments have places`() {
        let title = "Leeks & <pears>"
        let composition: Composition =
            "<h1>\(title)</h1>\(fragment: .init(.navTree))<a href=\"\(url: Link(path: "/a"))\">\(7)</a>\(["<i>" as HTML, "</i>"])"
        #expect(String(decoding: composition.markup, as: UTF8.self) == "<h1>Leeks &amp; &lt;pears&gt;</h1><a href=\"/a\">7</a><i></i>")
        #expect(composition.fragments == [FragmentRequest(.navTree)])
        #expect(composition.places.map(\.offset) == [34])
    }

    @Test func `compositions inside others keep their places`() {
        let card: Composition = "<li>\(fragment: .init(.linkCard(of: .blog), ["post": "1"]))</li>"
        let list: Composition = "<ul>\([card, card])</ul>\(fragment: .init(.navTree))"
        var page: Composition = "<main>\(list)</main>"
        page += "<footer>\(fragment: .init(.miniCart))</footer>"
        #expect(page.fragments.map(\.type.name) == ["link-card", "link-card", "nav-tree", "mini-cart"])
        #expect(
            page.withFallbacks.description == """
                <main><ul><li></li><li></li></ul>\(FragmentType.navTree.fallback)</main><footer>\(FragmentType.miniCart.fallback)</footer>
                """)
    }

    @Test func `a request's parameters are encoded, in their order`() {
        let request = FragmentRequest(.linkCard(of: .events), ["entry": "a&b=c d", "é": "+"])
        #expect(request.address == "/internal/fragments/link-card?entry=a%26b%3Dc%20d&%C3%A9=%2B")
        #expect(request != FragmentRequest(.linkCard(of: .market), ["entry": "a&b=c d", "é": "+"]))
    }

    @Test func `a query is read back as it was written`() throws {
        let request = FragmentRequest(.linkCard(of: .events), ["entry": "a&b=c d%", "é": "+", "empty": ""])
        let query = try FragmentQuery(encoded: request.address.split(separator: "?")[1])
        #expect(query["entry"] == "a&b=c d%" && query["é"] == "+" && query["empty"] == "" && query["other"] == nil)
    }

    @Test(arguments: ["a", "a=1&a=2", "a=%2", "a=%", "a=%+1", "a=%-1", "a=%zz", "a=%ff", "%=1"])
    func `a query that can be read in two ways, or not at all, is refused`(text: String) {
        #expect(throws: FragmentError.self) { try FragmentQuery(encoded: text) }
    }

    @Test func `every declared fragment is one type's alone, and has sense in its times`() {
        #expect(Set(FragmentType.all.map(\.id)).count == FragmentType.all.count)
        for type in FragmentType.all {
            #expect(
                type.timeToLive > .zero && type.staleIfError >= type.staleWhileRevalidate && type.budget <= .milliseconds(500), "\(type.id)"
            )
            #expect(FragmentType.named(type.name, of: type.origin)?.id == type.id)
            // A tag outlives every part that carries it.
            #expect(type.timeToLive + max(type.staleIfError, type.staleWhileRevalidate) < SharedCache.tagLifetime, "\(type.id)")
        }
    }
}
