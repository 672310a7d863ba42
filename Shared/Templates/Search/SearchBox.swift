import Shared
package import SharedHTML

/// The search in the masthead of every page: a field on a wide screen; on a narrow one a glass, which opens the field, or, without
/// scripts, leads to the search's own page. Enter sends it as any form; `scripts/search.js` shows the best few while somebody types.
package struct SearchBox: Sendable {
    package let site: Site
    package init(site: Site) { self.site = site }

    package var body: HTML {
        """
        <div class="search-box">
        <a class="search-way" href="\(url: SearchPaths.front)" aria-label="Search">\(Glass().body)</a>
        <form class="search-form" role="search" aria-label="The whole site" action="\(url: SearchPaths.front)" data-search="\(url: SearchPaths.suggestions)">
        <label class="visually-hidden" for="site-search">Search the site</label>
        <input type="search" id="site-search" name="q" maxlength="100" placeholder="Search" autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="search">
        <button class="search-go" aria-label="Search">\(Glass().body)</button>
        </form>
        </div>
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
