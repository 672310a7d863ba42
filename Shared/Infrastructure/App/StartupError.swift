/// Why a service did not start, as one line for its operator.
package enum StartupError: Error, Sendable, Equatable, CustomStringConvertible {
    case addressInUse(ListenAddress)
    /// A file or folder of static files that cannot be read.
    case staticRoot(String)

    package var description: String {
        switch self {
        case .addressInUse(let address): "cannot listen on \(address): the port is in use; stop what holds it, or set another"
        case .staticRoot(let path): "cannot read \(path): set STATIC_ROOT to the folder of style sheets, scripts and pictures"
        }
    }
}
