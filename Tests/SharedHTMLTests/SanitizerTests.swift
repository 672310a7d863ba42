import Shared
import SharedHTML
import Testing

@Suite struct SanitizerTests {
    private func clean(_ html: String) -> String { HTMLSanitizer(policy: .prose).sanitize(html).markup }

    @Test func `prose stays as it was written`() {
        let post = """
            <h2 id="content-soil">Soil</h2>
            <p>A <strong>good</strong> <em>soil</em> &amp; <a href="https://example.org/?a=1&amp;b=2" rel="noopener">compost</a>.<br>Next line</p>
            <ul><li>one</li><li>two<ol start="3"><li>deep</li></ol></li></ul>
            <blockquote><p>Said Maya</p></blockquote>
            <pre><code class="language-swift">let a = "b" &lt; c
            </code></pre>
            <figure class="prose-wide"><img src="/images/a.jpg" alt="A bed" width="800" height="600" loading="lazy" decoding="async">\
            <figcaption>Our <b>bed</b></figcaption></figure>
            <table><caption>Prices</caption><thead><tr><th scope="col">What</th></tr></thead><tbody><tr><td colspan="2">Leek</td></tr></tbody></table>
            <dl><dt>Leek</dt><dd>Long</dd></dl><hr>
            <details><summary>More</summary><p>Text</p></details>
            <video src="/v.mp4" controls="" preload="metadata"><source src="/v.webm" type="video/webm"></video>
            """
        #expect(clean(post) == post)
    }

    @Test(arguments: [
        ("<script>alert(1)</script>a", "a"), ("<SCRIPT SRC=//example.org/x.js></SCRIPT >a", "a"), ("<style>p{}</style>a", "a"),
        ("<img src=x onerror=alert(1)>", "<img src=\"x\" alt=\"\" loading=\"lazy\" decoding=\"async\">"),
        ("<p onclick='x()'>a</p>", "<p>a</p>"),
        ("<p style='position:fixed' class='masthead' data-x=1>a</p>", "<p>a</p>"), ("<svg onload=x><script>a</script></svg>b", "b"),
        ("<math><mi//xlink:href=\"data:x,<script>alert(4)</script>\">", ""), ("<a href='javascript:alert(1)'>a</a>", "a"),
        ("<a href=' java\nscript:alert(1)'>a</a>", "a"), ("<a href='&#106;avascript&colon;alert(1)'>a</a>", "a"),
        ("<a href='data:text/html,x'>a</a>", "a"), ("<a href='vbscript:x'>a</a>", "a"),
        ("<form action='/x'><input name=y>a</form>", "<p>a</p>"),
        ("<img src='data:image/svg+xml,x'>", ""),
        ("<base href='https://example.org'><meta http-equiv=refresh content=0><link rel=x>a", "a"),
        ("<!-- a -->b<!--[if IE]>c<![endif]-->", "b"), ("<template><p>a</p></template>b", "b"), ("<textarea><img></textarea>b", "b"),
        ("<object data=x><embed src=y>a</object>", "a"), ("<p>a<p>b", "<p>a</p><p>b</p>"), ("\u{0}<p>\u{1}a\u{0}b</p>", "<p>ab</p>"),
        ("<frameset><frame src=x></frameset>", ""),
        ("<noscript><img src='/a.jpg'></noscript>", "<img src=\"/a.jpg\" alt=\"\" loading=\"lazy\" decoding=\"async\">"),
    ])
    func `what runs, frames, posts or dresses up is gone`(html: String, expected: String) {
        #expect(clean(html) == expected)
    }

    /// Each has fooled a sanitiser whose output a browser read otherwise than it did.
    @Test(arguments: [
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
        "<svg><title><![CDATA[</title><img src=x onerror=alert(1)>]]></svg>", "<table><a><table><img src=x onerror=alert(1)>",
        "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>", "<select><style></select><img src=x onerror=alert(1)>",
        "<p title='`onerror=alert(1)//`'>",
    ])
    func `what mutates in a second reading does so in neither`(html: String) {
        let once = clean(html)
        #expect(!once.replacing(/&lt;img[^<]*/, with: "").contains("onerror"))
        #expect(clean(once) == once)
    }

    @Test(arguments: [
        ("<b>a<p>b</p>c</b>d", "<b>a</b><p><b>b</b></p><b>c</b>d"), ("<b>a<i>b</b>c</i>d", "<b>a<i>b</i></b><i>c</i>d"),
        ("<a href='/a'><h2>T</h2><p>x</p></a>", "<h2><a href=\"/a\">T</a></h2><p><a href=\"/a\">x</a></p>"),
        ("<a href='/a'>a<a href='/b'>b</a>c", "<a href=\"/a\">a</a><a href=\"/b\">b</a>c"),
        ("<p><b>a</p><p>b</p>", "<p><b>a</b></p><p>b</p>"),
        ("<li>a</li><li>b</li><p>c</p>", "<ul><li>a</li><li>b</li></ul><p>c</p>"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("<ul>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"), ("<ul><ul><li>a</ul></ul>", "<ul><li><ul><li>a</li></ul></li></ul>"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>"),
        ("<table>a<td>b</table>", "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"),
        ("<td>a</td><td>b</td>", "<p>a</p><p>b</p>"),
        ("<table><td><div></table>a", "<table><tbody><tr><td></td></tr></tbody></table>a"), ("<h2>a<h3>b</h3>c", "<h2>a</h2><h3>b</h3>c"),
        ("<h2><div>a</div><div>b</div></h2>", "<h2>a b</h2>"), ("<p>a<div>b</div>c", "<p>a</p><p>b</p>c"),
        ("<dt>a<dd>b", "<dl><dt>a</dt><dd>b</dd></dl>"),
        ("<div>one</div><div>two</div>", "<p>one</p><p>two</p>"), ("<div><br></div>", ""), ("<p></p><p> </p><b></b><ul></ul>", ""),
        ("<pre>\n\na</pre>", "<pre>\n\na</pre>"), ("<pre>\na</pre>", "<pre>a</pre>"),
        ("<pre><div>a</div><div>b</div></pre>", "<pre>a\nb</pre>"),
        ("<figcaption>a</figcaption>", "<p>a</p>"), ("<summary>a</summary>", "<p>a</p>"), ("</p></b></table>a", "a"),
        ("<p>a</h1>b", "<p>a b</p>"),
        ("<svg><path>x</svg><p>a</p>", "<p>a</p>"), ("<svg><path>x<p>a</p>", "<p>a</p>"), ("<select><option>x<p>a</p>", "<p>a</p>"),
        ("<strike>a</strike><tt>b</tt><font>c</font><center>d</center>", "<s>a</s><code>b</code>c<p>d</p>"), ("a<hr>b", "a<hr>b"),
    ])
    func `what is nested badly is nested well, and no word is lost`(html: String, expected: String) {
        #expect(clean(html) == expected)
        #expect(clean(expected) == expected)
    }

    @Test(arguments: [
        ("//example.org/a", "https://example.org/a"), ("https:\\\\example.org\\a", "https://example.org/a"), ("/a b\"c", "/a%20b%22c"),
        ("a/b?c", "a/b?c"),
        ("/\\example.org", "https://example.org"), ("tel:+44123", "tel:+44123"), ("mailto:maya@example.org", "mailto:maya@example.org"),
        ("#soil", "#content-soil"), ("#content-soil", "#content-soil"), (" https://example.org/\n", "https://example.org/"),
    ])
    func `addresses are written as browsers read them`(address: String, expected: String) {
        let escaped = address.replacing("\"", with: "&quot;")
        #expect(clean("<a href=\"\(escaped)\">a</a>").contains("href=\"\(expected)\""))
    }

    @Test func `links elsewhere say so, and keep what they said of themselves`() {
        #expect(
            clean("<a href='https://example.org' rel='sponsored opener' target=_blank>a</a>")
                == "<a href=\"https://example.org\" rel=\"noopener sponsored\">a</a>")
        #expect(clean("<a href='/a' rel='nofollow'>a</a>") == "<a href=\"/a\" rel=\"nofollow\">a</a>")
    }

    @Test func `ids cannot name anything of the page's own`() {
        #expect(clean("<p id=location>a</p><p id=location>b</p>") == "<p id=\"content-location\">a</p><p>b</p>")
        #expect(clean("<p id='a b'>a</p><a name=x></a>") == "<p>a</p><a id=\"content-x\"></a>")
        #expect(
            clean("<img name=cookie id=body src=/a>") == "<img src=\"/a\" alt=\"\" loading=\"lazy\" decoding=\"async\" id=\"content-body\">"
        )
    }

    @Test func `classes are ours or none`() {
        #expect(clean("<figure class='kg-card kg-width-wide kg-image-card'>a</figure>") == "<figure class=\"prose-wide\">a</figure>")
        #expect(
            clean("<div class='kg-card kg-callout-card'>a</div><div class='x'>b</div>") == "<div class=\"prose-callout\">a</div><p>b</p>")
        #expect(
            clean("<code class='language-c++ evil'>a</code><p class=language-c>b</p>") == "<code class=\"language-c++\">a</code><p>b</p>")
    }

    @Test func `responsive pictures keep the candidates that are safe`() {
        #expect(
            clean(
                "<img src=/a srcset='/a,b.jpg 320w, javascript:x 640w,//example.org/c 960w, /d 2x' sizes='(max-width: 40em) 100vw, 50vw'>")
                == "<img src=\"/a\" srcset=\"/a,b.jpg 320w, https://example.org/c 960w\" sizes=\"(max-width: 40em) 100vw, 50vw\" alt=\"\" loading=\"lazy\" decoding=\"async\">"
        )
        #expect(
            clean("<img src=/a srcset='/b, /c 2x'>")
                == "<img src=\"/a\" srcset=\"/b 1x, /c 2x\" alt=\"\" loading=\"lazy\" decoding=\"async\">")
    }

    @Test func `a page inside the page becomes a link to it`() {
        #expect(
            clean(
                "<figure class=kg-embed-card><iframe src='https://www.youtube.com/embed/abc?feature=oembed' title='Sowing &amp; more'>x</iframe></figure>"
            )
                == "<figure class=\"prose-embed\"><a href=\"https://www.youtube.com/watch?v=abc\" rel=\"noopener\">Sowing &amp; more</a></figure>"
        )
        #expect(
            clean("<iframe src='//player.vimeo.com/video/123'></iframe>")
                == "<a href=\"https://vimeo.com/123\" rel=\"noopener\">player.vimeo.com</a>")
        #expect(clean("<iframe src='javascript:alert(1)'></iframe><iframe srcdoc='<script>'></iframe>") == "")
    }

    @Test func `sound and film keep their sources and always their controls`() {
        #expect(
            clean("<video autoplay width=640><source src='/a.mp4' type='video/mp4'><source src='data:x'><p>Old browser</p></video>")
                == "<video width=\"640\" controls=\"\" preload=\"metadata\"><source src=\"/a.mp4\" type=\"video/mp4\"></video>")
        #expect(clean("<b><audio></audio></b>a") == "a")
    }

    @Test func `what was left out is counted by name`() {
        let cleaned = HTMLSanitizer(policy: .prose).clean(
            "<script></script><script></script><img src='data:x'><iframe></iframe><video></video><p>a")
        #expect(cleaned.leftOut == ["script": 2, "img": 1, "iframe": 1, "video": 1])
        #expect(cleaned.html.markup == "<p>a</p>")
    }
}
