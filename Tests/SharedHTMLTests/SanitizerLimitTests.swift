import Shared
import SharedHTML
import Support
import Testing

/// Time, memory and depth, whatever is sent.
@Suite struct SanitizerLimitTests {
    private func clean(_ html: String) -> String { HTMLSanitizer(policy: .prose).sanitize(html).markup }

    @Test(arguments: [
        "<div class=kg-callout-card>", "<blockquote>", "<ul><li>", "<table><tr><td>", "<details>", "<section>", "<b>", "<dl><dd>", "<svg>",
    ])
    func `no tree is deeper than the limit`(tag: String) {
        let cleaned = clean(String(repeating: tag, count: 5_000) + "a")
        var (depth, deepest) = (0, 0)
        for match in cleaned.matches(of: /<(\/?)[a-z]/) {
            depth += match.output.1.isEmpty ? 1 : -1
            deepest = max(deepest, depth)
        }
        #expect(depth == 0)
        #expect(deepest <= 70)
        #expect(tag == "<svg>" || cleaned.contains("a"))
        #expect(clean(cleaned) == cleaned)
    }

    @Test(arguments: [
        "<b>", "<p>", "<!--", "<![CDATA[", "<a b=", "<a b='", "<a b=\"c\" ", "&", "&a", "&#1", "</", "<script><!--", "<title>", "<li>",
        "<table>", "<td>",
        "<a href=/x>", "<b><p>x", "<pre>\n", "<svg><", "<select><option>", "<i id=a>", "<video><source src=/a>", "-", "<xmp></xm", " ",
        "<p> <b> ",
    ])
    func `time grows with the length and not faster`(piece: String) {
        func time(_ length: Int) -> Duration {
            let html = String(repeating: piece, count: length / piece.utf8.count)
            return processorTime { _ = clean(html) }
        }
        _ = time(5_000)
        let (short, long) = (min(time(10_000), time(10_000)), time(100_000))
        #expect(long < short * 10 * 4 + .milliseconds(200), "\(short) for 10 KB, \(long) for 100 KB")
    }

    @Test func `a long link around many blocks does not multiply`() {
        let html = "<a href='/\(String(repeating: "a", count: 8_000))'>" + String(repeating: "<p>x", count: 20_000)
        #expect(clean(html).utf8.count < html.utf8.count * 8)
    }

    @Test func `a tag of very many attributes costs no more than its length`() {
        let html = "<p " + (0..<100_000).map { "a\($0)=b" }.joined(separator: " ") + ">x"
        #expect(clean(html) == "<p>x</p>")
    }
}
