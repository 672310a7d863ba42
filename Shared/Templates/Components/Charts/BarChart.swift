package import SharedHTML

/// Amounts side by side, longest bar the widest; for up to some twenty names. Names and amounts are text of the page, as large as its other text
/// and wrapped where they are long; only the bars are drawn.
package struct BarChart: Sendable {
    package let title: String
    package let columns: (name: String, value: String)
    package let points: [ChartPoint]

    package init(_ title: String, columns: (name: String, value: String), _ points: [ChartPoint]) {
        self.title = title
        self.columns = columns
        self.points = points
    }

    package var body: HTML { ChartFigure(title: title, columns: columns, points: points, drawing: drawing).body }

    private var drawing: HTML {
        guard !points.isEmpty else { return "" }
        let most = max(points.map(\.value).max() ?? 0, 1)
        return "<ul class=\"chart-bars\">\n\(points.map { bar($0, of: most) })</ul>"
    }

    /// The name above its bar, so that a long one has the whole width.
    private func bar(_ point: ChartPoint, of most: Int) -> HTML {
        """
        <li><span>\(point.name)</span> <strong>\(point.value)</strong>\
        <svg width="100%" height="10" aria-hidden="true" focusable="false"><rect class="chart-bar" width="\(ChartLength(point.value, of: most).percent)" height="100%" rx="2"/></svg></li>

        """
    }
}
