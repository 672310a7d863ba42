/// One figure of a chart.
package struct ChartPoint: Sendable, Equatable {
    package let name: String
    /// Not negative.
    package let value: Int

    package init(_ name: String, _ value: Int) {
        self.name = name
        self.value = max(0, value)
    }
}
