import Shared
import SharedHTML
import Support
import Testing

@testable import Blog

@Suite struct MarkdownTests {
    private func html(_ text: String) -> String {
        HTMLSanitizer(policy: .prose).sanitize(Markdown.html(text)).markup.replacing("\n", with: "")
    }

    @Test(arguments: [
        ("# A\n## B #\n#C", "<h1>A</h1><h2>B</h2><h1>C</h1>"), ("A\n=\nB\n---\nc", "<h1>A</h1><h2>B</h2><p>c</p>"),
        ("a\nb\n\nc", "<p>a<br>b</p><p>c</p>"),
        ("***\n---\n_ _ _", "<hr><hr><hr>"),
        ("```swift\nlet a = 1 < 2\n```\nb", "<pre><code class=\"language-swift\">let a = 1 &lt; 2</code></pre><p>b</p>"),
        ("    code\n\n    more\n\nb", "<pre><code>codemore</code></pre><p>b</p>"),
        ("> a\n> > b\nc\n\nd", "<blockquote><p>a</p><blockquote><p>b<br>c</p></blockquote></blockquote><p>d</p>"),
        ("- a\n- b\n  - c\n- d", "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("3) a\n\n   b\n4) c", "<ol start=\"3\"><li><p>a</p><p>b</p></li><li><p>c</p></li></ol>"),
        ("a\n2024. was a year", "<p>a<br>2024. was a year</p>"),
        (
            "| a | b |\n|---|:-:|\n| c | `d` |\ne",
            "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td><code>d</code></td></tr></tbody></table><p>e</p>"
        ),
        ("<div class=kg-callout-card>\n*a*\n</div>\n\nb", "<div class=\"prose-callout\">*a*</div><p>b</p>"),
    ])
    func `blocks of Markdown become blocks of markup`(text: String, expected: String) {
        #expect(html(text) == expected)
    }

    @Test(arguments: [
        ("*a* _b_ **c** __d__ ***e***", "<em>a</em> <em>b</em> <strong>c</strong> <strong>d</strong> <em><strong>e</strong></em>"),
        ("a_b_c a*b*c 2 * 3 * 4", "a_b_c a<em>b</em>c 2 * 3 * 4"),
        ("~~a~~ ==b== H~2~O x^2^", "<s>a</s> <mark>b</mark> H<sub>2</sub>O x<sup>2</sup>"),
        ("`a *b*` ``c ` d``", "<code>a *b*</code> <code>c ` d</code>"), ("\\*a\\* &amp; &lt; & <", "*a* &amp; &lt; &amp; &lt;"),
        (
            "[a *b*](https://a.example.org/?x=1&y=2 \"T\")",
            "<a href=\"https://a.example.org/?x=1&amp;y=2\" rel=\"noopener\" title=\"T\">a <em>b</em></a>"
        ),
        ("[a][B] [b]\n\n[b]: /there 'T'", "<a href=\"/there\" title=\"T\">a</a> <a href=\"/there\" title=\"T\">b</a>"),
        ("![a](/a.jpg)", "<img src=\"/a.jpg\" alt=\"a\" loading=\"lazy\" decoding=\"async\">"), ("[a](javascript:alert(1))", "a"),
        (
            "<https://a.example.org> <m@a.example.org>",
            "<a href=\"https://a.example.org\" rel=\"noopener\">https://a.example.org</a> <a href=\"mailto:m@a.example.org\">m@a.example.org</a>"
        ),
        (
            "see https://a.example.org/b_c, now",
            "see <a href=\"https://a.example.org/b_c\" rel=\"noopener\">https://a.example.org/b_c</a>, now"
        ),
        ("a <b>c</b> <script>d</script>", "a <b>c</b> "), ("**a", "**a"), ("[a](", "[a]("), ("![", "!["),
    ])
    func `what stands in a paragraph becomes markup`(text: String, expected: String) {
        #expect(html(text) == "<p>\(expected)</p>")
    }

    @Test func `footnotes stand at the end, and lead there and back`() {
        #expect(
            html("a[^1]\n\n[^1]: Note *b*")
                == "<p>a<sup id=\"content-fnref-1\"><a href=\"#content-fn-1\">[1]</a></sup></p><hr><ol><li id=\"content-fn-1\">Note <em>b</em> <a href=\"#content-fnref-1\">↩</a></li></ol>"
        )
    }

    @Test(arguments: ["*", "_a_", "[", "[a](", "`", "> ", "- ", "![a", "<", "~", "**a", "| a ", "# ", "\\", "1. ", "[^1]", "a\n", "_*"])
    func `noise takes no longer than its length allows`(piece: String) {
        let text = String(repeating: piece, count: 5_000 / piece.count)
        #expect(processorTime { _ = Markdown.html(text) } < .seconds(10))
        #expect(processorTime { _ = Markdown.html(text.replacing("a", with: "a\n")) } < .seconds(10))
    }
}
