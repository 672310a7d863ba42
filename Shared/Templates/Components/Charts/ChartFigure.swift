import SharedHTML

/// A drawing of figures, with the figures themselves one tap away: the drawing is for a glance, the table says it to everybody.
struct ChartFigure {
    let title: String
    /// What the points are, and what is counted: `("Month", "Loaves")`.
    let columns: (name: String, value: String)
    let points: [ChartPoint]
    let drawing: HTML

    var body: HTML {
        """
        <figure class="chart"><figcaption>\(title)</figcaption>
        \(drawing)
        <details><summary>The figures</summary>\(table)</details></figure>
        """
    }

    private var table: HTML {
        DataTable(
            title, [.init(columns.name), .init(columns.value, isAmount: true)], points.map { ["\($0.name)", "\($0.value)"] }
        ).body
    }
}
