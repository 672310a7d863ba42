/// The classes that prose may have, so that cards of other systems and of our editor can be told apart. Style sheets know `prose-…` only.
enum ProseClasses {
    static let all: [String: String] = {
        var all = Dictionary(uniqueKeysWithValues: names.map { ("prose-\($0)", "prose-\($0)") })
        for (theirs, ours) in ghost { all[theirs] = "prose-\(ours)" }
        return all
    }()

    /// `wide` and `full` are widths; `aside` is a quotation that is set apart; the others are cards.
    private static let names = [
        "wide", "full", "gallery", "bookmark", "embed", "callout", "button", "file", "audio", "video", "product", "header", "aside",
    ]

    private static let ghost: KeyValuePairs<String, String> = [
        "kg-width-wide": "wide", "kg-width-full": "full", "kg-gallery-card": "gallery", "kg-bookmark-card": "bookmark",
        "kg-embed-card": "embed", "kg-callout-card": "callout", "kg-button-card": "button", "kg-file-card": "file",
        "kg-audio-card": "audio", "kg-video-card": "video", "kg-product-card": "product", "kg-header-card": "header",
        "kg-blockquote-alt": "aside",
    ]
}
