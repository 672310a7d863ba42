import Shared
import SharedHTML
import Testing

@Suite struct PlainTextTests {
    @Test(arguments: [
        ("<h2>Soil</h2>\n<p>A <b>good</b>\n  one &amp; more.<br>Next</p>", "Soil\nA good one & more.\nNext"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"), ("in<b>side</b> <i>of</i>", "inside of"), ("", ""), (" <p> </p> ", ""),
        ("<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>c", "a\nb\nc"),
        ("<figure><img src=\"/a\" alt=\"not text\"><figcaption>Ours</figcaption></figure>", "Ours"), ("&lt;b&gt; is a tag", "<b> is a tag"),
    ])
    func `the text of markup is what is read aloud`(html: String, expected: String) {
        #expect(SanitizedHTML(alreadySanitized: html).plainText == expected)
    }
}
