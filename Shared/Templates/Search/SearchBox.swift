import Shared
package import SharedHTML

/// The search in the masthead of every page: a field on a wide screen; on a narrow one a glass, which opens the field, or, without
/// scripts, leads to the search's own page.
package struct SearchBox: Sendable {
    package let site: Site
    package init(site: Site) { self.site = site }

    package var body: HTML {
        """
        <div class="search-box">
        <a class="search-way" href="\(url: SearchPaths.front)" aria-label="Search">\(Glass().body)</a>
        \(SearchForm(id: "site-search", label: "The whole site", placeholder: "Search", isClosable: true).body)
        </div>
        """
    }
}

/// The field itself. Enter sends it as any form; `scripts/search.js` shows the best few while somebody types.
struct SearchForm: Sendable {
    /// The field's, unique on its page.
    let id: StaticString
    /// The landmark's name.
    let label: StaticString
    let placeholder: StaticString
    /// Whether it lies over something else on a narrow screen.
    var isClosable = false
    var words = SearchWords("")
    /// Whether it is what the page is for.
    var isFirst = false

    var body: HTML {
        """
        <form class="search-form" role="search" aria-label="\(HTML(stringLiteral: label))" action="\(url: SearchPaths.front)" data-search="\(url: SearchPaths.suggestions)">
        <label class="visually-hidden" for="\(HTML(stringLiteral: id))">What to look for</label>
        <input type="search" id="\(HTML(stringLiteral: id))" name="q" value="\(words.typed)" dir="auto" maxlength="100" placeholder="\(HTML(stringLiteral: placeholder))" autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="search"\(attribute: "autofocus", if: isFirst && words.isEmpty)>
        <button class="search-go" aria-label="Search">\(Glass().body)</button>
        \(isClosable ? "<button type=\"button\" class=\"search-close\">Close</button>\n" : nil)</form>
        """
    }
}

/// A magnifying glass.
struct Glass: Sendable {
    var body: HTML {
        """
        <svg class="glass" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false"><circle cx="10.500" cy="10.500" r="6.500"/><path d="M15.500 15.500 21 21"/></svg>
        """
    }
}
