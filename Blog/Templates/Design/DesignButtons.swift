import SharedHTML
import SharedInfrastructure

/// What acts, in every state.
struct DesignButtons {
    var body: HTML {
        """
        <div class="specimen-row"><button class="button" type="button">Add to basket</button><button class="button is-quiet" type="button">Keep looking</button>\
        <button class="button is-grave" type="button">Remove</button><button class="button" type="button" disabled>Sold out</button></div>
        <div class="specimen-row"><button class="button is-focused" type="button">With focus</button><a href="#buttons">A link</a></div>
        <div class="specimen-row">\(Badge("draft").body)\(Badge("open", .good).body)\(Badge("waiting", .waiting).body)\(Badge("failed", .bad).body)</div>
        """
    }
}
