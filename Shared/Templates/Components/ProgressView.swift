package import SharedHTML

/// How far long work has come, in words and as a bar.
package struct ProgressView: Sendable {
    /// What is being done: `Reading the export`.
    package let work: String
    package let done: Int
    /// Nil while nobody knows how much there is.
    package let all: Int?
    /// What else is known, such as the time that is left.
    package let remark: String?

    package init(_ work: String, done: Int, of all: Int?, remark: String? = nil) {
        self.work = work
        self.done = done
        self.all = all
        self.remark = remark
    }

    package var body: HTML {
        """
        <div class="progress"><p class="progress-words"><strong>\(work)</strong><span>\(count)\(remark.map { ", \($0)" })</span></p>\
        <progress aria-label="\(work)"\(all.map { " max=\"\(max($0, 1))\" value=\"\(min(done, $0))\"" })>\(count)</progress></div>
        """
    }

    private var count: String { all.map { "\(done) of \($0)" } ?? "\(done) so far" }
}
