/// The elements of prose, and those that a rule must say something about.
enum ProseElements {
    static let all: [String: Element] = {
        var all: [String: Element] = [:]
        for (name, element) in written { all[name] = element }
        for name in boundaries { all[name] = Element(name, .boundary) }
        for (name, dropped) in droppedElements { all[name] = Element(name, .dropped(dropped)) }
        return all
    }()

    private static let size = 1...10_000

    private static let written: KeyValuePairs<String, Element> = [
        "p": Element("p", .paragraph),
        "h1": Element("h1", .heading), "h2": Element("h2", .heading), "h3": Element("h3", .heading),
        "h4": Element("h4", .heading), "h5": Element("h5", .heading), "h6": Element("h6", .heading),
        "pre": Element("pre", .preformatted), "listing": Element("pre", .preformatted), "xmp": Element("pre", .preformatted),
        "plaintext": Element("pre", .preformatted),
        "blockquote": Element("blockquote", .block),
        "div": Element("div", .classedBlock),
        "figure": Element("figure", .figure), "figcaption": Element("figcaption", .figureCaption),
        "details": Element("details", .details, .flag("open")), "summary": Element("summary", .summary),
        "ul": Element("ul", .list), "menu": Element("ul", .list), "dir": Element("ul", .list),
        "ol": Element(
            "ol", .list, .number("start", -99_999...99_999), .flag("reversed"), .keyword("type", ["1", "a", "A", "i", "I"])),
        "li": Element("li", .item),
        "dl": Element("dl", .definitionList), "dt": Element("dt", .term), "dd": Element("dd", .definition),
        "table": Element("table", .table), "caption": Element("caption", .caption),
        "thead": Element("thead", .rowGroup), "tbody": Element("tbody", .rowGroup), "tfoot": Element("tfoot", .rowGroup),
        "tr": Element("tr", .row),
        "td": Element("td", .cell, .number("colspan", 2...1000), .number("rowspan", 2...1000)),
        "th": Element(
            "th", .cell, .number("colspan", 2...1000), .number("rowspan", 2...1000),
            .keyword("scope", ["row", "col", "rowgroup", "colgroup"])),
        "hr": Element("hr", .rule),

        "a": Element("a", .link, .link("href"), .relation, .text("title")),
        "abbr": Element("abbr", .inline, .text("title")), "acronym": Element("abbr", .inline, .text("title")),
        "dfn": Element("dfn", .inline, .text("title")),
        "time": Element("time", .inline, .characters("datetime", "-:+. ")),
        "b": Element("b", .inline), "strong": Element("strong", .inline), "i": Element("i", .inline), "em": Element("em", .inline),
        "u": Element("u", .inline), "s": Element("s", .inline), "strike": Element("s", .inline), "del": Element("del", .inline),
        "ins": Element("ins", .inline), "mark": Element("mark", .inline), "small": Element("small", .inline),
        "sub": Element("sub", .inline), "sup": Element("sup", .inline), "q": Element("q", .inline), "cite": Element("cite", .inline),
        "code": Element("code", .inline), "tt": Element("code", .inline), "kbd": Element("kbd", .inline),
        "samp": Element("samp", .inline), "var": Element("var", .inline), "bdi": Element("bdi", .inline),

        "br": Element("br", .lineBreak), "wbr": Element("wbr", .lineBreak),
        "img": image, "image": image,
        "audio": Element(
            "audio", .media, .file("src"), .fixed("controls", ""), .flag("loop"), .fixed("preload", "metadata")),
        "video": Element(
            "video", .media, .file("src"), .file("poster"), .number("width", size), .number("height", size), .fixed("controls", ""),
            .flag("loop"), .flag("muted"), .flag("playsinline"), .fixed("preload", "metadata")),
        "source": Element("source", .source, .file("src"), .characters("type", "/-+.")),
        "iframe": Element("a", .frame),
    ]

    private static let image = Element(
        "img", .image, .file("src"), .candidates, .alwaysText("alt"), .text("title"), .number("width", size), .number("height", size),
        .fixed("loading", "lazy"), .fixed("decoding", "async"))

    private static let boundaries = [
        "address", "article", "aside", "body", "center", "colgroup", "dialog", "fieldset", "footer", "form", "frameset", "head", "header",
        "hgroup", "html", "legend", "main", "nav", "optgroup", "option", "search", "section",
    ]

    private static let droppedElements: KeyValuePairs<String, Element.Dropped> = [
        "script": .whole, "style": .whole, "template": .whole, "title": .whole, "textarea": .whole, "noembed": .whole,
        "noframes": .whole, "button": .untilBlock, "select": .untilBlock, "datalist": .untilBlock, "svg": .foreign, "math": .foreign,
    ]
}
