import Shared
import SharedPostgres

/// Tells a row that cannot be written from a database that cannot be written to.
enum RowFailure {
    /// Why this row failed, for an operator; nil when the next one would fail the same way.
    static func reason(for error: any Error) -> String? {
        switch error {
        case let error as PublishingError: error.sentence
        case let error as MenuError: sentence(error)
        case let error as PostgresError: sentence(error)
        case is CancellationError: nil
        default: "\(error)"
        }
    }

    private static func sentence(_ error: MenuError) -> String {
        switch error {
        case .tooDeep(let maximum): "it is more than \(maximum) deep"
        case .tooManyItems(let maximum): "it has more than \(maximum) items"
        case .invalid(let label): "the item “\(label)” has no label, or a label or address that is too long"
        case .noSuchPost(let id): "there is no post \(id)"
        case .changedMeanwhile(let version): "somebody changed it meanwhile; it is at version \(version) now"
        }
    }

    private static func sentence(_ error: PostgresError) -> String? {
        switch error {
        case .server, .decoding, .encoding, .timedOut(.statement), .rolledBack, .misuse: "the database refused it: \(error)"
        case .unreachable, .connectionLost, .outcomeUnknown, .timedOut(.pool), .ended, .shutDown, .foreignTransaction: nil
        }
    }
}
