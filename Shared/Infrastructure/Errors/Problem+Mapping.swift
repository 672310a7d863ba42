import HTTPTypes
import Hummingbird
import NIOCore
import Shared
import SharedPostgres
import SharedRedis

extension Problem {
    /// The one place that says which error is which status. Whatever is not named here is a fault of ours: 500, logged, and silent about
    /// itself.
    init(of error: any Error, request: Request, context: AppContext) {
        switch error {
        case let problem as Problem: self = problem
        case let errors as FormErrors: self = errors.problem
        case let error as BasketError: self = Problem(of: error)
        case let fault as CeremonyFault: self = Problem(of: fault)
        case let error as PasskeyError: self = Problem(of: error)
        case is PersonHasLeft, is DeviceError: self = .noMoreAccount
        case is NIOTooManyBytesError: self.init(.contentTooLarge, headers: [.connection: "close"])
        case let error as HTTPError: self.init(error.status, headers: error.headers)
        case let error as PostgresError: self = Problem(of: error)
        case is RedisError, is CancellationError, is TimeLimitExceeded: self = .unavailable
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

extension Problem {
    /// For a basket's form that has no page of its own to come back to.
    private init(of error: BasketError) {
        switch error {
        case .notForSale: self.init(.conflict, title: "This is not for sale any more.", advice: "Go back and choose something else.")
        case .quantity(let allowed):
            self.init(.unprocessableContent, advice: "Choose from \(allowed.lowerBound) to \(allowed.upperBound) of it.")
        case .full(let maximum):
            self.init(
                .conflict, title: "Your basket is full.", advice: "It holds at most \(maximum) different things. Take something out first.")
        case .otherCurrency(let currency):
            self.init(.conflict, title: "Your basket is in another currency.", advice: "Buy what is in it, in \(currency.rawValue), first.")
        case .notInBasket: self.init(.conflict, title: "This is not in your basket any more.", advice: "Reload the basket.")
        }
    }
}
