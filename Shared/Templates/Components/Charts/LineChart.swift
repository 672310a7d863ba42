package import SharedHTML

/// A number as it changes over time, the latest to the right.
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

    private static let (width, height, top, left) = (640, 240, 16, 44)

    private var drawing: HTML {
        let most = Self.roundUp(points.map(\.value).max() ?? 0)
        let places = points.enumerated().map { (x: x($0.offset), y: y($0.element.value, of: most), point: $0.element) }
        return """
            <svg viewBox="0 0 \(Self.width) \(Self.height + 28)" width="\(Self.width)" height="\(Self.height + 28)" role="img" aria-label="\(title): the figures are below">\
            \([0, most / 2, most].map { grid($0, of: most) })\
            <polyline class="chart-line" points="\(places.map { "\($0.x),\($0.y)" }.joined(separator: " "))"/>\
            \(places.map { "<circle class=\"chart-dot\" cx=\"\($0.x)\" cy=\"\($0.y)\" r=\"3.500\"><title>\($0.point.name): \($0.point.value)</title></circle>" })\
            \(points.indices.contains(0) ? ends : "")</svg>
            """
    }

    private func grid(_ value: Int, of most: Int) -> HTML {
        let height = y(value, of: most)
        return """
            <line class="chart-grid" x1="\(Self.left)" x2="\(Self.width)" y1="\(height)" y2="\(height)"/>\
            <text x="\(Self.left - 8)" y="\(height + 4)" text-anchor="end">\(value)</text>
            """
    }

    /// The first name and the last: those between would collide.
    private var ends: HTML {
        """
        <text x="\(Self.left)" y="\(Self.height + 24)">\(points[0].name)</text>\
        <text x="\(Self.width)" y="\(Self.height + 24)" text-anchor="end">\(points[points.count - 1].name)</text>
        """
    }

    private func x(_ index: Int) -> Int { Self.left + 6 + index * (Self.width - Self.left - 12) / max(points.count - 1, 1) }
    private func y(_ value: Int, of most: Int) -> Int { Self.height - value * (Self.height - Self.top) / most }

    /// The next even number of one figure and noughts, so that half of it is whole.
    private static func roundUp(_ value: Int) -> Int {
        var step = 2
        while step * 10 < value { step *= 10 }
        return max((value + step - 1) / step * step, step)
    }
}
