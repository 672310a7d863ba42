package import ArgumentParser
package import Shared

/// A program that is one of the six services.
package protocol OperatedService {
    static var service: ServiceName { get }
}

extension OperatedService {
    /// What the operator of any service can have it do.
    package static var commonCommands: [any ParsableCommand.Type] {
        [PictureCommand<Self>.self, PicturesCommand<Self>.self, HandlingsCommand<Self>.self, XRay<Self>.self]
    }
}
