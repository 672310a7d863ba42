import Shared
import SharedHTML
import Testing

@testable import Blog

/// Documents of Ghost's editors, node by node, and what stands on the page for each. Over 200 lines: most are the documents.
@Suite struct ConverterTests {
    private let addresses = GhostAddresses(origin: nil, posts: ["beds"])

    private func clean(_ markup: RawMarkup) -> String {
        HTMLSanitizer(policy: .prose, resolving: addresses.resolve).sanitize(markup.html).markup
    }

    private func lexical(_ nodes: String) throws -> (html: String, lost: Set<String>) {
        let document = try #require(try Lexical(JSONReader.read("{\"root\":{\"children\":[\(nodes)]}}")))
        var markup = RawMarkup()
        document.write(into: &markup)
        return (clean(markup), markup.lost)
    }

    private func card(_ name: String, _ content: String) throws -> String {
        var markup = RawMarkup()
        #expect(try GhostCard(name, JSONReader.read(content)).write(into: &markup))
        return clean(markup)
    }

    private static let picture = "alt=\"\" loading=\"lazy\" decoding=\"async\">"

    @Test(arguments: [
        (#"{"type":"paragraph","children":[{"type":"text","text":"a < b","format":0}]}"#, "<p>a &lt; b</p>"),
        (
            #"{"type":"paragraph","children":[{"type":"extended-text","text":"x","format":27}]}"#,
            "<p><strong><em><u><code>x</code></u></em></strong></p>"
        ),
        (
            #"{"type":"paragraph","children":[{"type":"text","text":"x","format":4},{"type":"text","text":"y","format":128}]}"#,
            "<p><s>x</s><mark>y</mark></p>"
        ),
        (
            #"{"type":"paragraph","children":[{"type":"text","text":"2","format":32},{"type":"text","text":"2","format":64}]}"#,
            "<p><sub>2</sub><sup>2</sup></p>"
        ),
        (#"{"type":"paragraph","children":[{"type":"text","text":"a"},{"type":"linebreak"},{"type":"text","text":"b"}]}"#, "<p>a<br>b</p>"),
        (#"{"type":"extended-heading","tag":"h3","children":[{"type":"text","text":"a"}]}"#, "<h3 id=\"content-a\">a</h3>"),
        (#"{"type":"heading","tag":"script","children":[{"type":"text","text":"a"}]}"#, "<h2 id=\"content-a\">a</h2>"),
        (#"{"type":"extended-quote","children":[{"type":"text","text":"a"}]}"#, "<blockquote><p>a</p></blockquote>"),
        (#"{"type":"aside","children":[{"type":"text","text":"a"}]}"#, "<blockquote class=\"prose-aside\"><p>a</p></blockquote>"),
        (
            #"{"type":"list","listType":"bullet","children":[{"type":"listitem","children":[{"type":"text","text":"a"}]},{"type":"listitem","children":[{"type":"list","listType":"number","start":3,"children":[{"type":"listitem","children":[{"type":"text","text":"b"}]}]}]}]}"#,
            "<ul><li>a</li><li><ol start=\"3\"><li>b</li></ol></li></ul>"
        ),
        (
            #"{"type":"paragraph","children":[{"type":"link","url":"__GHOST_URL__/beds/","children":[{"type":"text","text":"a"}]}]}"#,
            "<p><a href=\"/beds\">a</a></p>"
        ),
        (
            #"{"type":"paragraph","children":[{"type":"at-link","children":[{"type":"zwnj"},{"type":"at-link-search","text":"be"}]}]}"#,
            "<p>be</p>"
        ),
        (#"{"type":"codeblock","code":"a < b\n","language":"js"}"#, "<pre><code class=\"language-js\">a &lt; b\n</code></pre>"),
        (#"{"type":"horizontalrule"}"#, "<hr>"),
        (
            #"{"type":"table","children":[{"type":"tablerow","children":[{"type":"tablecell","headerState":1,"children":[{"type":"text","text":"a"}]}]}]}"#,
            "<table><tbody><tr><th>a</th></tr></tbody></table>"
        ),
    ])
    func `a node of Lexical becomes markup`(node: String, expected: String) throws {
        let (html, lost) = try lexical(node)
        #expect(html == expected)
        #expect(lost.isEmpty)
    }

    @Test func `a node that is not known is told, and its text is kept`() throws {
        let (html, lost) = try lexical(
            #"{"type":"hologram","children":[{"type":"text","text":"a"}]},{"type":"orb","text":"b"},{"text":"c"}"#)
        #expect(html == "abc")
        #expect(lost == ["unknown card “hologram”", "unknown card “orb”", "unknown card “without a type”"])
    }

    @Test func `Lexical that is nested without end stops`() throws {
        let depth = 120
        let nodes = String(repeating: #"{"type":"list","children":["#, count: depth) + String(repeating: "]}", count: depth)
        #expect(try lexical(nodes).lost == ["node nested more than 64 deep"])
    }

    @Test(arguments: [
        (
            "image",
            #"{"src":"/a.jpg","alt":"A","title":"T","width":10,"height":20,"cardWidth":"full","href":"/beds/","caption":"<b>C</b>"}"#,
            "<figure class=\"prose-full\"><a href=\"/beds\"><img src=\"/a.jpg\" alt=\"A\" title=\"T\" width=\"10\" height=\"20\" loading=\"lazy\" decoding=\"async\"></a><figcaption><b>C</b></figcaption></figure>"
        ),
        ("image", "{}", ""),
        (
            "gallery", #"{"images":[{"src":"/a.jpg"},{"src":"/b.jpg"},{"row":1}],"caption":"C"}"#,
            "<figure class=\"prose-gallery\"><img src=\"/a.jpg\" \(picture)<img src=\"/b.jpg\" \(picture)<figcaption>C</figcaption></figure>"
        ),
        (
            "before-after", #"{"beforeImage":{"src":"/a.jpg"},"afterImage":{"src":"/b.jpg"}}"#,
            "<figure class=\"prose-gallery\"><img src=\"/a.jpg\" \(picture)<img src=\"/b.jpg\" \(picture)</figure>"
        ),
        (
            "bookmark", #"{"url":"https://a.example.org/","metadata":{"title":"T","description":"D","author":"A","publisher":"P"}}"#,
            "<figure class=\"prose-bookmark\"><p><a href=\"https://a.example.org/\" rel=\"noopener\">T</a></p><p>D</p><figcaption>A, P</figcaption></figure>"
        ),
        (
            "embed",
            #"{"url":"https://youtu.be/x","html":"<iframe src=\"https://www.youtube.com/embed/x\"></iframe>","metadata":{"title":"V"}}"#,
            "<figure class=\"prose-embed\"><a href=\"https://youtu.be/x\" rel=\"noopener\">V</a></figure>"
        ),
        (
            "embed",
            #"{"url":"https://t.example.org/1","html":"<blockquote><p>Toot</p></blockquote><script src=x></script>","caption":"C"}"#,
            "<figure class=\"prose-embed\"><blockquote><p>Toot</p></blockquote><figcaption>C</figcaption></figure>"
        ),
        (
            "audio", #"{"src":"/a.mp3","title":"T"}"#,
            "<figure class=\"prose-audio\"><audio src=\"/a.mp3\" controls=\"\" preload=\"metadata\"></audio><figcaption>T</figcaption></figure>"
        ),
        (
            "video", #"{"src":"/a.mp4","thumbnailSrc":"/t.jpg","loop":true,"cardWidth":"wide"}"#,
            "<figure class=\"prose-video prose-wide\"><video src=\"/a.mp4\" poster=\"/t.jpg\" controls=\"\" loop=\"\" muted=\"\" preload=\"metadata\"></video></figure>"
        ),
        ("file", #"{"src":"/a.pdf","fileTitle":"T","fileCaption":"C"}"#, "<p class=\"prose-file\"><a href=\"/a.pdf\">T</a> C</p>"),
        ("html", #"{"html":"<p onclick=x>a</p>"}"#, "<p>a</p>"), ("card-markdown", #"{"markdown":"*a*"}"#, "<p><em>a</em></p>"),
        ("hr", "{}", "<hr>"),
        ("callout", #"{"calloutEmoji":"!","calloutText":"<b>a</b>"}"#, "<div class=\"prose-callout\"><p>! <b>a</b></p></div>"),
        (
            "callout", #"{"calloutEmoji":"!","calloutText":"<p dir=\"ltr\"><span>a</span></p><p dir=\"ltr\">b</p>"}"#,
            "<div class=\"prose-callout\"><p dir=\"ltr\">! a</p><p dir=\"ltr\">b</p></div>"
        ),
        ("toggle", #"{"heading":"<span>H</span>","content":"<p>a</p>"}"#, "<details><summary>H</summary><p>a</p></details>"),
        (
            "button", #"{"buttonText":"Go","buttonUrl":"https://a.example.org"}"#,
            "<p class=\"prose-button\"><a href=\"https://a.example.org\" rel=\"noopener\">Go</a></p>"
        ),
        ("button", ##"{"buttonText":"Join","buttonUrl":"#/portal/signup"}"##, ""),
        (
            "product",
            #"{"productTitle":"T","productDescription":"<p>D</p>","productRatingEnabled":true,"productStarRating":4,"productButtonEnabled":true,"productButton":"Buy","productUrl":"/b"}"#,
            "<div class=\"prose-product\"><h4>T</h4><p>4 of 5 stars</p><p>D</p><p class=\"prose-button\"><a href=\"/b\">Buy</a></p></div>"
        ),
        ("header", #"{"header":"H","subheader":"S","buttonEnabled":false}"#, "<div class=\"prose-header\"><h2>H</h2><p>S</p></div>"),
        (
            "header", #"{"version":2,"header":"<span>H</span>","backgroundImageSrc":"/a.jpg","backgroundImageWidth":10}"#,
            "<div class=\"prose-header\"><figure><img src=\"/a.jpg\" alt=\"\" width=\"10\" loading=\"lazy\" decoding=\"async\"></figure><h2>H</h2></div>"
        ),
        (
            "call-to-action", #"{"textValue":"<p>a</p>","showButton":true,"buttonText":"B","buttonUrl":"/b"}"#,
            "<div class=\"prose-callout\"><p>a</p><p class=\"prose-button\"><a href=\"/b\">B</a></p></div>"
        ),
        ("html", #"{"html":"<p>a</p>","visibility":{"web":{"nonMember":false,"memberSegment":""}}}"#, ""),
        ("html", #"{"html":"<p>a</p>","visibility":{"web":{"nonMember":false,"memberSegment":"status:free"}}}"#, "<p>a</p>"),
        ("email", #"{"html":"<p>a</p>"}"#, ""), ("paywall", "{}", ""), ("signup", #"{"header":"a"}"#, ""),
    ])
    func `a card becomes markup`(name: String, content: String, expected: String) throws {
        #expect(try card(name, content) == expected)
    }

    @Test(arguments: [
        (
            #"{"version":"0.3.1","markups":[["em"],["a",["href","/beds/"]]],"sections":[[1,"p",[[0,[0],0,"a"],[0,[1],2,"b"],[0,[],0,"c"]]]]}"#,
            "<p><em>a<a href=\"/beds\">b</a></em>c</p>"
        ),
        (
            #"{"version":"0.3.1","atoms":[["soft-return","",{}],["mention","Maya",{}]],"sections":[[1,"h2",[[0,[],0,"a"],[1,[],0,0],[1,[],0,1]]]]}"#,
            "<h2 id=\"content-a-maya\">a<br>Maya</h2>"
        ),
        (
            #"{"version":"0.3.1","sections":[[2,"/a.jpg"],[3,"ol",[[[0,[],0,"a"]],[[0,[],0,"b"]]]],[1,"aside",[[0,[],0,"c"]]]]}"#,
            "<figure><img src=\"/a.jpg\" \(picture)</figure><ol><li>a</li><li>b</li></ol><blockquote class=\"prose-aside\"><p>c</p></blockquote>"
        ),
        (
            #"{"version":"0.3.1","cards":[["hr",{}],["unknown",{}]],"sections":[[10,0],[10,1],[10,7],[99],"x",[1],[1,"p",[[0,[5],9,"a"],[0],[1,[],0,9]]]]}"#,
            "<hr><p>a</p>"
        ),
    ])
    func `Mobiledoc becomes markup`(json: String, expected: String) throws {
        let document = try #require(try Mobiledoc(JSONReader.read(json)))
        var markup = RawMarkup()
        document.write(into: &markup)
        #expect(clean(markup) == expected)
    }

    @Test(
        arguments: [
            (.sinceGhost4, "Access all areas?", "access-all-areas"), (.sinceGhost4, "Beds & boxes", "beds-boxes"),
            (.sinceGhost4, "-a_b-", "ab"), (.sinceGhost4, "a - b", "ab"), (.mobiledoc, "Beds & boxes, here!", "beds-boxes-here-"),
            (.mobiledoc, "a_b", "a_b"),
            (.sinceGhost4, "?!", nil), (.mobiledoc, "Größe", nil),
        ] as [(GhostAnchors, String, String?)])
    func `a heading has the id that Ghost gave it`(anchors: GhostAnchors, heading: String, id: String?) {
        #expect(anchors.id(of: heading) == id)
    }

    @Test func `a list of contents leads to its headings`() throws {
        let (html, _) = try lexical(
            ##"{"type":"paragraph","children":[{"type":"link","url":"#late-leeks","children":[{"type":"text","text":"a"}]}]},{"type":"heading","tag":"h2","children":[{"type":"text","text":"Late "},{"type":"text","text":"leeks","format":1}]}"##
        )
        #expect(html == "<p><a href=\"#content-late-leeks\">a</a></p><h2 id=\"content-late-leeks\">Late <strong>leeks</strong></h2>")
    }

    @Test func `a document with one empty paragraph is empty`() throws {
        #expect(try Mobiledoc(JSONReader.read(#"{"version":"0.3.1","sections":[[1,"p",[]]]}"#))?.isEmpty == true)
        #expect(try Mobiledoc(JSONReader.read(#"{"version":"0.3.1","sections":[[1,"p",[[0,[],0,"a"]]]]}"#))?.isEmpty == false)
        #expect(Mobiledoc(["root": [:]]) == nil)
        #expect(Lexical(["version": "0.3.1", "sections": []]) == nil)
    }

    @Test(arguments: [
        ("__GHOST_URL__/beds/", "/beds"), ("__GHOST_URL__/beds/#soil", "/beds#content-soil"), ("/beds/?a=b#", "/beds?a=b#"),
        ("/2020/05/beds/", "/beds"),
        ("__GHOST_URL__/2020/05/01/beds.html", "/beds"), ("__GHOST_URL__", "/"),
        ("__GHOST_URL__/tag/growing/", "/tag/growing"), ("__GHOST_URL__/author/maya/", "/author/maya"), ("__GHOST_URL__/gone/", "/gone/"),
        ("__GHOST_URL__/content/images/a.jpg", "https://old.example.org/content/images/a.jpg"),
        ("/content/a.jpg", "https://old.example.org/content/a.jpg"),
        ("https://old.example.org/beds/?a=b", "/beds?a=b"), ("https://old.example.org/gone/", "https://old.example.org/gone/"),
        ("https://old.example.org.evil.example/beds/", "https://old.example.org.evil.example/beds/"),
        ("https://else.example.org/beds/", "https://else.example.org/beds/"),
        ("mailto:maya@example.org", "mailto:maya@example.org"), ("#soil", "#soil"), ("beds", "beds"),
        ("__GHOST_URL__evil", "__GHOST_URL__evil"),
    ])
    func `addresses of the old site lead to what is here, its files to where they are`(address: String, expected: String) {
        let addresses = GhostAddresses(origin: "https://old.example.org/", posts: ["beds"])
        #expect(addresses.resolve(address) == expected)
        #expect(addresses.resolve(addresses.resolve(address)) == expected)
    }
}
