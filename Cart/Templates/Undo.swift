import Shared
import SharedHTML
import SharedInfrastructure

/// The button that brings back what was there before.
struct Undo {
    let news: BasketNews

    var body: HTML {
        """
        <form class="undo" method="post" action="\(url: CartPaths.restorations)" data-hx-post="\(url: CartPaths.restorations)">\
        <input type="hidden" name="variant" value="\(news.offer.variant.id)">\
        <input type="hidden" name="quantity" value="\(news.was)">\
        <button class="button is-quiet" id="undo">Undo<span class="visually-hidden">: \(news.offer.fullName)</span></button></form>
        """
    }
}
