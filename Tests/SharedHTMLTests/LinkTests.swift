import SharedHTML
import Testing

@Suite struct LinkTests {
    @Test(arguments: [
        "https://example.org/a?b=c#d", "http://example.org", "HTTPS://EXAMPLE.ORG/", "mailto:maya@example.org", "tel:+441234567890",
        "https://example.org/é",
    ])
    func `an address of the web, of mail or of a telephone is kept as it is`(_ text: String) throws {
        #expect(try #require(Link(absolute: text)).value == text)
    }

    @Test(arguments: [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "java\tscript:alert(1)",
        "\u{1}javascript:alert(1)", "vbscript:x", "data:text/html,<script>", "blob:https://example.org/1", "file:///etc/passwd",
        "//example.org", "/\\example.org", "\\\\example.org", "https:\\\\example.org", "https:example.org", "https://", "https:///a",
        "https://?a", "http://\u{7F}",
        "https://example.org/a b", "https://example.org/\u{0}", "https://example.org/\na", "mailto:", "/path",
        "path", "", "#top", "https", "https://example.org/\"><script>", "https://@example.org",
    ])
    func `an address that could run code or is not absolute is refused`(_ text: String) {
        #expect(Link(absolute: text) == nil)
    }

    @Test(arguments: ["/", "/posts/spring?page=2#list", "/a//b", "/%2F%2Fexample.org"])
    func `a path from outside that stays on the site is kept`(_ text: String) throws {
        #expect(try #require(Link(local: text)).value == text)
    }

    @Test(arguments: [
        "//example.org", "/\\example.org", "\\/example.org", "/\t/example.org", "/\n/example.org", " //example.org", "https://example.org",
        "javascript:alert(1)", "posts", "", "?a", "#a", "/a b", "/\u{0}",
    ])
    func `a path from outside that leaves the site is refused`(_ text: String) {
        #expect(Link(local: text) == nil)
    }

    @Test func `segments are percent-encoded`() {
        #expect(Link(segments: "tags", "a/b?c#d e&\"<é").value == "/tags/a%2Fb%3Fc%23d%20e%26%22%3C%C3%A9")
    }

    @Test func `segments can neither name a host nor climb`() {
        #expect(Link(segments: "", "example.org").value == "/example.org")
        #expect(Link(segments: "tags", "..", ".", "").value == "/tags")
        #expect(Link(segments: "\\example.org").value == "/%5Cexample.org")
        #expect(Link(segments: "").value == "/")
    }

    @Test func `a query is encoded and goes before the fragment`() {
        #expect(Link(path: "/search").query(["q": "a&b=c", "page": "2"]).value == "/search?q=a%26b%3Dc&page=2")
        #expect(Link(path: "/search?q=a#list").query(["page": "2"]).value == "/search?q=a&page=2#list")
        #expect(Link(path: "/search").query([:]).value == "/search")
    }

    @Test func `a path goes onto an origin, an absolute address stays`() throws {
        #expect(Link(path: "/cart").on(origin: "https://cart.example.org").value == "https://cart.example.org/cart")
        let absolute = try #require(Link(absolute: "https://example.org/"))
        #expect(absolute.on(origin: "https://cart.example.org") == absolute)
    }

    @Test func `an address in markup is escaped`() {
        let html: HTML = "<a href=\"\(url: Link(path: "/search").query(["a": "1", "b": "'\""]))\">"
        #expect(html.description == "<a href=\"/search?a=1&amp;b=%27%22\">")
    }
}
