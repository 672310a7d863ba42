package import SharedHTML

/// Amounts side by side, longest bar the widest; for up to some twenty names.
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

    private static let rowHeight = 44
    private static let width = 320

    private var drawing: HTML {
        let most = max(points.map(\.value).max() ?? 0, 1)
        return """
            <svg viewBox="0 0 \(Self.width) \(points.count * Self.rowHeight)" width="\(Self.width)" height="\(points.count * Self.rowHeight)" role="img" aria-label="\(title): the figures are below">\
            \(points.enumerated().map { bar($0.element, at: $0.offset * Self.rowHeight, of: most) })</svg>
            """
    }

    /// The name above its bar, so that a long one has the whole width.
    private func bar(_ point: ChartPoint, at top: Int, of most: Int) -> HTML {
        """
        <text x="0" y="\(top + 15)">\(String(point.name.prefix(36)))</text>\
        <text class="chart-value" x="\(Self.width)" y="\(top + 15)" text-anchor="end">\(point.value)</text>\
        <rect class="chart-bar" x="0" y="\(top + 21)" width="\(max(point.value * Self.width / most, point.value > 0 ? 2 : 0))" height="10" rx="2"/>
        """
    }
}
