import Foundation
import Shared
import SharedHTML
import Testing

@Suite struct HTMLTests {
    /// What a remote follower who means harm writes wherever he may write.
    let hostile = #"</title></script><img src=x onerror="alert(1)" alt='&amp;'>"#

    @Test func `text in an element cannot become a tag`() {
        let html: HTML = "<p>\(hostile)</p>"
        #expect(
            html.description
                == "<p>&lt;/title&gt;&lt;/script&gt;&lt;img src=x onerror=&quot;alert(1)&quot; alt=&#39;&amp;amp;&#39;&gt;</p>")
    }

    @Test func `text in a quoted attribute cannot end it`() {
        let name = #"" onmouseover="alert(1)"#
        #expect(("<img alt=\"\(name)\">" as HTML).description == #"<img alt="&quot; onmouseover=&quot;alert(1)">"#)
        #expect(("<img alt='\("it's")'>" as HTML).description == "<img alt='it&#39;s'>")
    }

    @Test func `text in a title or a textarea cannot end it`() {
        let html: HTML = "<title>\(hostile)</title><textarea>\("</textarea><script>")</textarea>"
        #expect(!html.description.dropFirst(7).dropLast(30).contains("</title><img"))
        #expect(html.description.hasSuffix("<textarea>&lt;/textarea&gt;&lt;script&gt;</textarea>"))
    }

    @Test func `text in a comment cannot end it`() {
        #expect(("<!-- \("--><script>--!>") -->" as HTML).description == "<!-- --&gt;&lt;script&gt;--!&gt; -->")
    }

    @Test func `characters beyond ASCII stay as they are`() {
        #expect(("\("Crème brûlée £3 🍓 \u{2028}")" as HTML).description == "Crème brûlée £3 🍓 \u{2028}")
    }

    @Test func `markup in markup is not escaped again`() {
        let name: HTML = "<b>\("Maya & Omar")</b>"
        #expect(("<p>\(name)</p>" as HTML).description == "<p><b>Maya &amp; Omar</b></p>")
    }

    @Test func `markup that is absent writes nothing`() {
        let nothing: HTML? = nil
        #expect(("<p>\(nothing)</p>" as HTML).description == "<p></p>")
        #expect(HTML().isEmpty)
    }

    @Test func `a list is written in a row, or joined`() {
        let names: [HTML] = ["Maya", "Omar"].map { "<i>\($0)</i>" }
        #expect(("\(names)" as HTML).description == "<i>Maya</i><i>Omar</i>")
        #expect(names.joined(separator: ", ").description == "<i>Maya</i>, <i>Omar</i>")
        #expect([HTML]().joined(separator: ", ").isEmpty)
    }

    @Test func `numbers, money, slugs and ids write themselves`() throws {
        let slug = try #require(Slug("spring-veg"))
        let id = try #require(ID<Person>("018f2d5e-7a3b-7c11-9d4e-5f60718293a4"))
        let html: HTML = "\(-3) \(Money(minorUnits: 1250, currency: .gbp)) \(slug) \(id)"
        #expect(html.description == "-3 £12.50 spring-veg 018f2d5e-7a3b-7c11-9d4e-5f60718293a4")
    }

    @Test func `an optional attribute is there with its value, escaped, or not at all`() {
        let page: String? = "page"
        let none: String? = nil
        #expect(("<a\(attribute: "aria-current", page)>" as HTML).description == #"<a aria-current="page">"#)
        #expect(("<a\(attribute: "aria-current", none)>" as HTML).description == "<a>")
        #expect(("<a\(attribute: "title", "\" x=\"")>" as HTML).description == #"<a title="&quot; x=&quot;">"#)
        #expect(("<a\(attribute: "href", url: Link(path: "/a?b&c"))>" as HTML).description == #"<a href="/a?b&amp;c">"#)
        #expect(("<a\(attribute: "href", url: nil)>" as HTML).description == "<a>")
        #expect(
            ("<input\(attribute: "checked", if: true)\(attribute: "disabled", if: false)>" as HTML).description == "<input checked>")
    }

    @Test func `sanitised markup and rendered bytes are shown as they are`() {
        #expect(HTML(SanitizedHTML(alreadySanitized: "<p>&amp;</p>")).description == "<p>&amp;</p>")
        #expect(HTML(rendered: Array("<p>é</p>".utf8)).description == "<p>é</p>")
    }
}
