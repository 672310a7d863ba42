package import SharedHTML

/// Figures in rows, under a caption. A table that is wider than the screen scrolls in its frame, not the page.
package struct DataTable: Sendable {
    package struct Column: Sendable {
        package let name: String
        /// Whether it holds figures, which stand at the end of their cells.
        package let isAmount: Bool

        package init(_ name: String, isAmount: Bool = false) {
            self.name = name
            self.isAmount = isAmount
        }
    }

    package let caption: String
    package let columns: [Column]
    /// A cell for each column; the first heads its row.
    package let rows: [[HTML]]

    package init(_ caption: String, _ columns: [Column], _ rows: [[HTML]]) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
    }

    package var body: HTML {
        """
        <div class="table-frame" tabindex="0" role="region" aria-label="\(caption)"><table class="table"><caption>\(caption)</caption>
        <thead><tr>\(columns.map { "<th scope=\"col\"\($0.isAmount ? " class=\"amount\"" : nil)>\($0.name)</th>" })</tr></thead>
        <tbody>\(rows.map(row))</tbody></table></div>
        """
    }

    private func row(_ cells: [HTML]) -> HTML {
        "<tr>\(zip(columns, cells).enumerated().map { cell($0.element.0, $0.element.1, isFirst: $0.offset == 0) })</tr>\n"
    }

    private func cell(_ column: Column, _ content: HTML, isFirst: Bool) -> HTML {
        if isFirst { return "<th scope=\"row\">\(content)</th>" }
        return column.isAmount ? "<td class=\"amount\">\(content)</td>" : "<td>\(content)</td>"
    }
}
