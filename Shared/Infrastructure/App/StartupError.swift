/// Why a service did not start, as one line for its operator.
package enum StartupError: Error, Sendable, Equatable, CustomStringConvertible {
    case addressInUse(ListenAddress)
    /// Any other trouble with an address: it is not this machine's, or may not be bound.
    case cannotListen(ListenAddress, reason: String)
    /// A file or folder of static files that cannot be read.
    case staticRoot(String)

    package var description: String {
        switch self {
        case .addressInUse(let address): "cannot listen on \(address): the port is in use; stop what holds it, or set another"
        case .cannotListen(let address, let reason): "cannot listen on \(address): \(reason)"
        case .staticRoot(let path): "cannot read \(path): set STATIC_ROOT to the folder of style sheets, scripts and pictures"
        }
    }
}
