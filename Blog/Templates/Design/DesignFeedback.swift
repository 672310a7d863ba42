import SharedHTML
import SharedInfrastructure

/// Notices, progress, a toast and a dialog.
struct DesignFeedback {
    var body: HTML {
        """
        \(Notice(.done, "The loaf is in your basket.").body)
        \(Notice(.problem, "There are only four left; we kept those for you.").body)
        \(ProgressView("Reading the export", done: 412, of: 1_300, remark: "about two minutes left").body)
        \(ProgressView("Counting apples", done: 87, of: nil).body)
        \(ProgressView("Sending the letter", done: 240, of: 240).body)
        <div class="toasts is-specimen"><p class="toast">In the basket: Country sourdough, half loaf. <a href="#feedback">See the basket</a><button class="toast-close" type="button" aria-label="Close"></button></p></div>
        <div class="toasts is-specimen"><p class="toast is-problem">There is no connection just now. Try again in a moment.<button class="toast-close" type="button" aria-label="Close"></button></p></div>
        <p><button class="button is-grave" type="button" data-opens="specimen-dialog">Empty the basket …</button></p>
        \(DialogView(id: "specimen-dialog", title: "Empty the basket?", sentence: "Seven things are in it. This cannot be undone.", action: "<form method=\"dialog\"><button class=\"button is-grave\">Empty it</button></form>").body)
        """
    }
}
