package import Shared

/// One origin for each of the six services.
package struct Origins: Sendable, Hashable {
    private let list: [Origin]

    /// Nil when `origin` is nil for any service.
    package init?(_ origin: (ServiceName) throws -> Origin?) rethrows {
        var list: [Origin] = []
        for service in ServiceName.allCases {
            guard let origin = try origin(service) else { return nil }
            list.append(origin)
        }
        self.list = list
    }

    package subscript(service: ServiceName) -> Origin {
        switch service {
        case .blog: list[0]
        case .market: list[1]
        case .cart: list[2]
        case .events: list[3]
        case .federation: list[4]
        case .account: list[5]
        }
    }

    /// All six, in the order of `ServiceName.allCases`.
    package var all: [Origin] { list }
}
