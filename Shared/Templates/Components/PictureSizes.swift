import SharedHTML

/// How wide a picture is shown in a layout, so that a browser fetches no more of it than it shows (`sizes`).
package enum PictureSizes: Sendable {
    /// One of several in a grid of cards.
    case card
    /// What a page opens with, beside its words.
    case feature
    /// Across the column of an article.
    case article
    /// Beside a headline, one of several that a page opens with.
    case story
    /// A small one beside a line: in a basket, in what a search finds.
    case thumbnail
    /// At the end of a row of a listing.
    case listing
    /// Of a product that a search found: beside its words on a phone, above them where there is room.
    case found

    /// The widths that a screen of up to three pixels a point can use; the others would only make pages longer. What a page opens with is paid for
    /// by everybody, so that it has fewer: one and a half pixels a point at least, and a story not quite two (Docs/decisions/0025).
    var steps: ClosedRange<PictureStep> {
        switch self {
        case .card, .feature: .narrow ... .broad
        case .article: .narrow ... .wide
        case .story: .small ... .small
        case .thumbnail, .listing: .small ... .narrow
        case .found: .small ... .broad
        }
    }

    /// The same for telephones, whatever their pixels, where that is less: one of three pixels a point would take the largest picture for the
    /// smallest screen.
    var telephoneSteps: ClosedRange<PictureStep>? {
        switch self {
        case .feature, .article: .narrow ... .middle
        case .card, .story, .thumbnail, .listing, .found: nil
        }
    }

    /// Which screens are telephones' (`media`): there a picture of middle width has one and a half pixels a point.
    static let telephone: HTML = "(max-width:30rem)"

    var value: HTML {
        switch self {
        case .card: "(min-width:60rem) 18rem,(min-width:34rem) 46vw,92vw"
        case .feature: "(min-width:56rem) 38rem,92vw"
        case .article: "(min-width:60rem) 46rem,92vw"
        case .story, .thumbnail: "6.5rem"
        case .listing: "(min-width:46rem) 11rem,6.5rem"
        case .found: "(min-width:60rem) 18rem,(min-width:46rem) 46vw,5rem"
        }
    }
}
