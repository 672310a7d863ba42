import Shared
import SharedHTML
import SharedInfrastructure

/// Says once that what somebody chose before they signed in is with the rest now.
struct AdoptionNotice {
    let news: Adoption

    var body: HTML {
        """
        <div class="notice basket-news"><p role="status">\(sentence)</p>
        <form class="undo" method="post" action="\(url: CartPaths.acknowledgements)" data-hx-post="\(url: CartPaths.acknowledgements)">\
        <button class="button is-quiet">All right<span class="visually-hidden">: take this message away</span></button></form></div>
        """
    }

    private var sentence: String {
        [added, leftOut].compactMap { $0 }.joined(separator: " ")
    }

    private var added: String? {
        switch news.added {
        case 0: nil
        case 1: "The thing that you chose before you signed in is in your basket now."
        default: "The \(news.added) things that you chose before you signed in are in your basket now."
        }
    }

    private var leftOut: String? {
        switch news.leftOut {
        case 0: nil
        case 1:
            "One of them did not fit in: a basket holds \(Basket.maximumQuantity) of one thing and \(Basket.maximumItems) different things, in one currency."
        default:
            "\(news.leftOut) did not fit in: a basket holds \(Basket.maximumQuantity) of one thing and \(Basket.maximumItems) different things, in one currency."
        }
    }
}
