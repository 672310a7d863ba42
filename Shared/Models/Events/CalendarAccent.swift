/// The colour by which a calendar is told from the others, beside its name: each is one of the site's, which hold their contrast on light and
/// on dark paper.
package enum CalendarAccent: String, Sendable, Codable, CaseIterable {
    case rose, leaf, honey, slate
}
