import SharedHTML
import SharedInfrastructure

/// Figures: as a table, as bars, as a line, and when there are none.
struct DesignFigures {
    private let months = ["January", "February", "March", "April", "May", "June"]
    private let loaves = [310, 342, 365, 298, 402, 455]

    var body: HTML {
        """
        \(DataTable("Apples, by kind", [.init("Kind"), .init("Trees", isAmount: true), .init("Weighed", isAmount: true)], [["Bramley", "11", "640 kg"], ["Ashmead’s Kernel", "4", "112 kg"], ["Ribston Pippin", "7", "205 kg"]]).body)
        \(BarChart("Apples, by kind", columns: ("Kind", "Kilograms"), [.init("Bramley", 640), .init("Ribston Pippin", 205), .init("Ashmead’s Kernel", 112), .init("Nobody’s tree", 0)]).body)
        \(LineChart("Loaves a month", columns: ("Month", "Loaves"), zip(months, loaves).map(ChartPoint.init)).body)
        """
    }
}
