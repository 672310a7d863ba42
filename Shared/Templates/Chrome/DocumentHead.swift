package import SharedHTML

extension Chrome {
    /// htmx as our content security policy wants it: no styles of its own, nothing evaluated, no other origins. A page that comes back is
    /// fetched anew, since baskets change meanwhile.
    private static var htmx: String {
        """
        {"includeIndicatorStyles":false,"allowEval":false,"allowScriptTags":false,"selfRequestsOnly":true,"historyCacheSize":0,\
        "refreshOnHistoryMiss":true,"globalViewTransitions":false,"scrollIntoViewOnBoost":false}
        """
    }

    package func head(_ page: any PageView) -> HTML {
        """
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(page.title) · \(Site.name)</title>
        <meta name="description" content="\(page.description)">
        <meta name="htmx-config" content="\(Self.htmx)">
        <meta name="color-scheme" content="light dark">
        <meta name="theme-color" content="#fbf7f0" media="(prefers-color-scheme: light)">
        <meta name="theme-color" content="#1b1816" media="(prefers-color-scheme: dark)">
        \(page.isIndexed ? nil : "<meta name=\"robots\" content=\"noindex\">\n")\(preview(page))<link rel="icon" href="\(url: site.file("favicon.svg"))" type="image/svg+xml">
        \(HeadFonts.names.map { "<link rel=\"preload\" href=\"\(url: site.file($0))\" as=\"font\" type=\"font/woff2\" crossorigin>\n" as HTML })\
        \(sheets(of: page))\
        <script src="\(url: site.file("scripts.js"))" data-later="\(url: site.file("vendor/htmx.js")) \(url: site.file("scripts-search.js"))" defer></script>
        \((bundles + page.bundles).compactMap(\.script).map { "<script src=\"\(url: site.file($0))\" defer></script>\n" })
        """
    }

    private func sheets(of page: any PageView) -> [HTML] {
        (["styles.css"] + (bundles + page.bundles).map(\.styles)).map { "<link rel=\"stylesheet\" href=\"\(url: site.file($0))\">\n" }
    }

    /// The canonical address, and what other sites show when somebody shares it (OpenGraph).
    private func preview(_ page: any PageView) -> HTML {
        guard let path = page.canonical else { return "" }
        let address = site.absolute(path)
        return """
            <link rel="canonical" href="\(url: address)">
            <meta property="og:site_name" content="\(Site.name)">
            <meta property="og:title" content="\(page.title)">
            <meta property="og:description" content="\(page.description)">
            <meta property="og:type" content="\(page.kind.rawValue)">
            <meta property="og:url" content="\(url: address)">
            \(page.picture.map { "<meta property=\"og:image\" content=\"\(url: site.absolute($0))\">\n" })
            """
    }
}

/// The fonts of every page's text and headings: fetched with the style sheet, they are there before the page is first laid out.
package enum HeadFonts {
    package static let names = ["vendor/fonts/vollkorn-400.woff2", "vendor/fonts/vollkorn-600.woff2"]
}
