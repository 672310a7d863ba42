import Glibc
import NIOCore
import NIOPosix
import Shared

extension SMTPError {
    /// Why nobody answers, in words for an operator: `127.0.0.1, port 25: Connection refused`.
    init(connecting error: any Error) {
        guard let error = error as? NIOConnectionError else {
            self = .unreachable(reason: String("\(error)".inOneLine.prefix(200)))
            return
        }
        guard let failure = error.connectionErrors.last else {
            self = .unreachable(reason: "nothing on the network is called \(error.host)")
            return
        }
        let why =
            switch failure.error {
            case let error as IOError: String(cString: strerror(error.errnoCode))
            case ChannelError.connectTimeout: "no answer"
            default: "\(failure.error)"
            }
        self = .unreachable(reason: String("\(failure.target.ipAddress ?? error.host), port \(error.port): \(why)".inOneLine.prefix(200)))
    }
}
