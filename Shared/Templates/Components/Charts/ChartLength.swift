/// A part of a drawing's width or height: drawings have no measure of their own, so that what is written beside them keeps its size on a phone.
struct ChartLength {
    /// 0 to 1000.
    let thousandths: Int

    /// `part` of `whole`, of which neither is negative; nothing of nothing.
    init(_ part: Int, of whole: Int) { thousandths = whole == 0 ? 0 : Int((Double(part) / Double(whole) * 1000).rounded()) }

    /// What is left of the whole.
    var rest: ChartLength { ChartLength(1000 - thousandths, of: 1000) }

    /// `37.5%`.
    var percent: String { "\(thousandths / 10)\(thousandths % 10 == 0 ? "" : ".\(thousandths % 10)")%" }
}
