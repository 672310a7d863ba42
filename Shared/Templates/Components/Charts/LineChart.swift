package import SharedHTML

/// A number as it changes over time, the latest to the right. Its scale and its ends are text of the page beside the drawing, which is stretched
/// to the room that there is: text in it would shrink with it.
package struct LineChart: Sendable {
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
        let most = Self.roundUp(points.map(\.value).max() ?? 0)
        return """
            <div class="chart-plot" role="img" aria-label="\(title): the figures are below">
            <p class="chart-scale">\([most, most / 2, 0].map { "<span>\($0)</span>" })</p>
            \(plot(most))
            \(points.isEmpty ? "" : ends)</div>
            """
    }

    /// The line is drawn in thousandths and stretched, its width not; lines and dots stand where their percentages say.
    private func plot(_ most: Int) -> HTML {
        let places = points.enumerated().map { (x: x($0.offset), y: ChartLength($0.element.value, of: most).rest, point: $0.element) }
        return """
            <svg width="100%" height="100%" aria-hidden="true" focusable="false">\
            \(["0%", "50%", "100%"].map { "<line class=\"chart-grid\" x1=\"0%\" x2=\"100%\" y1=\"\($0)\" y2=\"\($0)\"/>" })\
            <svg viewBox="0 0 1000 1000" width="100%" height="100%" preserveAspectRatio="none">\
            <polyline class="chart-line" points="\(places.map { "\($0.x.thousandths),\($0.y.thousandths)" }.joined(separator: " "))"/></svg>\
            \(places.map { "<circle class=\"chart-dot\" cx=\"\($0.x.percent)\" cy=\"\($0.y.percent)\" r=\"4\"><title>\($0.point.name): \($0.point.value)</title></circle>" })</svg>
            """
    }

    /// The first name and the last: those between would collide.
    private var ends: HTML {
        """
        <p class="chart-ends"><span>\(points[0].name)</span>\(points.count > 1 ? "<span>\(points[points.count - 1].name)</span>" : nil)</p>
        """
    }

    private func x(_ index: Int) -> ChartLength { ChartLength(index, of: max(points.count - 1, 1)) }

    /// The next even number of one figure and noughts, so that half of it is whole.
    private static func roundUp(_ value: Int) -> Int {
        var step = 2
        while step * 10 < value { step *= 10 }
        return max((value + step - 1) / step * step, step)
    }
}
