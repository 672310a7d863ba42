import Shared
import SharedHTML
import SharedInfrastructure

/// The diets that a market's listing can be narrowed to, each a link that adds it or takes it away.
struct DietChoice {
    let market: Slug
    let filter: DietFilter

    var body: HTML { "<nav class=\"filter\" aria-label=\"Only what is\"><ul>\(Label.Diet.allCases.map(choice))</ul></nav>" }

    private func choice(_ diet: Label.Diet) -> HTML {
        """
        <li><a href="\(url: filter.toggling(diet).link(market))"\(filter.diets.contains(diet) ? " aria-current=\"true\"" : nil)>\(Label.diet(diet).description)</a></li>
        """
    }
}
