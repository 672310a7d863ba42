import Shared
package import SharedHTML

/// The mark, the site's name and the service's, as the link home.
package struct Brand: Sendable {
    package let site: Site
    package let section: String?

    package var body: HTML {
        """
        <a class="brand" href="/">\(Mark().body)<span>\(Site.name)\(section.map { " <span class=\"brand-section\">\($0)</span>" })</span></a>
        """
    }
}

/// The mark: a rose, whose petals are one line wound inwards, over two leaflets of an ash.
package struct Mark: Sendable {
    package init() {}

    package var body: HTML {
        """
        <svg viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">\
        <path class="mark-leaves" d="M19 33C12 37 5 35 2 29c7-3 13-1 17 4zM21 33c7 4 14 2 17-4-7-3-13-1-17 4z"/>\
        <path class="mark-petals" d="M20 33V28M9 15c-2 8 4 14 11 14s13-6 11-14M9 15c1-6 6-10 11-11 5 1 10 5 11 11M13 13c-1 7 3 11 7 11s8-4 7-10M13 13c2-4 5-5 7-5s5 2 7 6M17 14c-1 3 1 5.500 3 5.500s4-2 3-5-5-3-6-.500"/>\
        </svg>
        """
    }
}
