import FoundationEssentials
import Shared
import SharedInfrastructure

/// What an operator does to posts and pages, each in a transaction of its own.
struct Editing {
    private let transactions: any Transactions
    private let publishing: any Publishing

    init(_ services: Services) throws {
        transactions = try services.require(\.transactions)
        publishing = try services.require(\.publishing)
    }

    /// Publishes the post or page at `slug`, dated `moment`. Throws `OperatorError`.
    func publish(_ slug: Slug, at moment: Date) async throws -> Change {
        try await transactions.operate { (transaction: borrowing Transaction) in
            try await publishing.publish(slug, at: moment, in: transaction)
        }
    }

    /// Makes a draft of it again. Throws `OperatorError`.
    func unpublish(_ slug: Slug) async throws -> Change {
        try await transactions.operate { (transaction: borrowing Transaction) in try await publishing.unpublish(slug, in: transaction) }
    }
}

extension PublishingError: Refusal {
    package var sentence: String {
        switch self {
        case .slugTaken(let slug): "something else is at \(slug) already"
        case .slugReserved(let slug): "\(slug) begins addresses of the blog itself; take another word"
        case .notFound: "it is not there any more"
        case .noSuchSlug(let slug): "there is no post or page \(slug), published or not"
        case .changedMeanwhile(let version): "somebody changed it meanwhile; it is at version \(version) now"
        case .unknownTag(let id): "there is no tag \(id)"
        case .unknownAuthor(let id): "there is no author \(id)"
        case .alreadyPublished(let slug): "\(slug) is published already"
        case .momentNotPast: "that moment has not come yet"
        case .invalid(let field): "\(field) is empty, too long, or holds a NUL character"
        }
    }
}
