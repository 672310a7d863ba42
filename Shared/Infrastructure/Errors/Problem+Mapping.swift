import HTTPTypes
import Hummingbird
import NIOCore

extension Problem {
    /// The one place that says which error is which status. Whatever is not named here is a fault of ours: 500, logged, and silent about
    /// itself.
    init(of error: any Error, request: Request, context: AppContext) {
        switch error {
        case let problem as Problem: self = problem
        case let errors as FormErrors: self = errors.problem
        case is NIOTooManyBytesError: self.init(.contentTooLarge, headers: [.connection: "close"])
        case let error as HTTPError: self.init(error.status, headers: error.headers)
        case is CancellationError: self = .unavailable
        case let error as any HTTPResponseError: self.init(error.status)
        default: self = .internalError
        }
    }
}
