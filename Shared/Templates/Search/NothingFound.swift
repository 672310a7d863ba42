import Shared
import SharedHTML

/// That nothing has all of the words, and what to try: each of several words alone, then the ways on.
struct NothingFound: Sendable {
    let words: SearchWords
    let site: Site

    var body: HTML {
        """
        <div class="empty">
        <h2>Nothing has \(words.all.count == 1 ? "this word" : "all of these words")</h2>
        <p>It may be written otherwise here, or in fewer letters: the beginning of a word is enough. Words as common as “the” find nothing by themselves.</p>
        \(words.all.count > 1 ? "<p>Look for one word alone: \(words.all.map(alone).joined(separator: ", ")).</p>\n" : nil)</div>
        \(SearchWaysOn(site: site).body)
        """
    }

    private func alone(_ word: String) -> HTML { "<a href=\"\(url: SearchPaths.found(SearchWords(word)))\"><bdi>\(word)</bdi></a>" }
}

/// Where to look without searching.
struct SearchWaysOn: Sendable {
    let site: Site

    var body: HTML {
        """
        <nav aria-label="Ways on"><ul class="ways">
        <li><a href="\(url: site.link(MarketPaths.front, on: .market))">What we sell</a></li>
        <li><a href="\(url: site.link(EventsPaths.front, on: .events))">What’s on</a></li>
        <li><a href="\(url: site.link(BlogPaths.front, on: .blog))">What we write</a></li>
        </ul></nav>
        """
    }
}
