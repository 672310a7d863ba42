import Support

/// Markup that nobody would write, from pieces that mean something to a parser.
struct MarkupNoise {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// Pieces of tags, references and comments, as a tokeniser meets them.
    mutating func pieces() -> String {
        (0..<Int.random(in: 1...14, using: &random)).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
    }

    /// Tags and text in any order, as a tree builder meets them.
    mutating func tags() -> String {
        (0..<Int.random(in: 1...25, using: &random)).map { _ in tagOrText() }.joined()
    }

    /// Numbered words among the tags of prose, closed or not, in any order.
    mutating func prose() -> String {
        (0..<Int.random(in: 1...25, using: &random)).map { index in
            let name = Self.proseNames.randomElement(using: &random) ?? ""
            return switch Int.random(in: 0..<3, using: &random) {
            case 0: "<\(name)>"
            case 1: "</\(name)>"
            default: "word\(index)."
            }
        }.joined()
    }

    private static let proseNames = [
        "p", "p", "div", "span", "b", "i", "a href=/x", "em", "h2", "h3", "ul", "ol", "li", "li", "dl", "dt", "dd", "pre", "blockquote",
        "figure",
        "figcaption", "details", "summary", "hr", "br", "section", "center", "table", "tr", "td", "th", "caption", "tbody", "font", "code",
    ]

    private mutating func tagOrText() -> String {
        let name = Self.names.randomElement(using: &random) ?? ""
        switch Int.random(in: 0..<10, using: &random) {
        case 0...4: return "<\(name)\(Bool.random(using: &random) ? "" : Self.attributes.randomElement(using: &random) ?? "")>"
        case 5...6: return "</\(name)>"
        case 7: return Self.pieces.randomElement(using: &random) ?? ""
        default: return Self.texts.randomElement(using: &random) ?? ""
        }
    }

    private static let pieces = [
        "<", "</", ">", "/>", "/", "=", "\"", "'", "a", "p", "B", " ", "\n", "\t", "\u{C}", "&", "&#", "&#x", "&amp", "&amp;", "&not",
        "&notin;",
        "&notit;", "&copy=1", "&AElig", "&lt", "&#60;", "&#x3c", "&#128;", "&#xD800;", "&#0;", "&#1114112;", "&#99999999999;", "&bogus;",
        "0", "x",
        ";", "!", "?", "-", "--", "<!--", "-->", "--!>", "<!", "<!doctype html>", "<![CDATA[", "]]>", "<a href=", "<a b", "<p/", "<script>",
        "</script>", "</script ", "<title>", "</title>", "<style>", "</style", "</style>", "<textarea>", "</TEXTAREA>", "<xmp>", "</xmp/>",
        "é", "🍓", "x=y",
        "x='", "x=\"&lt\"", "<!-->", "<!--->", "<plaintext>",
    ]

    private static let names = [
        "p", "p", "div", "span", "b", "i", "a", "a", "em", "code", "h1", "h2", "ul", "ol", "li", "li", "dl", "dt", "dd", "table", "tr",
        "td", "th",
        "tbody", "thead", "caption", "colgroup", "col", "pre", "blockquote", "figure", "figcaption", "details", "summary", "hr", "br",
        "img", "video",
        "audio", "source", "iframe", "svg", "math", "mi", "mtext", "mglyph", "annotation-xml", "foreignObject", "desc", "title", "style",
        "script",
        "template", "noscript", "select", "option", "form", "button", "input", "textarea", "section", "body", "html", "head", "nobr",
        "font",
        "object", "frameset", "marquee", "time", "q", "sub", "xmp", "noembed", "image", "isindex", "ruby", "rt", "center",
    ]

    private static let attributes = [
        " href=\"javascript:alert(1)\"", " href='https://example.org/?a=b&amp;c'", " href=//example.org", " href=#top",
        " src=x onerror=alert(1)",
        " src=\"data:image/png;base64,AAAA\"", " src=/a.png alt='\"><script>'", " srcset='/a 1x, javascript:x 2x'",
        " class='kg-width-wide evil'",
        " id=a", " id='location'", " name=x", " style='x'", " title='`<!--&#39;'", " datetime=2025-01-01", " open", " colspan=3",
        " xmlns=x",
        " encoding=text/html", " src='https://example.org/v.mp4'", " /", " href='java&Tab;script:x'", " class=language-swift",
    ]

    private static let texts = [
        "text", " ", "\n", "a & b", "&lt;script&gt;", "<!-- c -->", "]]>", "&nbsp;", "é", "\u{0}", "&#13;", "\n\nline", "<", "--!>",
        "\u{1}",
    ]
}
