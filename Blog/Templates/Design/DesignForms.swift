import SharedHTML
import SharedInfrastructure

/// A form with each kind of field, at rest and when something is wrong.
struct DesignForms {
    var body: HTML {
        """
        <form class="form specimen-form" method="get" action="#forms">
        \(FormField("name", label: "Name", value: "Maya Adeyemi").body)
        \(FormField("email", label: "Address for mail", value: "maya@example", hint: "We write only when you ask us to.", problem: "Something is missing after the @: maya@example.org, perhaps.", input: .email).body)
        \(FormField("quantity", label: "How many", value: "0", problem: "Between 1 and 99.", input: .count(1...99)).body)
        \(FormField("sort", label: "In which order", value: "name", input: .choice([("featured", "In season first"), ("name", "By name"), ("price", "By price")])).body)
        \(FormField("day", label: "Which day", value: "2026-11-28", input: .day).body)
        \(FormField("message", label: "What we should know", hint: "Allergies, a gate that sticks.", input: .lines).body)
        <fieldset class="field"><legend>Which</legend><div class="choices">
        <label class="choice"><input type="radio" name="size" value="half" checked><span>Half loaf<span class="price-unit">450 g</span></span><span><span class="price">£2.40</span></span></label>
        <label class="choice"><input type="radio" name="size" value="whole"><span>Whole loaf<span class="price-unit">900 g</span></span><span><span class="price">£4.40</span></span></label>
        <label class="choice"><input type="radio" name="size" value="none" disabled><span>Sliced<span class="price-unit">sold out</span></span><span><span class="price">£4.60</span></span></label>
        </div></fieldset>
        <label class="tick"><input type="checkbox" name="news" checked> Tell me when the honey is in</label>
        <label class="tick"><input type="checkbox" name="post" disabled> By post (not here yet)</label>
        <div class="with-button"><button class="button">Send</button></div>
        </form>
        """
    }
}
