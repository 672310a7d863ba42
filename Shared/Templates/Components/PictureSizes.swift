import SharedHTML

/// How wide a picture is shown in a layout, so that a browser fetches no more of it than it shows (`sizes`).
package enum PictureSizes: Sendable {
    /// One of several in a grid of cards.
    case card
    /// What a page opens with, beside its words.
    case feature
    /// Across the column of an article.
    case article
    /// A small one beside a line: in a basket, in what a search finds.
    case thumbnail
    /// At the end of a row of a listing.
    case listing

    /// The widths that a screen of up to three pixels a point can use; the others would only make pages longer.
    var steps: ClosedRange<PictureStep> {
        switch self {
        case .card: .narrow ... .broad
        case .feature, .article: .narrow ... .wide
        case .thumbnail, .listing: .small ... .narrow
        }
    }

    var value: HTML {
        switch self {
        case .card: "(min-width:60rem) 18rem,(min-width:34rem) 46vw,92vw"
        case .feature: "(min-width:56rem) 38rem,92vw"
        case .article: "(min-width:60rem) 46rem,92vw"
        case .thumbnail: "6.5rem"
        case .listing: "(min-width:46rem) 11rem,6.5rem"
        }
    }
}
