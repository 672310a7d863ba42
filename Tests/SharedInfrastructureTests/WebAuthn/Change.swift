import Support
@testable import SharedInfrastructure

/// What is otherwise with an authenticator, and what is said of its answer then.
struct Change: Sendable, CustomStringConvertible {
    let description: String
    let fault: CeremonyFault
    let make: @Sendable (inout SoftAuthenticator) -> Void

    init(_ description: String, _ fault: CeremonyFault, _ make: @escaping @Sendable (inout SoftAuthenticator) -> Void) {
        self.description = description
        self.fault = fault
        self.make = make
    }
}
