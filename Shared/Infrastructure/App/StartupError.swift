/// Why a service did not start, as one line for its operator.
package enum StartupError: Error, Sendable, Equatable, CustomStringConvertible {
    case addressInUse(ListenAddress)

    package var description: String {
        switch self {
        case .addressInUse(let address): "cannot listen on \(address): the port is in use; stop what holds it, or set another"
        }
    }
}
