import HTTPTypes
import Hummingbird
import NIOCore
import SharedPostgres
import SharedRedis

extension Problem {
    /// The one place that says which error is which status. Whatever is not named here is a fault of ours: 500, logged, and silent about
    /// itself.
    init(of error: any Error, request: Request, context: AppContext) {
        switch error {
        case let problem as Problem: self = problem
        case let errors as FormErrors: self = errors.problem
        case is NIOTooManyBytesError: self.init(.contentTooLarge, headers: [.connection: "close"])
        case let error as HTTPError: self.init(error.status, headers: error.headers)
        case let error as PostgresError: self = Problem(of: error)
        case is RedisError, is CancellationError, is OutOfTime: self = .unavailable
        case let error as any HTTPResponseError: self.init(error.status)
        default: self = .internalError
        }
    }
}

extension Problem {
    /// Trouble with the way to the database passes; a statement that the server refuses is a fault of ours.
    private init(of error: PostgresError) {
        switch error {
        case .unreachable, .connectionLost, .outcomeUnknown, .timedOut, .shutDown: self = .unavailable
        case .server(let error):
            switch error.sqlstate {
            case .adminShutdown, .crashShutdown, .cannotConnectNow, .serializationFailure, .deadlockDetected, .lockNotAvailable,
                .queryCanceled, .readOnlyTransaction:
                self = .unavailable
            default: self = .internalError
            }
        case .decoding, .encoding, .rolledBack, .ended, .foreignTransaction, .misuse: self = .internalError
        }
    }
}
